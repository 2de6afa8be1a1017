import { type ReactNode, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useIssuer } from '#renderer/state/issuer.ts';
import { useWatch, type ViewOf } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { exact, number, relative } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/grid/column.ts';
import { Select } from '#renderer/ui/input.tsx';
import { Rows } from './rows.tsx';

type Row = ViewOf<'issuer.keys'>['rows'][number];

const statusWords: Readonly<Record<Row['status'], string>> = {
  active: 'signs new tokens',
  passive: 'published, signs nothing new',
  retired: 'retired',
};
const algorithms = [
  { value: 'EdDSA', label: 'EdDSA' },
  { value: 'ES256', label: 'ES256' },
  { value: 'RS256', label: 'RS256' },
  { value: 'PS256', label: 'PS256' },
] as const;

const columns = (now: number): readonly Column<Row>[] => [
  {
    id: 'kid',
    title: 'Key id',
    width: 260,
    grow: 2,
    cell: (row) => <span className="code">{row.kid}</span>,
    text: (row) => row.kid,
  },
  { id: 'algorithm', title: 'Algorithm', width: 90, cell: (row) => row.algorithm, text: (row) => row.algorithm },
  {
    id: 'status',
    title: 'Status',
    width: 190,
    grow: 1,
    cell: (row) => <span className={row.status === 'active' ? '' : 'dim'}>{statusWords[row.status]}</span>,
    text: (row) => row.status,
  },
  {
    id: 'tokens',
    title: 'Live tokens',
    width: 80,
    align: 'end',
    cell: (row) => (row.tokens === 0 ? <span className="dim">0</span> : number(row.tokens)),
    text: (row) => String(row.tokens),
  },
  {
    id: 'created',
    title: 'Made',
    width: 100,
    cell: (row) => <span title={exact(row.createdAt)}>{relative(row.createdAt, now)}</span>,
    text: (row) => new Date(row.createdAt).toISOString(),
  },
];

const idOf = (row: Row): string => row.kid;
const noRows: readonly Row[] = [];

export function Keys({ now }: { readonly now: number }): ReactNode {
  const [algorithm, setAlgorithm] = useState<(typeof algorithms)[number]['value']>('EdDSA');
  const chosen = useIssuer((state) => state.chosen.keys);
  const { view, error } = useWatch('issuer.keys', {});
  const row = view?.rows.find((one) => one.kid === chosen?.id);
  return (
    <div className="split-main">
      <div className="issuer-tools">
        <span className="grow dim">
          A verifier finds these keys at /jwks. Retire a key when it may have leaked: what it signed is refused at once.
        </span>
        <Button
          disabled={row === undefined || row.status !== 'passive'}
          onClick={() => row !== undefined && void runCommand('issuer.retire-key', { id: row.kid, name: row.kid })}
        >
          Retire
        </Button>
        <Select label="Algorithm of the next key" value={algorithm} options={algorithms} onChange={setAlgorithm} />
        <Button icon="sync" onClick={() => void runCommand('issuer.rotate-key', { algorithm })}>
          Rotate
        </Button>
      </div>
      <Rows
        section="keys"
        label="Signing keys"
        columns={columns(now)}
        rows={view?.rows ?? noRows}
        idOf={idOf}
        nameOf={idOf}
        empty={
          error !== undefined ? (
            <p className="error-text">{error.message}</p>
          ) : view === undefined ? null : (
            <EmptyState
              icon="key"
              title="No signing key yet"
              text="The first start of the issuer makes one, and so does Rotate."
            />
          )
        }
      />
    </div>
  );
}
