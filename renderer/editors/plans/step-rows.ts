// The tree of steps as the rows that are visible, in execution order. Pure.
import type { PlanDetail } from '#shared/contract/plans.ts';

export type StepRow = PlanDetail['rows'][number];

export type TreeRow =
  | {
      readonly key: string;
      readonly is: 'step';
      readonly step: StepRow;
      readonly number: number;
      readonly open: boolean;
    }
  | { readonly key: string; readonly is: 'probe'; readonly step: StepRow; readonly probe: StepRow['probes'][number] };

export function treeRows(steps: readonly StepRow[], folded: ReadonlySet<string>): readonly TreeRow[] {
  return steps.flatMap((step, index): TreeRow[] => {
    const open = step.probes.length > 0 && !folded.has(step.id);
    const head: TreeRow = { key: step.id, is: 'step', step, number: index + 1, open };
    if (!open) return [head];
    return [head, ...step.probes.map((probe, at): TreeRow => ({ key: `${step.id} ${at}`, is: 'probe', step, probe }))];
  });
}
