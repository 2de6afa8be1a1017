import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { changePlanPage, usePlanPage, usePlans } from '#renderer/state/plans.ts';
import { Button } from '#renderer/ui/button.tsx';
import { number, plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Input } from '#renderer/ui/input.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { Section } from '#renderer/ui/section.tsx';
import type { PlanDetail } from '#shared/contract/plans.ts';

/** Three columns, in words: what will happen, what cannot be undone, what stays alive until when. */
export function WordStrip({ detail: { words, state } }: { readonly detail: PlanDetail }): ReactNode {
  const isOver = state === 'done' || state === 'discarded';
  const columns = [
    { title: isOver ? 'Was to happen' : 'Will happen', icon: null, says: words.will, none: 'Nothing.' },
    { title: 'Cannot be undone', icon: 'lock', says: words.irreversible, none: 'Everything of it can be taken back.' },
    { title: 'Stays alive until', icon: 'watch', says: words.alive, none: 'Nothing that is out goes on.' },
  ];
  return (
    <div className="plan-words">
      {columns.map(({ title, icon, says, none }) => (
        <section key={title} aria-label={title}>
          <h2>{title}</h2>
          {says.length === 0 ? (
            <p className="dim">{none}</p>
          ) : (
            says.map((sentence, at) => (
              <p key={sentence}>
                {icon !== null && at === 0 && <Icon name={icon} size={14} className="warning-text" />} {sentence}
              </p>
            ))
          )}
        </section>
      ))}
    </div>
  );
}

/** What keeps it from running, and how to change that. */
export function TenantStrip({ detail: { state, tenants } }: { readonly detail: PlanDetail }): ReactNode {
  if (state === 'done' || state === 'discarded') return null;
  return tenants
    .filter(({ online, writes }) => !online || !writes)
    .map(({ tenant, name, online, writes }) => (
      <section key={tenant} className="strip" aria-label={name}>
        <div className="strip-head">
          <Icon name={writes ? 'debug-disconnect' : 'lock'} className="warning-text" />
          <span className="grow">
            <b>{name}</b>
            {writes ? '' : ' is read-only: the plan can be approved, and run once writing is allowed.'}
            {online ? '' : `${writes ? ' is' : ' It is'} offline: the plan waits until it answers.`}
          </span>
          {!writes && (
            <Button onClick={() => void runCommand('tenant.allow-writes', { tenant, writes: true })}>
              Allow Writing
            </Button>
          )}
          <Button onClick={() => void runCommand('editor.open', { uri: `nhi:/tenant/${tenant}` })}>Open Tenant</Button>
        </div>
      </section>
    ));
}

/** The run of it, in steps. */
export function RunProgress({ detail }: { readonly detail: PlanDetail }): ReactNode {
  const job = usePlans((state) => state.jobs[detail.id]);
  if (detail.state !== 'running' && job === undefined) return null;
  const share = detail.steps === 0 ? null : (detail.done + detail.failed) / detail.steps;
  return <Progress value={detail.state === 'running' ? share : null} label={`Steps of ${detail.title}`} />;
}

/** Where it is dangerous the name or the count is typed, at the foot and not in a dialog. */
export function Confirmation({ detail }: { readonly detail: PlanDetail }): ReactNode {
  const { id, state, danger, steps, tenants } = detail;
  const { typed } = usePlanPage(id);
  if (state !== 'draft' || danger.mustType === null) return null;
  const isTyped = typed.trim() === danger.mustType;
  const where = tenants.map(({ name }) => name).join(', ');
  const reasons = [
    ...(danger.irreversible > 0 ? [`${number(danger.irreversible)} of ${plural(steps, 'step')} cannot be undone`] : []),
    ...(danger.tierZero > 0 ? [`${plural(danger.tierZero, 'step')} on what can take over a whole tenant`] : []),
    ...(danger.isForeign ? ['made by another workspace'] : []),
    ...(danger.targets > 1 ? [`${plural(danger.targets, 'target')}`] : []),
  ];
  return (
    <section className="strip warning" aria-label="Confirmation" data-confirmation>
      <div className="strip-head">
        <Icon name="warning" className="warning-text" />
        <span className="grow">
          <b>{`In ${where}: ${reasons.join(', ')}.`}</b>
          <br />
          <span className="small">
            {danger.targets === 1 ? 'Type the name ' : 'Type the number of targets, '}
            <code>{danger.mustType}</code>
            {danger.targets === 1 ? '' : ','} to approve it.
            {danger.asksMain ? ' A last question follows.' : ''}
          </span>
        </span>
        <Input
          label={`Type ${danger.mustType} to approve`}
          code
          value={typed}
          onChange={(event) => changePlanPage(id, { typed: event.target.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && isTyped) void runCommand('plan.approve', { plan: id });
          }}
        />
        <Button disabled={!isTyped} onClick={() => void runCommand('plan.approve', { plan: id })}>
          Approve
        </Button>
      </div>
    </section>
  );
}

/** What was asked for and is no part of it. */
export function LeftOut({ detail: { refusals, intent } }: { readonly detail: PlanDetail }): ReactNode {
  if (refusals.length === 0) return null;
  const reasons = new Map<string, number>();
  for (const { reason } of refusals) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return (
    <div className="left-out">
      <Section
        look="page"
        title={
          intent === 'undo'
            ? `${plural(refusals.length, 'change')} not brought back`
            : `${plural(refusals.length, 'target')} left out`
        }
        defaultOpen={refusals.length < 4 || intent === 'undo'}
      >
        <ul>
          {[...reasons].slice(0, 200).map(([reason, count]) => (
            <li key={reason} className="small">
              {reason}
              {count > 1 ? ` (${number(count)})` : ''}
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
