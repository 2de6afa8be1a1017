import { Fragment, type ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { plural } from '#renderer/ui/format.ts';
import type { IdentityDetail } from '#shared/contract/inventory.ts';

interface ChainProps {
  readonly chain: IdentityDetail['chains'][number];
  readonly names: IdentityDetail['names'];
  readonly self: string;
}

const edgeWords: Readonly<Record<string, string>> = {
  acts_for: 'acts for',
  spawned: 'spawned',
  may_exchange: 'may exchange',
  may_act: 'may act',
  impersonate: 'impersonates',
  secret_read: 'reads its secret',
  grant_admin: 'grants',
};

/** One chain from the human down, hop by hop, with the scopes that reach the next. */
export function Chain({ chain, names, self }: ChainProps): ReactNode {
  return (
    <ol className="chain">
      {chain.map((hop, index) => {
        const who = names[hop.id];
        const edge = edgeWords[hop.edge] ?? hop.edge;
        return (
          <Fragment key={hop.id}>
            {index > 0 && (
              <li
                className="chain-arrow"
                aria-label={`${edge}, ${plural(hop.scopes.length, 'scope')}`}
                title={hop.scopes.join('\n')}
              >
                <span>{hop.scopes.length === 0 ? edge : plural(hop.scopes.length, 'scope')}</span>
                <i aria-hidden />
                <span className="dim">{hop.scopes.length === 0 ? 'scopes not recorded' : edge}</span>
              </li>
            )}
            <li>
              <button
                type="button"
                className={`chain-box ${who?.kind === 'human' ? 'human' : 'agent'}`}
                aria-current={hop.id === self || undefined}
                disabled={who === undefined}
                onClick={() => void runCommand('editor.open', { uri: `nhi:/identity/${hop.id}` })}
              >
                <b>{who?.name ?? 'not in the inventory'}</b>
                <span className="dim">
                  {who === undefined ? hop.id : `${who.kind.replaceAll('_', ' ')}, ${who.status}`}
                </span>
              </button>
            </li>
          </Fragment>
        );
      })}
    </ol>
  );
}
