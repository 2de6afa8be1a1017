import { type ReactNode, useMemo } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { keyText } from '#renderer/state/findings.ts';
import { acceptanceWords, chooseRisks, riskRows, useRisks } from '#renderer/state/risks.ts';
import { useSession } from '#renderer/state/session.ts';
import { useWatch, type ViewOf } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { exact, number, plural, relative } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { Grid } from '#renderer/ui/grid/grid.tsx';
import { useWindow } from '#renderer/ui/grid/use-window.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { KindIcon } from '#renderer/ui/kind-icon.tsx';
import { PageHead } from '#renderer/ui/page.tsx';
import { SeverityIcon } from '#renderer/ui/severity-icon.tsx';
import type { AcceptedRisk } from '#shared/contract/risks.ts';
import { dayOfInstant } from '#shared/lib/days.ts';
import './risks.css';

const severityWords = ({ severity, now }: AcceptedRisk): string =>
  now === null || now === severity ? severity : `${severity}, now ${now}`;
const stateText = (risk: AcceptedRisk, now: number): string => acceptanceWords(risk.state, risk, now) ?? 'accepted';

const columnsAt = (now: number): readonly Column<AcceptedRisk>[] => [
  {
    id: 'until',
    title: 'Until',
    width: 150,
    cell: ({ until }) => (
      <span title={exact(until)}>
        {dayOfInstant(until)} <span className="dim">{relative(until, now)}</span>
      </span>
    ),
    text: ({ until }) => dayOfInstant(until),
  },
  {
    id: 'severity',
    title: 'Severity',
    width: 120,
    cell: (risk) => (
      <span className="icon-cell">
        <SeverityIcon severity={risk.now ?? risk.severity} />
        {severityWords(risk)}
      </span>
    ),
    text: severityWords,
  },
  {
    id: 'rule',
    title: 'Rule',
    width: 64,
    cell: ({ rule, title }) => <span title={title}>{rule}</span>,
    text: ({ rule }) => rule,
  },
  {
    id: 'name',
    title: 'Identity',
    width: 140,
    grow: 1,
    cell: ({ kind, name }) => (
      <span className="icon-cell">
        {kind === null ? <Icon name="question" /> : <KindIcon kind={kind} />}
        <span>{name}</span>
      </span>
    ),
    text: ({ name }) => name,
  },
  {
    id: 'reason',
    title: 'Because',
    width: 180,
    grow: 3,
    cell: ({ reason }) => <span title={reason}>{reason}</span>,
    text: ({ reason }) => reason,
  },
  {
    id: 'state',
    title: 'State',
    width: 150,
    grow: 2,
    cell: (risk) => (
      <span
        className={risk.state === 'expired' || risk.state === 'graver' ? 'warning-text' : 'dim'}
        title={stateText(risk, now)}
      >
        {stateText(risk, now)}
      </span>
    ),
    text: (risk) => stateText(risk, now),
  },
  { id: 'by', title: 'By', width: 90, cell: ({ by, at }) => <span title={exact(at)}>{by}</span>, text: ({ by }) => by },
];

/** Which risks may stay, until when, and what became of that word; what ends first comes first. */
export default function RisksEditor(): ReactNode {
  const { selection } = useRisks();
  const now = useSession((session) => session.status?.now ?? 0);
  const { range, onWindow } = useWindow();
  const { view } = useWatch('risks.list', range);
  const columns = useMemo(() => columnsAt(now), [now]);
  const isChosen = selection.ids.size > 0 || selection.focusId !== undefined;
  const open = (risk: AcceptedRisk): void =>
    void runCommand('editor.open', { uri: `nhi:/identity/${risk.identity}?section=identity.findings` });
  return (
    <div className="risks">
      <PageHead
        title={headline(view?.counts)}
        text="They leave counts, lists and gates until their day, and come back by themselves, or as soon as they are graver. Enter opens the identity, Delete withdraws."
        actions={
          <>
            <Button
              disabled={!isChosen}
              onClick={() => void runCommand('risk.accept', { findings: chosen(view, selection) })}
            >
              Accept Anew…
            </Button>
            <Button disabled={!isChosen} onClick={() => void runCommand('risk.withdraw')}>
              Withdraw
            </Button>
          </>
        }
      />
      <Grid
        label="Accepted risks"
        isMain
        columns={columns}
        total={view?.total ?? 0}
        first={view?.first ?? 0}
        rows={view?.rows ?? noRows}
        rowHeight={22}
        idOf={keyText}
        sort={null}
        selection={selection}
        onSelect={chooseRisks}
        loadRows={riskRows}
        onWindow={onWindow}
        onOpen={open}
        onDelete={() => void runCommand('risk.withdraw')}
        onCopy={(tsv) => void runCommand('clipboard.write', { text: tsv })}
        empty={
          view === undefined ? null : (
            <EmptyState
              icon="shield"
              title="No risk is accepted"
              text="A finding that may stay for a while is accepted from its light bulb (Ctrl+.), with a reason and a day."
            />
          )
        }
      />
    </div>
  );
}

const noRows: readonly AcceptedRisk[] = [];

function headline(counts: ViewOf<'risks.list'>['counts'] | undefined): string {
  if (counts === undefined) return '';
  const { accepted, soon, expired, graver } = counts;
  const back = expired + graver;
  return [
    plural(accepted, 'accepted risk'),
    ...(soon > 0 ? [`${number(soon)} to end in 30 days`] : []),
    ...(back > 0 ? [`${number(back)} open again`] : []),
  ].join(', ');
}

/** What is selected, else the row with the focus. */
function chosen(
  view: ViewOf<'risks.list'> | undefined,
  { ids, focusId }: ReturnType<typeof useRisks.getState>['selection'],
) {
  const rows = view?.rows ?? noRows;
  return rows
    .filter((row) => (ids.size > 0 ? ids.has(keyText(row)) : keyText(row) === focusId))
    .filter(({ now }) => now !== null);
}
