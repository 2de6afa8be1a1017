import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { BandMark } from '#renderer/ui/band-mark.tsx';
import { LinkButton } from '#renderer/ui/button.tsx';
import { lifetimeWords, number, unknownWords } from '#renderer/ui/format.ts';
import { KindIcon } from '#renderer/ui/kind-icon.tsx';
import { Table } from '#renderer/ui/page.tsx';
import type { SupposedRow } from '#shared/contract/what-if.ts';
import { isUnknown } from '#shared/model/fact.ts';
import type { Band } from '#shared/model/score.ts';

type Side = SupposedRow['before'];
type Amount = Side['reach'];

export function Outcome(props: {
  readonly rows: readonly SupposedRow[];
  readonly below: Band;
  readonly labels: ReadonlyMap<string, string>;
}): ReactNode {
  const { rows, below, labels } = props;
  return (
    <div className="what-if-table">
      <Table
        label="Before and after"
        head={[
          'Identity',
          'Score',
          'Findings',
          'Lives',
          'Scopes',
          'Reach',
          'Load',
          'Safety',
          `Cheapest under ${below}`,
        ]}
        rows={rows.map((row) => ({
          key: row.id,
          cells: [
            <span key="name" className="icon-cell">
              <KindIcon kind={row.kind} />
              <LinkButton onClick={() => void runCommand('editor.open', { uri: `nhi:/identity/${row.id}` })}>
                {row.name}
              </LinkButton>
            </span>,
            <span key="score" className="icon-cell">
              <ScoreOf side={row.before} />
              {row.before.score.value !== row.after.score.value && (
                <>
                  {'→ '}
                  <ScoreOf side={row.after} />
                </>
              )}
            </span>,
            <Findings key="findings" row={row} />,
            change(lifetimeWords(row.before.lifetime), lifetimeWords(row.after.lifetime)),
            change(number(row.before.scopes), number(row.after.scopes)),
            change(words(row.before.reach), words(row.after.reach)),
            <Loads key="load" before={row.before.load} after={row.after.load} />,
            <span key="safety" title={row.reasons.map(({ points, words: why }) => `−${points} ${why}`).join('\n')}>
              {row.reasons.length === 0
                ? '100'
                : `${row.safety}: ${row.reasons.map(({ words: why }) => why).join('; ')}`}
            </span>,
            <Cheapest key="cheapest" row={row} labels={labels} />,
          ],
        }))}
      />
    </div>
  );
}

function ScoreOf({ side: { score } }: { readonly side: Side }): ReactNode {
  return (
    <>
      <BandMark band={score.band} label={score.band} />
      <span title={`${score.low} to ${score.high}`}>
        {score.value}
        {score.low === score.high ? null : <span className="dim small">{` ${score.low}–${score.high}`}</span>}
      </span>
    </>
  );
}

const change = (before: string, after: string): string => (before === after ? before : `${before} → ${after}`);
const words = (amount: Amount): string =>
  isUnknown(amount) ? unknownWords(amount) : number(amount < 10 ? Math.round(amount * 10) / 10 : Math.round(amount));

function Findings({ row: { fixed, raised, left } }: { readonly row: SupposedRow }): ReactNode {
  const title = [
    ...fixed.map((finding) => `gone: ${finding.rule} ${finding.title}`),
    ...raised.map((finding) => `new: ${finding.rule} ${finding.title}`),
  ].join('\n');
  const all = fixed.length + left;
  return (
    <span title={title}>
      {fixed.length === 0 && raised.length === 0 ? all : `${all} → ${left + raised.length}`}
      {raised.length > 0 && <span className="warning-text">{`, ${raised.length} new`}</span>}
    </span>
  );
}

const loads = [
  ['renewalsADay', 'token renewals a day'],
  ['promptsADay', 'sign-ins of people a day'],
  ['replacementsAYear', 'secrets replaced a year'],
] as const;

/** What grows or shrinks; at most, as if it were used all the time. */
function Loads({ before, after }: { readonly before: Side['load']; readonly after: Side['load'] }): ReactNode {
  const title = loads.map(([name, what]) => `${what}: ${change(words(before[name]), words(after[name]))}`).join('\n');
  const changed = loads.filter(([name]) => words(before[name]) !== words(after[name]));
  return (
    <span title={title} className={changed.length === 0 ? 'dim' : undefined}>
      {changed.length === 0
        ? 'as it is'
        : changed.map(([name, what]) => `${what} ${change(words(before[name]), words(after[name]))}`).join('; ')}
    </span>
  );
}

function Cheapest(props: { readonly row: SupposedRow; readonly labels: ReadonlyMap<string, string> }): ReactNode {
  const { levers, supposed, score, disruption, met } = props.row.cheapest;
  if (levers.length === 0) return <span className="dim">{met ? 'it is' : 'nothing helps'}</span>;
  const title = levers.map((lever) => props.labels.get(lever) ?? lever).join('\n');
  return (
    <span title={title} className="icon-cell what-if-cheapest">
      <LinkButton onClick={() => void runCommand('what-if.suppose', supposed)}>{levers.join(' + ')}</LinkButton>
      <span className="dim">{`${met ? '' : 'not under it; '}${score}, breaks ${disruption}`}</span>
    </span>
  );
}
