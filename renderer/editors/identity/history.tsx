import type { ReactNode } from 'react';
import { exact, stamp } from '#renderer/ui/format.ts';
import type { IdentityDetail } from '#shared/contract/inventory.ts';

/** When it was done, not how long ago: the journal keeps real time also where the workspace has a clock of its own. */
export function History({ entries }: { readonly entries: IdentityDetail['history'] }): ReactNode {
  return (
    <table className="plain-table">
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.seq}>
            <td className="code dim">{`#${entry.seq}`}</td>
            <td className="code" title={exact(entry.at)}>
              {stamp(entry.at)}
            </td>
            <td className="code">{entry.action}</td>
            <td>{entry.object}</td>
            <td className="dim">{entry.human}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
