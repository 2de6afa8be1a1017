import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { planStateIcons } from '#renderer/state/plan-words.ts';
import { useSession } from '#renderer/state/session.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button, LinkButton } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ago, exact, number, plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { PageHead, Table } from '#renderer/ui/page.tsx';
import './plans.css';

/** As many as a table carries; older ones are in the side bar. */
const shownAtOnce = 200;

/** Every plan of the workspace, the latest first. */
export default function PlansEditor(): ReactNode {
  const { view } = useWatch('plans.list', {});
  const now = useSession((session) => session.status?.now ?? 0);
  if (view === undefined) return <div className="plans" aria-busy />;
  const { plans } = view;
  const waiting = plans.filter(({ state }) => state === 'draft').length;
  const importing = <Button onClick={() => void runCommand('plan.import')}>Import a Signed Plan…</Button>;
  if (plans.length === 0) {
    return (
      <EmptyState
        icon="checklist"
        title="No plan was made yet"
        text="Select identities in the inventory and press Delete to prepare their revocation, or choose a fix of a finding. Nothing is sent before you approve and run it."
        actions={
          <>
            <Button primary onClick={() => void runCommand('activity.inventory')}>
              Show the Inventory
            </Button>
            {importing}
          </>
        }
      />
    );
  }
  return (
    <div className="plans">
      <PageHead
        title={
          waiting === 0
            ? `${plural(plans.length, 'plan')}, none waits for approval`
            : `${plural(waiting, 'plan waits', 'plans wait')} for approval`
        }
        text="Each is whole before anything is sent, and never changes after it was made."
        actions={importing}
      />
      <div className="plans-table">
        <Table
          label="Plans, the latest first"
          head={['Plan', 'State', 'Steps', 'Done', 'Not done', 'Made', 'By']}
          rows={plans.slice(0, shownAtOnce).map((plan) => ({
            key: plan.id,
            cells: [
              <LinkButton key="title" onClick={() => void runCommand('editor.open', { uri: `nhi:/plan/${plan.id}` })}>
                {plan.title}
              </LinkButton>,
              <span key="state" className="icon-cell" title={plan.why}>
                <Icon name={planStateIcons[plan.state]} size={14} />
                {plan.state === 'draft'
                  ? 'waiting for approval'
                  : plan.undoneBy === null
                    ? plan.state
                    : `${plan.state}, undone`}
              </span>,
              number(plan.steps),
              number(plan.done),
              <span key="failed" className={plan.failed > 0 ? 'warning-text' : ''}>
                {number(plan.failed)}
              </span>,
              <span key="made" title={exact(plan.madeAt)}>
                {ago(plan.madeAt, now)}
              </span>,
              plan.madeBy,
            ],
          }))}
        />
      </div>
    </div>
  );
}
