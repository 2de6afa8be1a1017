import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { changeIssuer, useIssuer } from '#renderer/state/issuer.ts';
import { authWords, grantWords } from '#renderer/state/issuer-words.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { age, exact, number } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { useWindow } from '#renderer/ui/grid/use-window.ts';
import { Input } from '#renderer/ui/input.tsx';
import { KindIcon } from '#renderer/ui/kind-icon.tsx';
import { Split } from '#renderer/ui/page.tsx';
import type { ClientRow } from '#shared/contract/issuer.ts';
import { ClientDetail } from './client-detail.tsx';
import { Rows } from './rows.tsx';

const listed = (words: readonly string[], none: string): ReactNode =>
  words.length === 0 ? <span className="dim">{none}</span> : <span title={words.join('\n')}>{words.join(', ')}</span>;
const authOf = (row: ClientRow): string => (row.kind === 'api_key' ? 'API key' : authWords[row.auth]);
const grantsOf = (row: ClientRow): string => row.grants.map((grant) => grantWords[grant]).join(', ');

const columns = (now: number): readonly Column<ClientRow>[] => [
  {
    id: 'name',
    title: 'Client',
    width: 170,
    grow: 2,
    cell: (row) => (
      <span className={row.status === 'disabled' ? 'icon-cell dim' : 'icon-cell'}>
        <KindIcon kind={row.kind} />
        <span>{row.name}</span>
      </span>
    ),
    text: (row) => row.name,
  },
  {
    id: 'status',
    title: 'Status',
    width: 72,
    cell: (row) => (row.status === 'active' ? 'active' : <span className="dim">disabled</span>),
    text: (row) => row.status,
  },
  { id: 'auth', title: 'Authenticates by', width: 112, cell: authOf, text: authOf },
  {
    id: 'grants',
    title: 'Grants',
    width: 130,
    grow: 1,
    cell: (row) =>
      listed(
        row.grants.map((grant) => grantWords[grant]),
        'none',
      ),
    text: grantsOf,
  },
  {
    id: 'scopes',
    title: 'Scopes',
    width: 130,
    grow: 2,
    cell: (row) => <span className="code">{listed(row.scopes, 'none')}</span>,
    text: (row) => row.scopes.join(' '),
  },
  {
    id: 'resources',
    title: 'Resources',
    width: 120,
    grow: 1,
    cell: (row) => <span className="code">{listed(row.resources, 'this issuer')}</span>,
    text: (row) => row.resources.join(' '),
  },
  {
    id: 'tokens',
    title: 'Live tokens',
    width: 72,
    align: 'end',
    cell: (row) => (row.liveTokens === 0 ? <span className="dim">0</span> : number(row.liveTokens)),
    text: (row) => String(row.liveTokens),
  },
  {
    id: 'used',
    title: 'Last used',
    width: 76,
    cell: (row) =>
      row.lastUsedAt === null ? (
        <span className="dim">never</span>
      ) : (
        <span title={exact(row.lastUsedAt)}>{age(row.lastUsedAt, now)}</span>
      ),
    text: (row) => (row.lastUsedAt === null ? 'never' : new Date(row.lastUsedAt).toISOString()),
  },
];

const spare = ['grants', 'resources'];
const idOf = (row: ClientRow): string => row.id;
const nameOf = (row: ClientRow): string => row.name;
const noRows: readonly ClientRow[] = [];
const newClient = (): void => void runCommand('client.new');

export function Clients({ now }: { readonly now: number }): ReactNode {
  const text = useIssuer((state) => state.text);
  const chosen = useIssuer((state) => state.chosen.clients);
  const { range, onWindow } = useWindow();
  const { view, error } = useWatch('issuer.clients', { text, ...range });
  const row = view?.rows.find((one) => one.id === chosen?.id);
  return (
    <Split
      label="The chosen client"
      detail={row === undefined ? null : <ClientDetail client={row} now={now} key={row.id} />}
    >
      <div className="issuer-tools">
        <Input
          className="grow"
          icon="search"
          type="search"
          label="Filter clients"
          placeholder="Filter by name or id"
          value={text}
          onChange={(event) => changeIssuer({ text: event.target.value })}
        />
        <Button icon="add" onClick={newClient}>
          New Client…
        </Button>
      </div>
      <Rows
        section="clients"
        label="Clients"
        columns={columns(now)}
        spare={spare}
        rows={view?.rows ?? noRows}
        total={view?.total ?? 0}
        first={view?.first ?? 0}
        onWindow={onWindow}
        idOf={idOf}
        nameOf={nameOf}
        empty={
          error !== undefined ? (
            <p className="error-text">{error.message}</p>
          ) : view === undefined ? null : text !== '' ? (
            <EmptyState title="No client matches the filter" />
          ) : (
            <EmptyState
              icon="plug"
              title="No client yet"
              text="A client is a program that may ask for tokens: an app, a service, a workload, an API key or an agent."
              actions={
                <Button primary icon="add" onClick={newClient}>
                  New Client…
                </Button>
              }
            />
          )
        }
      />
    </Split>
  );
}
