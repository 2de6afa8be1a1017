import type { ReactNode } from 'react';
import { clockSeconds, exact } from './format.ts';
import { Table } from './page.tsx';

interface Residual {
  readonly jti: string;
  readonly audience: string;
  readonly clientName: string;
  readonly subName: string;
  /** Instant of `exp`, ms. */
  readonly until: number;
}

/** Who can still be deceived by a dead token, and until when: verifiers that never ask the issuer. */
export function ResidualTable(props: {
  readonly rows: readonly Residual[];
  readonly now: number;
  /** What is left of milliseconds, in words. */
  words(left: number): string;
}): ReactNode {
  const { rows, now, words } = props;
  return (
    <Table
      label="Who can still be deceived, until when"
      head={['Still believed by', 'Token of', 'For', 'Until, UTC', 'Left']}
      rows={rows.map((row) => ({
        key: `${row.jti} ${row.audience}`,
        cells: [
          <code key="audience">{row.audience}</code>,
          row.clientName,
          row.subName,
          <span key="until" title={exact(row.until)}>
            {clockSeconds(row.until)}
          </span>,
          row.until <= now ? 'over' : words(row.until - now),
        ],
      }))}
    />
  );
}
