import { type ReactNode, useMemo, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useLifetimes } from '#renderer/state/lifetimes.ts';
import { useWatch, type ViewOf } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { LegendItem } from '#renderer/ui/chart/legend-item.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { lifetimeWords, plural } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { Grid } from '#renderer/ui/grid/grid.tsx';
import { nameColumn } from '#renderer/ui/grid/name-column.tsx';
import { nothingSelected, type Selection } from '#renderer/ui/grid/selection.ts';
import { useWindow } from '#renderer/ui/grid/use-window.ts';
import { durationWords } from '#shared/lib/duration.ts';
import type { PolicyLint as Lint } from '#shared/model/token-policy.ts';
import { lintTitles } from './sentences.ts';

type Row = ViewOf<'lifetimes.lint'>['rows'][number];
const noRows: readonly Row[] = [];
const idOf = ({ identity, lint }: Row): string => `${identity} ${lint}`;
const identityIn = (id: string): string => id.slice(0, id.indexOf(' '));

const columns: readonly Column<Row>[] = [
  nameColumn(150, 1),
  {
    id: 'words',
    title: 'What its settings say',
    width: 440,
    grow: 4,
    cell: (row) => <span title={row.words}>{row.words}</span>,
    text: (row) => row.words,
  },
  {
    id: 'lifetime',
    title: 'Lifetime',
    width: 70,
    cell: (row) => lifetimeWords(row.lifetime),
    text: (row) => lifetimeWords(row.lifetime),
  },
  {
    id: 'fix',
    title: 'Settled by',
    width: 130,
    cell: (row) =>
      row.shortenTo === null ? (
        <span className="dim">more than the token</span>
      ) : (
        `access ${durationWords(row.shortenTo)}`
      ),
    text: (row) => (row.shortenTo === null ? '' : `access ${durationWords(row.shortenTo)}`),
  },
  { id: 'tenant', title: 'Tenant', width: 120, cell: (row) => row.tenant, text: (row) => row.tenant },
];

interface PolicyLintProps {
  readonly policySeconds: number;
  readonly accessPolicySeconds: number;
}

/** Which setting of a lifetime decides, which is laxer than it should be, and which has no effect. */
export function PolicyLint({ policySeconds, accessPolicySeconds }: PolicyLintProps): ReactNode {
  const { filter, lints, chooseLints } = useLifetimes();
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const { range, onWindow } = useWindow();
  const params = useMemo(
    () => ({ filter, policySeconds, accessPolicySeconds, lints: [...lints], ...range }),
    [filter, policySeconds, accessPolicySeconds, lints, range],
  );
  const { view, error } = useWatch('lifetimes.lint', params);
  const rows = view?.rows ?? noRows;
  const chosen = [...new Set([...selection.ids].map(identityIn))];
  const settled = rows.filter((row) => selection.ids.has(idOf(row)) && row.shortenTo !== null);
  const seconds = settled.reduce((least, row) => Math.min(least, row.shortenTo ?? least), Number.POSITIVE_INFINITY);
  const toggle = (lint: Lint): void =>
    chooseLints(lints.includes(lint) ? lints.filter((one) => one !== lint) : [...lints, lint]);
  const shorten = (): void =>
    void runCommand('plan.wish', {
      intent: 'shorten',
      identities: chosen,
      parameters: Number.isFinite(seconds) ? { seconds: Math.max(60, Math.floor(seconds)) } : {},
    });
  if (error !== undefined) return <EmptyState icon="warning" title={error.message} text={error.hint} />;
  return (
    <div className="policy-lint">
      <div className="lifetimes-tools">
        <div className="chart-legend" role="group" aria-label="What is told">
          {view?.lints.map(({ lint, count }) => (
            <LegendItem
              key={lint}
              label={lintTitles[lint]}
              count={count}
              on={lints.length === 0 || lints.includes(lint)}
              title={`Show only: ${lintTitles[lint]}`}
              mark={null}
              onToggle={() => toggle(lint)}
            />
          ))}
        </div>
        <span className="grow" />
        <Button
          disabled={chosen.length === 0}
          onClick={() => void runCommand('identity.what-if', { identities: chosen })}
        >
          What If…
        </Button>
        <Button disabled={chosen.length === 0} onClick={shorten}>
          {chosen.length === 0 ? 'Shorten…' : `Shorten ${plural(chosen.length, 'Identity', 'Identities')}…`}
        </Button>
      </div>
      <Grid
        label="Policy lint"
        columns={columns}
        total={view?.total ?? 0}
        first={view?.first ?? 0}
        rows={rows}
        rowHeight={22}
        idOf={idOf}
        sort={null}
        selection={selection}
        onSelect={setSelection}
        onWindow={onWindow}
        onOpen={(row) => void runCommand('editor.open', { uri: `nhi:/identity/${row.identity}` })}
        onCopy={(text) => void runCommand('clipboard.write', { text })}
        empty={
          view === undefined ? null : (
            <EmptyState
              icon="pass"
              title="No setting of a lifetime is out of line"
              text={`Against access tokens of ${durationWords(accessPolicySeconds)} and lifetimes of ${durationWords(policySeconds)}, as the policy of the workspace says.`}
            />
          )
        }
      />
    </div>
  );
}
