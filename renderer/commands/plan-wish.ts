import { command } from '#renderer/registry/command.ts';
import { isAsking, showWish, targetsOf } from '#renderer/state/plan-wish.ts';
import type { Fix } from '#shared/model/finding.ts';

/** A plan for these identities; where a verb has to be told to what, its page asks first. */
export const planWish = command({
  id: 'plan.wish',
  title: 'Prepare a Plan…',
  category: 'Plans',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  palette: false,
  run: (
    { run },
    {
      intent,
      identities,
      parameters = {},
    }: Pick<Fix, 'intent'> & Partial<Pick<Fix, 'parameters'>> & { readonly identities: readonly string[] },
  ) => {
    const targets = targetsOf(identities);
    if (!isAsking(intent)) return run('plan.create', { intent, targets, parameters });
    showWish({ intent, identities, suggested: parameters });
    return run('editor.open', { uri: 'nhi:/new-plan' });
  },
});
