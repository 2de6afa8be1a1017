import { command } from '#renderer/registry/command.ts';
import { identitiesOf } from '#renderer/state/plan-wish.ts';

export const identityDelete = command({
  id: 'identity.delete',
  title: 'Delete…',
  category: 'Identity',
  when: (keys) => keys.engineRunning && !keys.readOnly && (keys.editor === 'inventory' || keys.editor === 'identity'),
  menus: [{ menu: 'identity', group: '2_plan', order: 7 }],
  run: ({ keys, run }, argument?: { readonly identities: readonly string[] }) =>
    run('plan.wish', { intent: 'delete', identities: identitiesOf(argument, keys.uri) }),
});
