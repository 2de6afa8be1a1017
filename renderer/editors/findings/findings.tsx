import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import type { EditorProps } from '#renderer/registry/editor.ts';
import { parseUri } from '#renderer/registry/uri.ts';
import { findingRows, noFindingsFilter, useFindings } from '#renderer/state/findings.ts';
import { completeFindings } from '#renderer/state/query.ts';
import { useWatch, type ViewOf } from '#renderer/state/use-watch.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { number, plural } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { Grid } from '#renderer/ui/grid/grid.tsx';
import { nothingSelected, type Selection } from '#renderer/ui/grid/selection.ts';
import { KindIcon } from '#renderer/ui/kind-icon.tsx';
import type { MenuGroups } from '#renderer/ui/menu.tsx';
import { QueryBox } from '#renderer/ui/query-box.tsx';
import { SeverityIcon } from '#renderer/ui/severity-icon.tsx';
import './findings.css';

type Row = ViewOf<'findings.list'>['rows'][number];

const fixWords = (row: Row): string => {
  const best = row.fixes[0];
  if (best === undefined) return 'no fix known';
  return best.scoreAfter === null || row.score === null
    ? best.label
    : `${best.label}: ${row.score} → ${best.scoreAfter}`;
};

const columns: readonly Column<Row>[] = [
  {
    id: 'severity',
    title: 'Severity',
    width: 84,
    cell: (row) => (
      <span className="icon-cell">
        <SeverityIcon severity={row.severity} />
        {row.severity}
      </span>
    ),
    text: (row) => row.severity,
  },
  { id: 'rule', title: 'Rule', width: 64, cell: (row) => row.rule, text: (row) => row.rule },
  {
    id: 'name',
    title: 'Identity',
    width: 150,
    grow: 1,
    cell: (row) => (
      <span className="icon-cell">
        <KindIcon kind={row.kind} />
        <span>{row.name}</span>
      </span>
    ),
    text: (row) => row.name,
  },
  {
    id: 'title',
    title: 'What is wrong',
    width: 330,
    grow: 3,
    cell: (row) => <span title={row.evidence.map((one) => `${one.label}: ${one.value}`).join('\n')}>{row.title}</span>,
    text: (row) => row.title,
  },
  {
    id: 'fix',
    title: 'First fix, score before → after',
    width: 250,
    grow: 2,
    cell: (row) => <span className="dim">{fixWords(row)}</span>,
    text: fixWords,
  },
  { id: 'tenant', title: 'Tenant', width: 110, cell: (row) => row.tenant, text: (row) => row.tenant },
];

/** What the rules flag, most severe first, one rule or all of them. */
export default function FindingsEditor({ uri }: EditorProps): ReactNode {
  const { rules, severities, text, change } = useFindings();
  const [range, setRange] = useState({ first: 0, count: 80 });
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  useEffect(() => {
    const rule = parseUri(uri)?.search.get('rule');
    if (rule !== null && rule !== undefined) useFindings.getState().change({ rules: [rule] });
  }, [uri]);
  const params = useMemo(
    () => ({ rules: [...rules], severities: [...severities], text, ...range }),
    [rules, severities, text, range],
  );
  const { view } = useWatch('findings.list', params);
  const onWindow = useCallback((first: number, count: number) => setRange({ first, count: Math.max(40, count) }), []);
  const rule = rules.length === 1 ? view?.rules.find((one) => one.rule === rules[0]) : undefined;
  const narrowed = rules.length > 0 || severities.length > 0 || text !== '';
  const idOf = (row: Row): string => `${row.rule} ${row.identity}`;
  return (
    <div className="findings">
      <header className="findings-head">
        <h2>
          {rule === undefined
            ? `${plural(view?.matched ?? 0, 'finding')} in ${plural(view?.rules.filter((one) => one.count > 0).length ?? 0, 'rule')}`
            : `${rule.rule} ${rule.title}: ${plural(view?.matched ?? 0, 'identity', 'identities')}`}
        </h2>
        <p className="dim">
          {rule === undefined
            ? 'Most severe first. Enter opens the identity, Ctrl+. its fixes.'
            : `${rule.why} (${rule.owasp})`}
        </p>
        <div className="findings-filter">
          <QueryBox
            label="Filter findings"
            placeholder="Filter by words, or ask: severity:high kind:agent owner:none"
            text={text}
            onChange={(next) => change({ text: next })}
            complete={completeFindings}
            after={
              narrowed && (
                <IconButton
                  icon="save"
                  size={14}
                  label="Save Query…"
                  keys="Ctrl+S"
                  onClick={() => void runCommand('view.save-query')}
                />
              )
            }
          />
          <span className="dim">{view === undefined ? '' : `${number(view.matched)} of ${number(view.total)}`}</span>
          {narrowed && (
            <button type="button" className="link-button" onClick={() => change(noFindingsFilter)}>
              Clear filters
            </button>
          )}
        </div>
      </header>
      <Grid
        label="Findings"
        isMain
        columns={columns}
        total={view?.matched ?? 0}
        first={view?.first ?? 0}
        rows={view?.rows ?? noRows}
        rowHeight={22}
        idOf={idOf}
        sort={null}
        selection={selection}
        onSelect={setSelection}
        loadRows={findingRows}
        onWindow={onWindow}
        onOpen={(row) => void runCommand('editor.open', { uri: `nhi:/identity/${row.identity}` })}
        menu={() => fixesOf((view?.rows ?? noRows).find((row) => idOf(row) === selection.focusId))}
        onCopy={(tsv) => void runCommand('clipboard.write', { text: tsv })}
        empty={
          view === undefined ? null : (
            <EmptyState
              icon="pass"
              title={view.total === 0 ? 'No rule flags anything here' : 'No finding matches the filters'}
              text={view.total === 0 ? 'Import an export, or open the demo company, to see findings.' : undefined}
            />
          )
        }
      />
    </div>
  );
}

const noRows: readonly Row[] = [];

/** The light bulb of a finding: each fix becomes a plan. */
function fixesOf(row: Row | undefined): MenuGroups {
  if (row === undefined) return [];
  const open = {
    key: 'open',
    label: 'Open the Identity',
    onSelect: () => void runCommand('editor.open', { uri: `nhi:/identity/${row.identity}` }),
  };
  const fixes = row.fixes.map((fix) => ({
    key: `${fix.intent} ${fix.label}`,
    label: `Plan: ${fix.label}…`,
    onSelect: () => void runCommand('finding.fix', { identity: row.identity, ...fix }),
  }));
  const reach = {
    key: 'reach',
    label: 'Show Blast Radius',
    onSelect: () => void runCommand('reach.show', { identities: [row.identity] }),
  };
  return [fixes, [open, reach]];
}
