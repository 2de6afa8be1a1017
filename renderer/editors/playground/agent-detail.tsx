import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { Button } from '#renderer/ui/button.tsx';
import { clockSeconds } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Facts, Words } from '#renderer/ui/page.tsx';
import { type Agent, stateWords } from './sentences.ts';

const deeds = [
  {
    command: 'playground.spawn',
    icon: 'repo-forked',
    title: 'Spawn',
    says: 'A sub-agent, by token exchange, with fewer scopes.',
  },
  {
    command: 'playground.misbehave-scope',
    icon: 'unlock',
    title: 'Ask for More',
    says: 'Exchanges its token for a scope that it was not given.',
  },
  {
    command: 'playground.misbehave-amount',
    icon: 'credit-card',
    title: 'Pay Too Much',
    says: 'A payment beyond the amount in its token.',
  },
  {
    command: 'playground.misbehave-impersonate',
    icon: 'eye-closed',
    title: 'Hide Behind the Customer',
    says: 'Exchanges the token of its parent and does not say who acts.',
  },
  {
    command: 'playground.steal',
    icon: 'person-add',
    title: 'Steal Its Token',
    says: 'Another process presents the token as its own.',
  },
  {
    command: 'playground.go-on',
    icon: 'debug-continue',
    title: 'Go On Anyway',
    says: 'Uses its token once more, revoked or not.',
  },
] as const;

/** Only a sub-agent has a token of somebody else to hide behind. */
const isAble = ({ parent }: Agent, command: (typeof deeds)[number]['command']): boolean =>
  command !== 'playground.misbehave-impersonate' || parent !== null;

export function AgentDetail({ agent }: { readonly agent: Agent }): ReactNode {
  const args = { agent: agent.id };
  return (
    <>
      <h3>
        <Icon name="hubot" />
        <span className="ellipsis">{agent.name}</span>
      </h3>
      {agent.clientId !== null && (
        <dl className="deeds">
          {deeds.map(({ command, icon, title, says }) => (
            <div key={command}>
              <dt>
                <Button
                  icon={icon}
                  disabled={agent.pid === null || !isAble(agent, command)}
                  onClick={() => void runCommand(command, args)}
                >
                  {title}
                </Button>
              </dt>
              <dd className="dim small">{says}</dd>
            </div>
          ))}
        </dl>
      )}
      <Facts
        facts={[
          ['State', stateWords[agent.state]],
          ['Process', agent.pid === null ? 'none any more' : String(agent.pid)],
          ['Scopes', <Words key="scopes" words={agent.scopes} none="none" />],
          ['Client id', agent.clientId === null ? 'none, it is a thief' : <code key="id">{agent.clientId}</code>],
          [
            'Last',
            agent.last === null
              ? 'nothing yet'
              : `${agent.last.action}, ${agent.last.decision} (${agent.last.status}) at ${clockSeconds(agent.last.at)}`,
          ],
        ]}
      />
    </>
  );
}
