import { type ReactNode, useState } from 'react';
import { CommandButton } from '#renderer/registry/command-button.tsx';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useRanking } from '#renderer/state/reach-ranking.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { brief, exact, number, plural } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { Grid } from '#renderer/ui/grid/grid.tsx';
import { nothingSelected, type Selection } from '#renderer/ui/grid/selection.ts';
import { KindName, ScoreMark } from '#renderer/ui/identity-cells.tsx';
import { PageHead } from '#renderer/ui/page.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import type { Ranked } from '#shared/contract/reach.ts';
import './reach.css';

const shareOf = (identities: number, inventory: number): string => `${((100 * identities) / inventory).toFixed(1)}%`;

const columnsOf = (inventory: number): readonly Column<Ranked>[] => [
  {
    id: 'name',
    title: 'Identity',
    width: 200,
    grow: 2,
    cell: ({ identity }) => <KindName kind={identity.kind} name={identity.name} />,
    text: ({ identity }) => identity.name,
  },
  {
    id: 'weight',
    title: 'Customers and resources',
    width: 170,
    align: 'end',
    cell: ({ weight }) => number(weight),
    text: ({ weight }) => String(weight),
  },
  {
    id: 'identities',
    title: 'Identities',
    width: 90,
    align: 'end',
    cell: ({ identities }) => number(identities),
    text: ({ identities }) => String(identities),
  },
  {
    id: 'share',
    title: 'Of all',
    width: 70,
    align: 'end',
    cell: ({ identities }) => shareOf(identities, inventory),
    text: ({ identities }) => shareOf(identities, inventory),
  },
  {
    id: 'score',
    title: 'Score',
    width: 70,
    cell: ({ identity }) => <ScoreMark score={identity.score} />,
    text: ({ identity }) => String(identity.score?.value ?? ''),
  },
  {
    id: 'tenant',
    title: 'Tenant',
    width: 140,
    grow: 1,
    cell: ({ identity }) => identity.tenant,
    text: ({ identity }) => identity.tenant,
  },
];

/** Everybody's blast radius without a limit of hops, those that reach most first. */
export default function ReachRankingEditor(): ReactNode {
  const { ranking, running, at } = useRanking();
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const rows = ranking?.rows ?? [];
  const open = ({ identity }: Ranked): void => void runCommand('reach.show', { identities: [identity.id] });
  return (
    <div className="reach">
      <PageHead
        title={titleOf(rows[0])}
        text="Whose stolen credential leads farthest, as far as the edges go; a customer whom two identities serve counts at both. Enter shows the way."
        actions={
          running === null ? (
            <Button primary icon="run-all" onClick={() => void runCommand('reach.rank')}>
              {ranking === null ? 'Rank' : 'Rank Again'}
            </Button>
          ) : (
            <Button icon="debug-stop" onClick={() => void runCommand('reach.cancel-ranking')}>
              Cancel
            </Button>
          )
        }
      />
      <p className="reach-ranking-state dim" role="status">
        {running === null ? (
          at !== null &&
          `${number(rows.length)} of ${plural(ranking?.total ?? 0, 'identity', 'identities')}, ranked ${exact(at)}`
        ) : (
          <Progress
            value={running.progress === null ? null : running.progress.done / (running.progress.total ?? 1)}
            label="Everybody's blast radius is being worked out"
          />
        )}
      </p>
      <Grid
        label="Identities by blast radius"
        isMain
        columns={columnsOf(ranking?.inventory ?? 1)}
        total={rows.length}
        first={0}
        rows={rows}
        rowHeight={22}
        idOf={({ identity }) => identity.id}
        sort={null}
        selection={selection}
        onSelect={setSelection}
        loadRows={(first, count) => Promise.resolve(rows.slice(first, first + count))}
        onWindow={() => undefined}
        onOpen={open}
        onCopy={(tsv) => void runCommand('clipboard.write', { text: tsv })}
        empty={
          running !== null ? null : (
            <EmptyState
              icon="flame"
              title={ranking === null ? 'Nobody is ranked yet' : 'There is no active non-human identity'}
              text={
                ranking === null
                  ? 'Rank works out what a thief of each identity reaches.'
                  : 'Import a vendor’s export to see whose stolen credential leads farthest.'
              }
              actions={ranking === null ? undefined : <CommandButton id="import.choose" />}
            />
          )
        }
      />
    </div>
  );
}

function titleOf(first: Ranked | undefined): string {
  if (first === undefined) return 'Blast radius of all';
  return `A thief of ${brief(first.identity.name)} reaches most: ${number(first.weight)} customers and resources`;
}
