import type { PlanDetail } from '#shared/contract/plans.ts';

interface Action {
  readonly command: string;
  readonly label: string;
  readonly icon?: string;
}

type Shown = Pick<PlanDetail, 'state' | 'counts' | 'undoneBy' | 'done' | 'failed'> & {
  readonly rows: readonly Pick<PlanDetail['rows'][number], 'hasSecret'>[];
};

/** What can be done with it now: the first is the next thing to do, those after `more` stand in the menu. */
export function actionsOf(detail: Shown): { readonly shown: readonly Action[]; readonly more: readonly Action[] } {
  const { state, counts, undoneBy } = detail;
  const done = detail.done > 0;
  const carry: Action = { command: 'plan.export', label: 'Export Signed Plan…' };
  const receipt: Action = { command: 'plan.export-receipt', label: 'Export Receipt…' };
  const undo: readonly Action[] =
    done && undoneBy === null ? [{ command: 'plan.undo', label: 'Undo…', icon: 'discard' }] : [];
  const retry: readonly Action[] =
    detail.failed > 0 ? [{ command: 'plan.retry', label: 'Retry Failed', icon: 'refresh' }] : [];
  const check: readonly Action[] =
    (counts.unknown_needs_check ?? 0) > 0 ? [{ command: 'plan.check', label: 'Check Unknown' }] : [];
  const secrets: readonly Action[] = detail.rows.some(({ hasSecret }) => hasSecret)
    ? [{ command: 'plan.save-secrets', label: 'Save New Secrets…' }]
    : [];
  const discard: Action = { command: 'plan.discard', label: 'Discard' };
  const end: Action = { command: 'plan.end', label: 'End' };
  switch (state) {
    case 'draft':
      return { shown: [{ command: 'plan.approve', label: 'Approve', icon: 'check' }, discard], more: [carry] };
    case 'approved':
      return { shown: [{ command: 'plan.run', label: 'Run', icon: 'play' }, discard], more: [end, carry] };
    case 'running':
      return { shown: [{ command: 'plan.pause', label: 'Pause', icon: 'debug-pause' }], more: [carry] };
    case 'paused':
      return {
        shown: [{ command: 'plan.run', label: 'Resume', icon: 'play' }, ...undo, ...check],
        more: [...retry, end, receipt, ...secrets, carry],
      };
    case 'done':
      return { shown: [receipt, ...undo, ...retry, ...check], more: [...secrets, carry] };
    case 'discarded':
      return { shown: [], more: [carry] };
  }
}
