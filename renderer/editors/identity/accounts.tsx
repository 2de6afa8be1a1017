import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { Button } from '#renderer/ui/button.tsx';
import { HeadRow } from '#renderer/ui/head-row.tsx';
import type { IdentityDetail } from '#shared/contract/inventory.ts';

type Human = NonNullable<IdentityDetail['human']>;

/** The accounts of one human over all tenants, each with the reason; and those that only bear the same name. */
export function Accounts({ id, human }: { readonly id: string; readonly human: Human }): ReactNode {
  const isLinked = human.accounts.length > 1;
  return (
    <table className="plain-table">
      <HeadRow titles={['Account', 'Tenant', 'Status', 'Why', '']} />
      <tbody>
        {human.accounts.map((account) => (
          <Row key={account.id} account={account} id={id}>
            {isLinked && (
              <Button onClick={() => void runCommand('humans.unlink', { id: account.id })}>Not the Same Human</Button>
            )}
          </Row>
        ))}
        {human.suggestions.map((account) => (
          <Row key={account.id} account={account} id={id} isSuggested>
            <Button onClick={() => void runCommand('humans.link', { id, other: account.id })}>The Same Human</Button>
          </Row>
        ))}
      </tbody>
    </table>
  );
}

function Row(props: {
  readonly account: Human['accounts'][number];
  readonly id: string;
  readonly isSuggested?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const { account, id, isSuggested, children } = props;
  return (
    <tr className={isSuggested ? 'dim' : ''}>
      <td>
        {account.id === id ? (
          account.name
        ) : (
          <button
            type="button"
            className="link-button"
            onClick={() => void runCommand('editor.open', { uri: `nhi:/identity/${account.id}` })}
          >
            {account.name}
          </button>
        )}
      </td>
      <td>{account.tenant}</td>
      <td>
        <span className={`status-cell ${account.status}`}>{account.status}</span>
      </td>
      <td>{isSuggested ? `perhaps: ${account.reason}` : account.reason}</td>
      <td>{children}</td>
    </tr>
  );
}
