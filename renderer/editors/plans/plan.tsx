import { type ReactNode, useEffect, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import type { EditorProps } from '#renderer/registry/editor.ts';
import { parseUri } from '#renderer/registry/uri.ts';
import { planStateIcons } from '#renderer/state/plan-words.ts';
import { useSession } from '#renderer/state/session.ts';
import { describeTab } from '#renderer/state/tabs.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { Sash } from '#renderer/ui/sash.tsx';
import type { PlanDetail } from '#shared/contract/plans.ts';
import { PlanHead } from './plan-head.tsx';
import { StepPane } from './step-detail.tsx';
import { StepTree } from './step-tree.tsx';
import { Confirmation, LeftOut, RunProgress, TenantStrip, WordStrip } from './strips.tsx';
import './plans.css';

/** A plan as a diff editor: its steps on the left, before and after of the chosen one on the right. */
export default function PlanEditor({ uri }: EditorProps): ReactNode {
  const id = parseUri(uri)?.rest ?? '';
  const { view, error } = useWatch('plans.detail', { plan: id });
  const plan = view?.plan;
  const [title, state] = [plan?.title, plan?.state];
  useEffect(() => {
    if (title === undefined || state === undefined) return;
    describeTab(uri, { title, icon: planStateIcons[state], crumbs: ['Plans'] });
  }, [uri, title, state]);
  if (error !== undefined) return <p className="plan-message error-text">{`${error.message} ${error.hint}`}</p>;
  if (view === undefined) return <div className="plan" aria-busy />;
  if (view.plan !== null) return <PlanPage key={id} detail={view.plan} />;
  return (
    <EmptyState
      icon="checklist"
      title="This plan is not here"
      text="It may belong to another workspace."
      actions={<Button onClick={() => void runCommand('activity.plans')}>Show the Plans</Button>}
    />
  );
}

function PlanPage({ detail }: { readonly detail: PlanDetail }): ReactNode {
  const now = useSession((session) => session.status?.now ?? 0);
  const [width, setWidth] = useState(360);
  return (
    <div className="plan">
      <PlanHead detail={detail} />
      <RunProgress detail={detail} />
      <WordStrip detail={detail} />
      <TenantStrip detail={detail} />
      <div className="plan-body">
        <section className="plan-steps" aria-label="Steps" style={{ width }}>
          <h3>
            <span className="grow">Steps, in order</span>
            <span>Took</span>
          </h3>
          <StepTree plan={detail.id} steps={detail.rows} now={now} />
          <LeftOut detail={detail} />
        </section>
        <Sash
          label="Width of the steps"
          axis="x"
          grows="forward"
          size={width}
          min={220}
          max={640}
          onResize={setWidth}
          onReset={() => setWidth(360)}
        />
        <StepPane detail={detail} />
      </div>
      <Confirmation detail={detail} />
    </div>
  );
}
