import { command } from '#renderer/registry/command.ts';
import { identitiesOf } from '#renderer/state/plan-wish.ts';

export const identityAssignOwner = command({
  id: 'identity.assign-owner',
  title: 'Assign Owner at the Tenant…',
  category: 'Identity',
  when: (keys) => keys.engineRunning && !keys.readOnly && (keys.editor === 'inventory' || keys.editor === 'identity'),
  menus: [{ menu: 'identity', group: '2_plan', order: 8 }],
  run: ({ keys, run }, argument?: { readonly identities: readonly string[] }) =>
    run('plan.wish', { intent: 'assign_owner', identities: identitiesOf(argument, keys.uri) }),
});
