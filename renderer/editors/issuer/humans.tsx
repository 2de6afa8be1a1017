import { type ReactNode, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useIssuer } from '#renderer/state/issuer.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button, LinkButton } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { exact, number, plural, relative } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Input } from '#renderer/ui/input.tsx';
import { Facts, Split } from '#renderer/ui/page.tsx';
import type { HumanRow } from '#shared/contract/issuer.ts';
import { Rows } from './rows.tsx';

const count = (value: number): ReactNode => (value === 0 ? <span className="dim">0</span> : number(value));

const columns = (now: number): readonly Column<HumanRow>[] => [
  {
    id: 'name',
    title: 'Human',
    width: 200,
    grow: 2,
    cell: (row) => (
      <span className={row.status === 'disabled' ? 'icon-cell dim' : 'icon-cell'}>
        <Icon name="person" />
        <span>{row.name}</span>
      </span>
    ),
    text: (row) => row.name,
  },
  {
    id: 'email',
    title: 'E-mail',
    width: 200,
    grow: 1,
    cell: (row) => row.email ?? <span className="dim">none</span>,
    text: (row) => row.email ?? '',
  },
  {
    id: 'status',
    title: 'Status',
    width: 80,
    cell: (row) => (row.status === 'active' ? 'active' : <span className="dim">disabled</span>),
    text: (row) => row.status,
  },
  {
    id: 'consents',
    title: 'Consents',
    width: 70,
    align: 'end',
    cell: (row) => count(row.consents),
    text: (row) => String(row.consents),
  },
  {
    id: 'tokens',
    title: 'Live tokens',
    width: 80,
    align: 'end',
    cell: (row) => count(row.liveTokens),
    text: (row) => String(row.liveTokens),
  },
  {
    id: 'created',
    title: 'Added',
    width: 90,
    cell: (row) => <span title={exact(row.createdAt)}>{relative(row.createdAt, now)}</span>,
    text: (row) => new Date(row.createdAt).toISOString(),
  },
];

const idOf = (row: HumanRow): string => row.id;
const nameOf = (row: HumanRow): string => row.name;
const noRows: readonly HumanRow[] = [];

function NewHuman(): ReactNode {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const add = (): void => {
    if (name.trim() === '') return;
    void runCommand('human.add', { name: name.trim(), email: email.trim() === '' ? null : email.trim() });
    setName('');
    setEmail('');
  };
  return (
    <div
      className="issuer-tools"
      role="group"
      aria-label="Add a human"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) add();
      }}
    >
      <Input
        icon="person-add"
        label="Name of a human to add"
        placeholder="Name"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Input
        label="E-mail of the human to add, may be left empty"
        placeholder="E-mail, if any"
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <Button icon="add" disabled={name.trim() === ''} onClick={add}>
        Add Human
      </Button>
    </div>
  );
}

export function Humans({ now }: { readonly now: number }): ReactNode {
  const chosen = useIssuer((state) => state.chosen.humans);
  const { view, error } = useWatch('issuer.humans', {});
  const row = view?.rows.find((one) => one.id === chosen?.id);
  return (
    <Split label="The chosen human" detail={row === undefined ? null : <HumanDetail human={row} now={now} />}>
      <NewHuman />
      <Rows
        section="humans"
        label="Humans"
        columns={columns(now)}
        rows={view?.rows ?? noRows}
        idOf={idOf}
        nameOf={nameOf}
        empty={
          error !== undefined ? (
            <p className="error-text">{error.message}</p>
          ) : view === undefined ? null : (
            <EmptyState
              icon="person"
              title="No human yet"
              text="A human signs in with a code that is shown once, and may let an agent act on their behalf. Add one above."
            />
          )
        }
      />
    </Split>
  );
}

function HumanDetail({ human, now }: { readonly human: HumanRow; readonly now: number }): ReactNode {
  const target = { id: human.id, name: human.name };
  return (
    <>
      <h3>
        <Icon name="person" />
        <span className="ellipsis">{human.name}</span>
      </h3>
      <div className="detail-actions">
        <Button
          icon="type-hierarchy-sub"
          onClick={() => void runCommand('delegations.show', { human: human.id, consent: null })}
        >
          Delegations
        </Button>
        <Button
          icon="list-tree"
          onClick={() =>
            void runCommand('issuer.show', { section: 'tokens', tokensOf: { ...target, is: 'human' }, dead: false })
          }
        >
          Tokens
        </Button>
        <Button icon="key" onClick={() => void runCommand('human.reset-code', target)}>
          New Code
        </Button>
        {human.status === 'active' ? (
          <Button onClick={() => void runCommand('human.disable', target)}>Disable…</Button>
        ) : (
          <Button onClick={() => void runCommand('human.enable', target)}>Enable</Button>
        )}
        <Button onClick={() => void runCommand('human.revoke', target)}>Revoke…</Button>
        <Button onClick={() => void runCommand('human.delete', target)}>Delete…</Button>
      </div>
      <Facts
        facts={[
          ['Signs in as', <code key="id">{human.id}</code>],
          ['E-mail', human.email ?? <span className="dim">none</span>],
          [
            'Added',
            <span key="at" title={exact(human.createdAt)}>
              {relative(human.createdAt, now)}
            </span>,
          ],
          ['Acted for by', `${plural(human.consents, 'consent')}, ${plural(human.liveTokens, 'live token')}`],
        ]}
      />
      <LinkButton onClick={() => void runCommand('editor.open', { uri: `nhi:/identity/${human.identity}` })}>
        Open in the Inventory
      </LinkButton>
    </>
  );
}
