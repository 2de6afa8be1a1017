import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import type { EditorProps } from '#renderer/registry/editor.ts';
import { parseUri } from '#renderer/registry/uri.ts';
import { changeReach, nothingFixed, type ReachRow, reachRows, theftOf, useReach } from '#renderer/state/reach.ts';
import { describeTab } from '#renderer/state/tabs.ts';
import { useWatch, type ViewOf } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { LegendItem } from '#renderer/ui/chart/legend-item.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { number } from '#renderer/ui/format.ts';
import { Grid } from '#renderer/ui/grid/grid.tsx';
import { nothingSelected, type Selection } from '#renderer/ui/grid/selection.ts';
import { useWindow } from '#renderer/ui/grid/use-window.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Select } from '#renderer/ui/input.tsx';
import type { MenuGroups } from '#renderer/ui/menu.tsx';
import { PageHead, Split } from '#renderer/ui/page.tsx';
import { columns } from './columns.tsx';
import { Comparison } from './comparison.tsx';
import { Drawing } from './drawing.tsx';
import { edgeWords, reachTitle } from './sentences.ts';
import { WayDetail } from './way.tsx';
import './reach.css';

type View = NonNullable<ViewOf<'reach.view'>>;

const farthest = 'all';
const distances = [
  { value: '2', label: '2 hops' },
  { value: '3', label: '3 hops, as the score' },
  { value: '5', label: '5 hops' },
  { value: farthest, label: 'As far as it goes' },
] as const;

/** What a thief of one credential reaches, hop by hop, drawn and as a table, before and after a fix. */
export default function ReachEditor({ uri }: EditorProps): ReactNode {
  const identity = parseUri(uri)?.rest ?? '';
  const theft = theftOf(identity, useReach(({ thefts }) => thefts[identity]) ?? nothingFixed);
  const { view, error } = useWatch('reach.view', theft);
  const name = view?.identity.name;
  useEffect(() => {
    if (name !== undefined) describeTab(uri, { title: `Blast Radius: ${name}`, icon: 'flame', crumbs: [] });
  }, [uri, name]);
  if (error !== undefined) return <EmptyState icon="flame" title={error.message} text={error.hint} />;
  if (view === undefined) return <div className="reach" aria-busy />;
  if (view === null) {
    return <EmptyState icon="flame" title="This identity is not here" text="It may belong to another workspace." />;
  }
  return <Page theft={theft} view={view} key={identity} />;
}

function Page({ theft, view }: { readonly theft: ReturnType<typeof theftOf>; readonly view: View }): ReactNode {
  const { range, onWindow } = useWindow();
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const rows = useWatch('reach.rows', { ...theft, ...range }).view;
  const loaded = rows?.rows ?? noRows;
  // What is chosen in the drawing may stand far from the rows in sight.
  const [picked, setPicked] = useState<ReachRow | null>(null);
  const row = [...loaded, ...(picked === null ? [] : [picked])].find(({ id }) => id === selection.focusId);
  const { kinds, identities } = theft.without;
  const isFixed = kinds.length + identities.length > 0;
  const title = reachTitle(view);
  const choose = (position: number): void =>
    void reachRows(theft, position, 1).then(([found]) => {
      if (found === undefined) return;
      setPicked(found);
      setSelection({ ids: new Set([found.id]), focus: position, focusId: found.id, anchor: position });
    });
  const shown = useMemo(() => (isFixed ? columns : columns.filter(({ id }) => id !== 'after')), [isFixed]);
  return (
    <div className="reach">
      <PageHead
        title={title}
        text="A simulation over what was imported: nothing is touched. A customer whom two identities serve counts at both, as in the score."
        actions={
          <Select
            label="How far the thief goes"
            value={distances.find(({ value }) => value === String(theft.hops ?? farthest))?.value ?? '3'}
            options={distances}
            onChange={(value) => changeReach(theft.identity, { hops: value === farthest ? null : Number(value) })}
          />
        }
      />
      <Split
        label="The chosen identity"
        detail={row === undefined ? null : <WayDetail theft={theft} row={row} removed={identities.includes(row.id)} />}
      >
        <div className="reach-pair">
          <div className="reach-picture">
            <Drawing
              nodes={view.nodes}
              label={`${title}. The table below lists it.`}
              chosen={selection.focus < 0 ? null : selection.focus}
              onChoose={choose}
            />
            <Obstacles view={view} theft={theft} isFixed={isFixed} />
          </div>
          <Comparison view={view} />
        </div>
        <Grid
          label="What is reached"
          isMain
          columns={shown}
          total={rows?.total ?? 0}
          first={rows?.first ?? 0}
          rows={loaded}
          rowHeight={22}
          idOf={(one) => one.id}
          sort={null}
          selection={selection}
          onSelect={setSelection}
          loadRows={(first, count) => reachRows(theft, first, count)}
          onWindow={onWindow}
          onOpen={(one) => void runCommand('editor.open', { uri: `nhi:/identity/${one.id}` })}
          onCopy={(tsv) => void runCommand('clipboard.write', { text: tsv })}
          menu={() => menuOf(row, identities)}
          empty={null}
        />
      </Split>
    </div>
  );
}

const noRows: readonly ReachRow[] = [];

interface ObstaclesProps {
  readonly view: View;
  readonly theft: ReturnType<typeof theftOf>;
  readonly isFixed: boolean;
}

/** What the fix takes away: kinds of edges, and identities. */
function Obstacles({ view, theft, isFixed }: ObstaclesProps): ReactNode {
  const { kinds } = theft.without;
  const offered = [
    ...view.edges,
    ...kinds.flatMap((kind) => (view.edges.some((edge) => edge.kind === kind) ? [] : [{ kind, identities: 0 }])),
  ];
  if (offered.length === 0) {
    return <p className="reach-obstacles dim">It leads to no other identity: what it may do itself is all.</p>;
  }
  return (
    <div className="reach-obstacles" role="group" aria-label="Ways of the thief; switch one off to take it away">
      <span className="dim">Ways:</span>
      {offered.map(({ kind, identities }) => {
        const on = !kinds.includes(kind);
        return (
          <LegendItem
            key={kind}
            label={edgeWords[kind]}
            count={identities}
            on={on}
            title={on ? `Take away: ${edgeWords[kind]}` : `Put back: ${edgeWords[kind]}`}
            mark={<Icon name={on ? 'check' : 'close'} size={12} />}
            onToggle={() => void runCommand('reach.take-away', { kind })}
          />
        );
      })}
      {view.removed.map(({ id, name }) => (
        <LegendItem
          key={id}
          label={name}
          on={false}
          title={`Put back: ${name}`}
          mark={<Icon name="close" size={12} />}
          onToggle={() => void runCommand('reach.take-away', { target: id })}
        />
      ))}
      {isFixed && <Button onClick={() => void runCommand('reach.put-back')}>Put Everything Back</Button>}
      <span className="dim">{`${number(view.before.identities)} drawn; within a hop what counts most comes first`}</span>
    </div>
  );
}

/** The menu of a row: the same as the buttons beside it. */
function menuOf(row: ReachRow | undefined, removed: readonly string[]): MenuGroups {
  if (row === undefined) return [];
  const open = {
    key: 'open',
    label: 'Open the Identity',
    onSelect: () => void runCommand('editor.open', { uri: `nhi:/identity/${row.id}` }),
  };
  if (row.hop === 1) return [[open]];
  return [
    [
      open,
      {
        key: 'steal',
        label: 'Steal This One',
        onSelect: () => void runCommand('reach.show', { identities: [row.id] }),
      },
    ],
    [
      {
        key: 'take',
        label: removed.includes(row.id) ? 'Put Back' : 'Take Away in Simulation',
        onSelect: () => void runCommand('reach.take-away', { target: row.id }),
      },
    ],
  ];
}
