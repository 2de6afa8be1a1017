import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { changePlayground } from '#renderer/state/playground.ts';
import { DecisionIcon } from '#renderer/ui/decision-icon.tsx';
import { clockSeconds, plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { type Agent, processTree, stateWords, type View } from './sentences.ts';

/** The customer and every process that acts for her; arrow keys move, one stop for Tab. */
export function Agents({ view, chosen }: { readonly view: View; readonly chosen: string | null }): ReactNode {
  const tree = processTree(view.agents);
  const host = useRef<HTMLDivElement>(null);
  const entry = tree.find(({ id }) => id === chosen)?.id ?? tree[0]?.id;
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const next = tree[tree.findIndex(({ id }) => id === entry) + step];
    if (step === 0 || next === undefined) return;
    changePlayground({ agent: next.id });
    host.current?.querySelector<HTMLElement>(`[data-agent="${CSS.escape(next.id)}"]`)?.focus();
    event.preventDefault();
  };
  const { consent, customer } = view;
  return (
    <div ref={host} className="agents" role="tree" aria-label="Customer and agents" onKeyDown={onKeyDown}>
      {customer !== null && (
        <div className="agent-row customer" role="treeitem" aria-level={1} tabIndex={-1}>
          <Icon name="person" />
          <b>{customer.name}</b>
          <span className="dim">
            {consent === null
              ? 'has given no consent'
              : consent.status === 'live'
                ? `lets ${consent.clientName} use ${plural(consent.scopes.length, 'scope')}`
                : `has a consent that is ${consent.status}`}
          </span>
        </div>
      )}
      {tree.map((agent) => (
        <button
          key={agent.id}
          type="button"
          role="treeitem"
          aria-level={agent.depth + 2}
          aria-selected={agent.id === chosen}
          data-agent={agent.id}
          tabIndex={agent.id === entry ? 0 : -1}
          className="agent-row"
          style={{ paddingLeft: 32 + agent.depth * 16 }}
          onClick={() => changePlayground({ agent: agent.id })}
        >
          <AgentWords agent={agent} />
        </button>
      ))}
    </div>
  );
}

function AgentWords({ agent }: { readonly agent: Agent }): ReactNode {
  const { last } = agent;
  return (
    <>
      <Icon
        name={agent.pid === null ? 'circle-slash' : agent.clientId === null ? 'bug' : 'hubot'}
        className={agent.pid === null ? 'dim' : ''}
      />
      <b className={agent.pid === null ? 'dim' : ''}>{agent.name}</b>
      <span className="dim">{agent.pid === null ? 'no process' : `process ${agent.pid}`}</span>
      <span>
        {stateWords[agent.state]}
        {agent.stolen && (agent.clientId === null ? ', with a stolen token' : ', its token is stolen')}
      </span>
      <code className="agent-scopes" title={agent.scopes.join('\n')}>
        {agent.scopes.join(' ')}
      </code>
      {last !== null && (
        <span className="agent-last">
          <DecisionIcon decision={last.decision} />
          <code>{last.action}</code>
          <span className="dim">{`${last.status}, ${clockSeconds(last.at)}`}</span>
        </span>
      )}
    </>
  );
}
