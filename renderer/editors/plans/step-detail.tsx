import { type ReactNode, useRef } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { partyWords, probeWords, stepWords } from '#renderer/state/plan-words.ts';
import { type StepDetail, usePlanPage, useStep } from '#renderer/state/plans.ts';
import { Button, LinkButton } from '#renderer/ui/button.tsx';
import { clockSeconds } from '#renderer/ui/format.ts';
import { useWidth } from '#renderer/ui/use-width.ts';
import type { PlanDetail } from '#shared/contract/plans.ts';
import { DiffView } from './diff-view.tsx';

/** px; two sides need as much. */
const roomForTwo = 640;

const short = (hash: string): string => (hash === '' ? '' : `, hash ${hash.slice(0, 4)}…${hash.slice(-2)}`);

/** What one step changes, and by which requests. */
export function StepPane({ detail }: { readonly detail: PlanDetail }): ReactNode {
  const { step: chosen } = usePlanPage(detail.id);
  const row = detail.rows.find(({ id }) => id === chosen) ?? detail.rows[0];
  const found = useStep(detail.id, row?.id ?? null, `${row?.state} ${row?.message}`);
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, 900);
  if (row === undefined) return null;
  return (
    <div className="step-pane" ref={frame}>
      {found !== null && (
        <>
          <Sides found={found} inline={width < roomForTwo} />
          <Foot detail={detail} found={found} row={row} number={detail.rows.indexOf(row) + 1} />
        </>
      )}
    </div>
  );
}

function Sides({
  found: { step, receipt },
  inline,
}: {
  readonly found: StepDetail;
  readonly inline: boolean;
}): ReactNode {
  const isRead = receipt?.read === true;
  return (
    <DiffView
      before={isRead ? receipt.before : step.before}
      after={isRead ? receipt.observed : step.after}
      beforeTitle={
        isRead
          ? `Before, read ${clockSeconds(receipt.startedAt)}${short(receipt.fingerprintBefore)}`
          : `Before, as it was last read${short(step.fingerprint)}`
      }
      afterTitle={
        isRead
          ? `After, read back ${clockSeconds(receipt.endedAt)}${short(receipt.fingerprintAfter)}`
          : 'After, as planned'
      }
      inline={inline}
    />
  );
}

/** A signature says who made a plan, never that its requests are those of its operation. */
function Foreign({ operation: { name, object, parameters } }: Pick<StepDetail['step'], 'operation'>): ReactNode {
  const what = Object.entries(object).map(([key, value]) => `${key} ${value}`);
  return (
    <>
      <p className="warning-text">
        Another workspace made this plan: the requests above are its word. What will be done is this operation:
      </p>
      <div className="request">
        <code>
          <b>{name}</b> {what.join(', ')}
        </code>
        <code className="dim">{JSON.stringify(parameters)}</code>
      </div>
    </>
  );
}

function Foot(props: {
  detail: PlanDetail;
  found: StepDetail;
  row: PlanDetail['rows'][number];
  number: number;
}): ReactNode {
  const { detail, found, row, number } = props;
  const { step, receipt, hasSecret } = found;
  const sentences = [...step.disrupts, ...step.notRestored];
  return (
    <section className="step-requests" aria-label={`Exact requests of step ${number}`} tabIndex={0}>
      <h3>{`Exact ${step.requests.length === 1 ? 'request' : 'requests'} of step ${number}, ${receipt === null ? (step.requests.length === 1 ? 'sent once' : 'each sent once') : stepWords[receipt.outcome]}`}</h3>
      {receipt !== null && receipt.message !== '' && <p>{receipt.message}</p>}
      {receipt?.probes.map(({ kind, party, verdict, seen }) => (
        <p key={`${kind} ${party}`} className={verdict === 'alive' ? 'warning-text' : ''}>
          {`${probeWords[kind]} ${partyWords[party]}, ${verdict === 'not_run' ? 'not run' : verdict}: ${seen}`}
        </p>
      ))}
      {hasSecret && (
        <p>
          <Button icon="copy" onClick={() => void runCommand('plan.copy-secret', { plan: detail.id, step: step.id })}>
            Copy the New Secret
          </Button>{' '}
          <span className="dim">It stays on the clipboard for 30 s, and is shown nowhere.</span>
        </p>
      )}
      {step.requests.map(({ method, path, body }) => (
        <div key={`${method} ${path}`} className="request">
          <code>
            <b>{method}</b> {path}
          </code>
          {body !== null && <code className="dim">{JSON.stringify(body)}</code>}
        </div>
      ))}
      {detail.danger.isForeign && <Foreign operation={step.operation} />}
      <p className="dim">
        <code>Authorization</code> comes from the vault and is never shown. Refused where the object is not as it was
        read.
      </p>
      {sentences.length > 0 && (
        <ul>
          {[...new Set(sentences)].map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <LinkButton onClick={() => void runCommand('editor.open', { uri: `nhi:/identity/${row.identity}` })}>
        Open the Identity
      </LinkButton>
    </section>
  );
}
