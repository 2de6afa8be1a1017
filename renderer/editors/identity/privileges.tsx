import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { instantTitle, lastUsedWords, number, plural, unknownSentence } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Select } from '#renderer/ui/input.tsx';
import type { IdentityDetail } from '#shared/contract/inventory.ts';

const shownAtOnce = 40;
const windows = [1, 7, 30, 90, 180, 365] as const;

type Scope = IdentityDetail['scopes'][number];

/** `4 of 10 used in 90 days`; what no log shows is counted apart: unknown is not never. */
export function privilegesTitle(scopes: readonly Scope[], days: number): string {
  if (scopes.length === 0) return 'Privileges: none granted';
  const used = scopes.filter((scope) => scope.used === true).length;
  const silent = scopes.filter((scope) => typeof scope.used !== 'boolean').length;
  if (silent === scopes.length) return `Privileges: ${plural(scopes.length, 'scope')}, use not recorded`;
  const known = `Privileges: ${number(used)} of ${number(scopes.length)} used in ${plural(days, 'day')}`;
  return silent === 0 ? known : `${known}, ${number(silent)} not recorded`;
}

function usedTitle({ used, lastUsedAt }: Scope, days: number): string {
  const known = typeof lastUsedAt === 'number' ? `${instantTitle(lastUsedAt)}. ` : '';
  if (typeof used !== 'boolean') return `${known}${unknownSentence(used)}`;
  if (used) return `${known}Used in the last ${plural(days, 'day')}`;
  return lastUsedAt === 'never'
    ? 'Never used, as far as sources and logs reach'
    : `${known}Not used in the last ${plural(days, 'day')}`;
}

/** The window is one for the whole workspace: its policy has it to the day. */
function UsageWindow({ days }: { readonly days: number }): ReactNode {
  const options = [...new Set([...windows, days])].sort((a, b) => a - b);
  return (
    <div className="privileges-window">
      <span className="dim">Use counts within</span>
      <Select
        label="Usage window"
        value={String(days)}
        options={options.map((value) => ({ value: String(value), label: plural(value, 'day') }))}
        onChange={(value) => void runCommand('policy.change', { path: ['limits', 'usageDays'], value: Number(value) })}
      />
    </div>
  );
}

/** Scope by scope: granted, used, how sensitive. What was never used is struck out; what is not recorded is not. */
export function Privileges({
  scopes,
  now,
  days,
}: {
  readonly scopes: IdentityDetail['scopes'];
  readonly now: number;
  /** Window in which use counts. */
  readonly days: number;
}): ReactNode {
  if (scopes.length === 0) return <p className="dim">No scope, role or permission is on record.</p>;
  const sorted = [...scopes].sort((a, b) => a.tier - b.tier || b.calls - a.calls || (a.name < b.name ? -1 : 1));
  return (
    <>
      <UsageWindow days={days} />
      <table className="plain-table privileges-table">
        <colgroup>
          <col />
          <col style={{ width: '30%' }} />
          <col style={{ width: 72 }} />
          <col style={{ width: 124 }} />
          <col style={{ width: 44 }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">Scope</th>
            <th scope="col">API</th>
            <th scope="col" className="end" title={`Calls that activity shows in the last ${days} days`}>
              {`Calls ${days} d`}
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
              <td className="code" title={scope.name}>
                {scope.used === false ? <s className="dim">{scope.name}</s> : scope.name}
              </td>
              <td className="dim" title={scope.api === '' ? scope.resource : scope.api}>
                {scope.api === '' ? scope.resource : scope.api}
              </td>
              <td className="end">{scope.calls === 0 ? <span className="dim">0</span> : number(scope.calls)}</td>
              <td className={scope.used === true ? '' : 'dim'} title={usedTitle(scope, days)}>
                {lastUsedWords(scope.lastUsedAt, now)}
                {typeof scope.used !== 'boolean' && typeof scope.lastUsedAt === 'number' && ', then ?'}
              </td>
              <td title={scope.source}>
                {`T${scope.tier}`}
                {!scope.classified && <Icon name="question" size={12} className="dim" />}
              </td>
            </tr>
          ))}
        </tbody>
        {sorted.length > shownAtOnce && (
          <tfoot>
            <tr>
              <td
                colSpan={5}
                className="dim"
              >{`${number(sorted.length - shownAtOnce)} more of lower or equal tier`}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </>
  );
}
