import type { ReactNode } from 'react';
import { exact, relative } from '#renderer/ui/format.ts';
import type { IdentityDetail } from '#shared/contract/inventory.ts';

export function History({
  entries,
  now,
}: {
  readonly entries: IdentityDetail['history'];
  readonly now: number;
}): ReactNode {
  return (
    <table className="plain-table">
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.seq}>
            <td className="code dim">{`#${entry.seq}`}</td>
            <td title={exact(entry.at)}>{relative(entry.at, now)}</td>
            <td className="code">{entry.action}</td>
            <td>{entry.object}</td>
            <td className="dim">{entry.human}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
