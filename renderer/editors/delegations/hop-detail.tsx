import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { believedWords, deathWords, grantWords, leftWords, shortJti, whoWords } from '#renderer/state/issuer-words.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { exact } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Facts, Words } from '#renderer/ui/page.tsx';
import type { Hop } from './place-hops.ts';
import { actorName, whyWords } from './sentences.ts';

export function HopDetail({ hop, now }: { readonly hop: Hop; readonly now: number }): ReactNode {
  const { token } = hop;
  const believed = believedWords(token, now);
  const dropped = (why: Hop['dropped'][number]['why']): readonly string[] =>
    hop.dropped.filter((one) => one.why === why).map((one) => one.scope);
  return (
    <>
      <h3>
        <Icon name="hubot" />
        <span className="ellipsis">{actorName(hop)}</span>
      </h3>
      <div className="detail-actions">
        <Button
          icon="key"
          onClick={() =>
            void runCommand('issuer.show', {
              section: 'tokens',
              tokensOf: null,
              dead: token.death !== null,
              chosen: { tokens: { id: token.jti, name: shortJti(token.jti) } },
            })
          }
        >
          Token
        </Button>
        {token.death === null && (
          <Button
            icon="trash"
            onClick={() =>
              void runCommand('token.revoke', { id: token.jti, name: `the access token of ${whoWords(token)}` })
            }
          >
            Revoke
          </Button>
        )}
      </div>
      <h4>Scopes of this hop</h4>
      <dl className="algebra">
        <dt>before</dt>
        <dd>
          <Words words={hop.before} none="none" />
        </dd>
        <dt>∩ client</dt>
        <dd>
          <Words words={hop.client} none="none" />
        </dd>
        {(['client_lacks', 'not_asked'] as const).map((why) =>
          dropped(why).length === 0 ? null : (
            <div key={why} className="algebra-dropped">
              <dt title={whyWords[why]}>− {why === 'client_lacks' ? 'lacks' : 'not asked'}</dt>
              <dd>
                <s>
                  <Words words={dropped(why)} none="none" />
                </s>
              </dd>
            </div>
          ),
        )}
        <dt>= given</dt>
        <dd>
          <Words words={hop.given} none="none" />
        </dd>
      </dl>
      <h4>Token</h4>
      <Facts
        facts={[
          ['Left', token.death === null ? leftWords(token.expiresAt - now) : deathWords[token.death]],
          ...(believed === null ? [] : [['Still believed', `where nobody asks, ${believed}`] as const]),
          ['Subject', token.subName],
          ['Actors', token.actors.map((actor) => actor.name).join(' › ')],
          ['For', <Words key="for" words={token.audience} none="nobody" />],
          ...token.details.map(
            (detail) => [detail.type, <code key={detail.type}>{JSON.stringify(detail)}</code>] as const,
          ),
          ['Form', `${token.opaque ? 'opaque' : 'JWT'}, ${token.bound ? 'bound by DPoP' : 'bearer'}`],
          ['Came by', grantWords[token.via]],
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
