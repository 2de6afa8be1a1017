import { type ReactNode, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useIssuer } from '#renderer/state/issuer.ts';
import { useWatch, type ViewOf } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Check } from '#renderer/ui/check.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import type { Column } from '#renderer/ui/grid/column.ts';
import { Input } from '#renderer/ui/input.tsx';
import { Rows } from './rows.tsx';
import { emptyLimits, limitsOf, limitsProblem, secondWords } from './scope-limits.ts';

type Row = ViewOf<'issuer.scopePolicies'>['rows'][number];

const none = <span className="dim">as the client</span>;
const columns: readonly Column<Row>[] = [
  {
    id: 'scope',
    title: 'Scope',
    width: 180,
    grow: 1,
    cell: (row) => <span className="code">{row.scope}</span>,
    text: (row) => row.scope,
  },
  {
    id: 'life',
    title: 'Lives at most',
    width: 110,
    cell: (row) => (row.accessTtl === null ? none : secondWords(row.accessTtl)),
    text: (row) => String(row.accessTtl ?? ''),
  },
  {
    id: 'audiences',
    title: 'Only for',
    width: 240,
    grow: 2,
    cell: (row) => (row.audiences === null ? none : <span className="code">{row.audiences.join(' ')}</span>),
    text: (row) => (row.audiences ?? []).join(' '),
  },
  {
    id: 'depth',
    title: 'Hops',
    width: 100,
    cell: (row) => row.depth ?? none,
    text: (row) => String(row.depth ?? ''),
  },
  {
    id: 'human',
    title: 'Given by',
    width: 110,
    cell: (row) => (row.humanApproves ? 'a human only' : none),
    text: (row) => (row.humanApproves ? 'a human only' : ''),
  },
];
const idOf = (row: Row): string => row.scope;
const noRows: readonly Row[] = [];

/** Limits on a scope, whichever client holds it. */
export function Scopes(): ReactNode {
  const chosen = useIssuer((state) => state.chosen.scopes);
  const { view, error } = useWatch('issuer.scopePolicies', {});
  const row = view?.rows.find((one) => one.scope === chosen?.id);
  return (
    <div className="split-main">
      <SetLimits />
      <div className="issuer-tools">
        <span className="grow dim">
          Holds for every client, from the next request on; what a client's own policy narrows further stays narrower.
        </span>
        <Button
          disabled={row === undefined}
          onClick={() => row !== undefined && void runCommand('scope.remove', { id: row.scope, name: row.scope })}
        >
          Remove Limits
        </Button>
      </div>
      <Rows
        section="scopes"
        label="Scopes with limits of their own"
        columns={columns}
        rows={view?.rows ?? noRows}
        idOf={idOf}
        nameOf={idOf}
        empty={
          error !== undefined ? (
            <p className="error-text">{error.message}</p>
          ) : view === undefined ? null : (
            <EmptyState
              icon="shield"
              title="No scope has limits of its own"
              text="Limit one above: payments may live a minute, go no further than one agent, or need a human each time."
            />
          )
        }
      />
    </div>
  );
}

function SetLimits(): ReactNode {
  const [form, setForm] = useState(emptyLimits);
  const problem = limitsProblem(form);
  const set = (): void => {
    if (problem !== null) return;
    void runCommand('scope.limit', limitsOf(form));
    setForm(emptyLimits);
  };
  const text = (field: 'scope' | 'seconds' | 'audiences' | 'depth', label: string, placeholder: string): ReactNode => (
    <Input
      code
      label={label}
      placeholder={placeholder}
      value={form[field]}
      onChange={(event) => setForm({ ...form, [field]: event.target.value })}
    />
  );
  return (
    <div
      className="issuer-tools"
      role="group"
      aria-label="Limit a scope"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) set();
      }}
    >
      {text('scope', 'Scope to limit', 'Scope')}
      {text('seconds', 'Seconds that a token with it lives at most, 1 to 3600', 'Seconds: any')}
      {text('audiences', 'URIs that a token with it may be for, blanks between', 'Only for: any')}
      {text('depth', 'Actors in the chain at most, 0 to 8', 'Hops: any')}
      <Check
        label="Only by a human"
        checked={form.humanApproves}
        onChange={(humanApproves) => setForm({ ...form, humanApproves })}
      />
      <Button icon="add" disabled={problem !== null} onClick={set}>
        Limit
      </Button>
      {form.scope !== '' && problem !== null && <span className="error-text small">{problem}</span>}
    </div>
  );
}
