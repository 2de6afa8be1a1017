import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useLayout } from '#renderer/state/layout.ts';
import { planStateIcons } from '#renderer/state/plan-words.ts';
import { useWatch, type ViewOf } from '#renderer/state/use-watch.ts';
import { clockSeconds, exact, number, plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { List } from '#renderer/ui/list.tsx';
import { Facts } from '#renderer/ui/page.tsx';
import { Section } from '#renderer/ui/section.tsx';
import type { PlanState } from '#shared/model/plan.ts';
import './views.css';

type Row = ViewOf<'plans.list'>['plans'][number];

/** The badge of the activity: plans that somebody has to decide about. */
export function useWaitingPlans(): { readonly count: number; readonly label: string } | null {
  const { view } = useWatch('plans.list', {});
  const count = view?.plans.filter(({ state }) => state === 'draft').length ?? 0;
  return count === 0 ? null : { count, label: count === 1 ? 'plan waits for approval' : 'plans wait for approval' };
}

const groups: readonly { readonly title: string; readonly states: readonly PlanState[] }[] = [
  { title: 'Waiting for approval', states: ['draft'] },
  { title: 'Approved, not run', states: ['approved'] },
  { title: 'Running', states: ['running', 'paused'] },
  { title: 'Done', states: ['done'] },
  { title: 'Discarded', states: ['discarded'] },
];

export function PlansView(): ReactNode {
  const { view } = useWatch('plans.list', {});
  const front = useLayout((layout) => layout.groups[layout.focusedGroup]?.active) ?? '';
  const plans = view?.plans ?? [];
  const shown = /^nhi:\/plan\/(.+)$/.exec(front)?.[1] ?? null;
  return (
    <>
      {groups.map(({ title, states }) => {
        const those = plans.filter(({ state }) => states.includes(state));
        if (those.length === 0 && title !== 'Waiting for approval') return null;
        return (
          <Section key={title} title={title} count={those.length} defaultOpen={title !== 'Discarded'}>
            <List
              label={title}
              items={those.map((plan) => ({
                key: plan.id,
                text: plan.title,
                title: plan.why === '' ? plan.title : `${plan.title}: ${plan.why}`,
                count: countWords(plan),
                selected: plan.id === shown,
                content: (
                  <>
                    <Icon
                      name={plan.undoneBy === null ? planStateIcons[plan.state] : 'discard'}
                      className={plan.state === 'running' ? 'turning' : plan.failed > 0 ? 'warning-text' : ''}
                    />
                    <span className="list-text">{plan.title}</span>
                  </>
                ),
              }))}
              onChoose={(id) => void runCommand('editor.open', { uri: `nhi:/plan/${id}` })}
            />
          </Section>
        );
      })}
      {shown !== null && <AtAGlance plan={shown} />}
    </>
  );
}

const countWords = ({ state, steps, done, failed }: Row): string =>
  state === 'draft' || state === 'approved' || state === 'discarded'
    ? number(steps)
    : `${number(state === 'done' ? done : done + failed)}/${number(steps)}`;

function AtAGlance({ plan }: { readonly plan: string }): ReactNode {
  const { view } = useWatch('plans.detail', { plan });
  const detail = view?.plan;
  if (detail == null) return null;
  const { approval, undoes, undoneBy } = detail;
  const link = (id: string | null, words: string): ReactNode =>
    id === null ? (
      'no'
    ) : (
      <button
        type="button"
        className="link-button"
        onClick={() => void runCommand('editor.open', { uri: `nhi:/plan/${id}` })}
      >
        {words}
      </button>
    );
  return (
    <Section title="At a glance">
      <div className="side-facts">
        <Facts
          facts={[
            ['Made from', `journal record ${number(detail.basis)}`],
            [
              'Made by',
              <span key="by" title={exact(detail.madeAt)}>{`${detail.madeBy}, ${clockSeconds(detail.madeAt)}`}</span>,
            ],
            [
              'Approved by',
              approval === null ? (
                <span key="not" className="dim">
                  nobody yet
                </span>
              ) : (
                <span key="by" title={exact(approval.at)}>{`${approval.by}, ${clockSeconds(approval.at)}`}</span>
              ),
            ],
            ['Tenant', detail.tenants.map(({ name }) => name).join(', ')],
            ['Requests', plural(detail.requests, 'request')],
            ['Left out', number(detail.refusals.length)],
            ['Undoes', link(undoes, 'the plan before')],
            ['Undone by', link(undoneBy, 'another plan')],
            ['Digest', <code key="digest" title={detail.digest}>{`${detail.digest.slice(0, 8)}…`}</code>],
          ]}
        />
      </div>
    </Section>
  );
}
