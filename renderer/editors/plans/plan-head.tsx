import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { planStateIcons, type StepState, stepWords } from '#renderer/state/plan-words.ts';
import { Button } from '#renderer/ui/button.tsx';
import { number } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Menu } from '#renderer/ui/menu.tsx';
import type { PlanDetail } from '#shared/contract/plans.ts';
import { actionsOf } from './plan-actions.ts';

const stateWords = ({ state, steps, done, failed, counts }: PlanDetail): string => {
  const ended = done + failed;
  if (state === 'running' || state === 'paused') return `${state}, ${number(ended)} of ${number(steps)} steps done`;
  if (state === 'draft') return 'waiting for approval';
  if (state !== 'done') return state;
  const order = Object.entries(counts) as [StepState, number][];
  return order.map(([outcome, count]) => `${number(count)} ${stepWords[outcome]}`).join(', ');
};

export function PlanHead({ detail }: { readonly detail: PlanDetail }): ReactNode {
  const { id, title, state, why } = detail;
  const { shown, more } = actionsOf(detail);
  return (
    <header className="plan-head">
      <h1 className="ellipsis" title={title}>
        {title}
      </h1>
      <span className="tag" role="status">
        <Icon name={planStateIcons[state]} size={14} className={state === 'running' ? 'turning' : ''} />
        {stateWords(detail)}
      </span>
      {why !== '' && (
        <span className="warning-text ellipsis" title={why}>
          {why}
        </span>
      )}
      <span className="grow" />
      {shown.map(({ command, label, icon }, at) => (
        <Button
          key={command}
          primary={at === 0 && state !== 'done'}
          {...(icon === undefined ? {} : { icon })}
          onClick={() => void runCommand(command, { plan: id })}
        >
          {label}
        </Button>
      ))}
      {more.length > 0 && (
        <Menu
          label="More for this plan"
          groups={() => [
            more.map(({ command, label }) => ({
              key: command,
              label,
              onSelect: () => void runCommand(command, { plan: id }),
            })),
          ]}
          trigger={
            <button type="button" className="icon-button" aria-label="More for this plan" title="More">
              <Icon name="ellipsis" />
            </button>
          }
        />
      )}
    </header>
  );
}
