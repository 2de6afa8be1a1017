import { command } from '#renderer/registry/command.ts';
import { identitiesOf } from '#renderer/state/plan-wish.ts';

export const identityRevoke = command({
  id: 'identity.revoke',
  title: 'Revoke…',
  category: 'Identity',
  when: (keys) => keys.engineRunning && !keys.readOnly && (keys.editor === 'inventory' || keys.editor === 'identity'),
  menus: [{ menu: 'identity', group: '2_plan', order: 1 }],
  run: ({ keys, run }, argument?: { readonly identities: readonly string[] }) =>
    run('plan.wish', { intent: 'revoke', identities: identitiesOf(argument, keys.uri) }),
});
