import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { choose } from '#renderer/state/issuer.ts';
import { believedWords, deathWords, grantWords, leftWords, shortJti } from '#renderer/state/issuer-words.ts';
import { Button, IconButton, LinkButton } from '#renderer/ui/button.tsx';
import { exact } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Facts, Words } from '#renderer/ui/page.tsx';
import type { TokenRow } from '#shared/contract/issuer.ts';

interface TokenDetailProps {
  readonly token: TokenRow;
  readonly now: number;
  readonly name: string;
}

export function TokenDetail({ token, now, name }: TokenDetailProps): ReactNode {
  const believed = believedWords(token, now);
  return (
    <>
      <h3>
        <Icon name="key" />
        <span className="ellipsis">{token.kind === 'refresh' ? 'Refresh token' : 'Access token'}</span>
      </h3>
      <div className="detail-actions">
        {token.consentId !== null && (
          <Button
            icon="type-hierarchy-sub"
            onClick={() =>
              void runCommand('delegations.show', {
                consent: token.consentId,
                jti: token.jti,
                human: null,
                withdrawn: true,
              })
            }
          >
            Delegation
          </Button>
        )}
        <Button icon="flame" onClick={() => void runCommand('token.steal', { clientId: token.clientId })}>
          Steal in Simulation
        </Button>
        {token.death === null && (
          <>
            <Button icon="trash" onClick={() => void runCommand('token.revoke', { id: token.jti, name })}>
              Revoke
            </Button>
            <Button
              icon="checklist"
              onClick={() => void runCommand('token.plan-revoke', { jti: token.jti, client: token.clientId })}
            >
              Plan…
            </Button>
          </>
        )}
      </div>
      <Facts
        facts={[
          ['Left', token.death === null ? leftWords(token.expiresAt - now) : deathWords[token.death]],
          ...(believed === null ? [] : [['Still believed', `where nobody asks, ${believed}`] as const]),
          ['Client', token.clientName],
          ['Subject', token.subName],
          ['Actors', token.actors.map((actor) => actor.name).join(' › ') || <span className="dim">none</span>],
          ['Scopes', <Words key="scopes" words={token.scopes} none="none" />],
          ['For', <Words key="audience" words={token.audience} none="nobody" />],
          ...token.details.map(
            (detail) => [detail.type, <code key={detail.type}>{JSON.stringify(detail)}</code>] as const,
          ),
          ['Form', `${token.opaque ? 'opaque' : 'JWT'}, ${token.bound ? 'bound by DPoP' : 'bearer'}`],
          ['Came by', grantWords[token.via]],
          [
            'From',
            token.parents.length === 0 ? (
              <span key="none" className="dim">
                no other token
              </span>
            ) : (
              token.parents.map((jti) => (
                <LinkButton
                  key={jti}
                  aria-label={`Token ${jti}`}
                  onClick={() => choose('tokens', { id: jti, name: shortJti(jti) })}
                >
                  <code>{shortJti(jti)}</code>
                </LinkButton>
              ))
            ),
          ],
          ['Issued', exact(token.issuedAt)],
          ['Expires', exact(token.expiresAt)],
          [
            'jti',
            <span key="jti" className="page-copied">
              <code>{token.jti}</code>
              <IconButton
                icon="copy"
                size={12}
                label="Copy the jti"
                onClick={() => void runCommand('clipboard.write', { text: token.jti })}
              />
            </span>,
          ],
        ]}
      />
    </>
  );
}
