import { type ReactNode, useState } from 'react';
import { leftWords } from '#renderer/state/issuer-words.ts';
import { residualWords, untilWords } from '#renderer/state/live-words.ts';
import { useTicking } from '#renderer/state/use-ticking.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { LinkButton } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { ResidualTable } from '#renderer/ui/residual-table.tsx';
import type { InventoryFilter } from '#shared/contract/values.ts';

interface ResidualClockProps {
  readonly selection: { readonly filter: InventoryFilter; readonly identities: string[] | null };
}

/** Who of the selection still believes in what is dead, counting down; nothing where nobody does. */
export function ResidualClock({ selection }: ResidualClockProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const { view } = useWatch('live.residual', selection);
  const now = useTicking(view?.now.issuer ?? 0);
  if (view === undefined) return null;
  const words = residualWords(view);
  if (words === '') return null;
  return (
    <span className="residual-clock">
      <Icon name="watch" size={14} />
      <LinkButton aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {words}
      </LinkButton>
      {view.until !== null && <span className="warning-text">{untilWords(view.until, now)}</span>}
      {isOpen && (
        <div className="residual-detail" role="region" aria-label="Who still believes in what is dead">
          {view.rows.length > 0 && <ResidualTable rows={view.rows} now={now} words={leftWords} />}
          {view.off.length > 0 && (
            <ul>
              {view.off.map(({ identity, name, tenant, until }) => (
                <li key={identity}>
                  {`${name} (${tenant}): `}
                  {until === null ? 'no source says how long its tokens live' : untilWords(until, view.now.workspace)}
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </span>
  );
}
