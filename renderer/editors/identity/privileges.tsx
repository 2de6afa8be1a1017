import type { ReactNode } from 'react';
import { instantTitle, lastUsedWords, number } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import type { IdentityDetail } from '#shared/contract/inventory.ts';

const shownAtOnce = 40;

/** Scope by scope: granted, used, how sensitive. What was never used is struck out; what is not recorded is not. */
export function Privileges({
  scopes,
  now,
}: {
  readonly scopes: IdentityDetail['scopes'];
  readonly now: number;
}): ReactNode {
  if (scopes.length === 0) return <p className="dim">No scope, role or permission is on record.</p>;
  const sorted = [...scopes].sort((a, b) => a.tier - b.tier || b.calls - a.calls || (a.name < b.name ? -1 : 1));
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">Scope</th>
          <th scope="col">API</th>
          <th scope="col" className="end" title="Calls that activity shows in the last 90 days">
            Calls 90 d
          </th>
          <th scope="col">Last used</th>
          <th scope="col" title="T0 can take over the tenant, T1 writes or reads in bulk, T2 limited, T3 harmless">
            Tier
          </th>
        </tr>
      </thead>
      <tbody>
        {sorted.slice(0, shownAtOnce).map((scope) => (
          <tr key={`${scope.resource} ${scope.api} ${scope.name}`}>
            <td className="code">{scope.lastUsedAt === 'never' ? <s className="dim">{scope.name}</s> : scope.name}</td>
            <td className="dim">{scope.api === '' ? scope.resource : scope.api}</td>
            <td className="end">{scope.calls === 0 ? <span className="dim">0</span> : number(scope.calls)}</td>
            <td className={typeof scope.lastUsedAt === 'number' ? '' : 'dim'} title={instantTitle(scope.lastUsedAt)}>
              {lastUsedWords(scope.lastUsedAt, now)}
            </td>
            <td
              title={scope.classified ? undefined : 'Not in the catalogue: taken as the worst that its API can offer'}
            >
              {`T${scope.tier}`}
              {!scope.classified && <Icon name="question" size={12} className="dim" />}
            </td>
          </tr>
        ))}
      </tbody>
      {sorted.length > shownAtOnce && (
        <tfoot>
          <tr>
            <td colSpan={5} className="dim">{`${number(sorted.length - shownAtOnce)} more of lower or equal tier`}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}
