import { type ReactNode, useMemo } from 'react';
import { CommandButton } from '#renderer/registry/command-button.tsx';
import { runCommand } from '#renderer/registry/contributions.ts';
import { chooseOrphans, type Orphan, orphanRows, useOwners } from '#renderer/state/owners.ts';
import { useSession } from '#renderer/state/session.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { instantTitle, lastUsedWords, number, plural } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { Grid } from '#renderer/ui/grid/grid.tsx';
import { useWindow } from '#renderer/ui/grid/use-window.ts';
import { KindName, ScoreMark } from '#renderer/ui/identity-cells.tsx';
import { PageHead } from '#renderer/ui/page.tsx';
import './owners.css';

const rowHeights = { compact: 22, comfortable: 28 } as const;
const noRows: readonly Orphan[] = [];

const ownerWords = ({ row }: Orphan): string =>
  row.owner.state === 'departed' ? `${row.owner.label}, left` : 'nobody';

function orphanColumns(now: number): readonly Column<Orphan>[] {
  return [
    {
      id: 'score',
      title: 'Score',
      width: 64,
      cell: ({ row }) => <ScoreMark score={row.score} />,
      text: ({ row }) => String(row.score?.value ?? ''),
    },
    {
      id: 'name',
      title: 'Name',
      width: 180,
      minimum: 140,
      grow: 3,
      cell: ({ row }) => <KindName kind={row.kind} name={row.name} />,
      text: ({ row }) => row.name,
    },
    {
      id: 'tenant',
      title: 'Tenant',
      width: 120,
      grow: 1,
      cell: ({ row }) => row.tenant,
      text: ({ row }) => row.tenant,
    },
    {
      id: 'owner',
      title: 'Owner',
      width: 130,
      grow: 1,
      cell: (orphan) => <span className="warning-text">{ownerWords(orphan)}</span>,
      text: ownerWords,
    },
    {
      id: 'perhaps',
      title: 'Perhaps',
      hint: 'Who might answer for it; others are in the tooltip',
      width: 130,
      grow: 1,
      cell: ({ suggestions }) => {
        const [best] = suggestions;
        if (best === undefined) return <span className="dim">nobody known</span>;
        return <span title={suggestions.map(({ name, reason }) => `${name}: ${reason}`).join('\n')}>{best.name}</span>;
      },
      text: ({ suggestions }) => suggestions[0]?.name ?? '',
    },
    {
      id: 'because',
      title: 'Because',
      width: 200,
      grow: 3,
      cell: ({ suggestions }) => <span title={suggestions[0]?.reason}>{suggestions[0]?.reason ?? ''}</span>,
      text: ({ suggestions }) => suggestions[0]?.reason ?? '',
    },
    {
      id: 'last_used',
      title: 'Last used',
      width: 96,
      cell: ({ row }) => (
        <span className="dim" title={instantTitle(row.lastUsedAt)}>
          {lastUsedWords(row.lastUsedAt, now)}
        </span>
      ),
      text: ({ row }) => lastUsedWords(row.lastUsedAt, now),
    },
  ];
}

/** The orphan queue: what nobody answers for, with who might. */
export default function OwnersEditor(): ReactNode {
  const { selection } = useOwners();
  const { range, onWindow } = useWindow(200);
  const { view, error } = useWatch('owners.queue', range);
  const status = useSession((session) => session.status);
  const density = useSession((session) => session.settings.density);
  const now = status?.now ?? 0;
  const columns = useMemo(() => orphanColumns(now), [now]);
  const isEmpty = status?.counts.identities === 0;
  const chosen = selection.ids.size;
  const blocked = chosen === 0 || status?.workspace?.readOnly === true;
  return (
    <div className="owners">
      <PageHead
        title={view === undefined ? ' ' : titleOf(view.total, isEmpty)}
        text="An owner who is named here counts before what sources say. Nothing is changed in a tenant."
      />
      <div className="owners-bar" role="group" aria-label="Give the chosen an owner">
        <span className="owners-chosen nowrap" role="status">
          {chosen === 0 ? <span className="dim">Choose rows, then Alt+A accepts</span> : `${number(chosen)} chosen`}
        </span>
        <Button disabled={blocked} onClick={() => void runCommand('owner.accept')}>
          Accept Suggestion
        </Button>
        <Button disabled={blocked} onClick={() => void runCommand('owner.name')}>
          Name an Owner…
        </Button>
      </div>
      <Grid
        label="Orphans"
        isMain
        columns={columns}
        total={view?.total ?? 0}
        first={view?.first ?? 0}
        rows={view?.rows ?? noRows}
        rowHeight={rowHeights[density]}
        idOf={({ row }) => row.id}
        sort={null}
        selection={selection}
        onSelect={chooseOrphans}
        loadRows={orphanRows}
        onWindow={onWindow}
        onOpen={({ row }) => void runCommand('editor.open', { uri: `nhi:/identity/${row.id}` })}
        onCopy={(text) => void runCommand('clipboard.write', { text })}
        empty={
          error !== undefined ? (
            <p className="error-text">{error.message}</p>
          ) : view === undefined ? null : (
            <EmptyState
              icon={isEmpty ? 'organization' : 'check-all'}
              title={isEmpty ? 'There is nothing to answer for' : 'No orphan is left'}
              text="Identities without an owner, or whose owners all left, appear here."
              actions={isEmpty ? <CommandButton id="import.choose" primary /> : undefined}
            />
          )
        }
      />
    </div>
  );
}

/** The sentence that the page proves. */
function titleOf(orphans: number, isEmpty: boolean): string {
  if (isEmpty) return 'No identities yet, so no orphans';
  if (orphans === 0) return 'Somebody answers for everything';
  return `Nobody answers for ${plural(orphans, 'identity', 'identities')}`;
}
