import type { ReactNode } from 'react';
import { noFilter } from '#renderer/state/inventory.ts';
import { untilWords } from '#renderer/state/live-words.ts';
import { useTicking } from '#renderer/state/use-ticking.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { plural, unknownWords } from '#renderer/ui/format.ts';
import type { IdentityDetail } from '#shared/contract/inventory.ts';
import { isUnknown } from '#shared/model/fact.ts';

/** Of a client of the local issuer each dead token is known; of others at most how long one may live. */
export function StillBelieved({ detail, now }: { readonly detail: IdentityDetail; readonly now: number }): ReactNode {
  const { view } = useWatch('live.residual', { filter: noFilter, identities: [detail.identity.id] });
  const issuerNow = useTicking(view?.now.issuer ?? 0);
  const { residualUntil } = detail;
  const left = view?.rows.at(-1);
  const words =
    left !== undefined && view !== undefined
      ? `${plural(view.tokens, 'dead token')}, ${untilWords(left.until, issuerNow)}`
      : residualUntil === null
        ? null
        : isUnknown(residualUntil)
          ? unknownWords(residualUntil)
          : untilWords(residualUntil, now);
  if (words === null) return null;
  return (
    <span className="pair">
      <span className="dim">Tokens still believed</span>{' '}
      <span title="Whoever verifies a token without asking goes on until it ends, whatever became of its client.">
        {words}
      </span>
    </span>
  );
}
