import { command } from '#renderer/registry/command.ts';
import { identitiesOf } from '#renderer/state/plan-wish.ts';

export const identityDisable = command({
  id: 'identity.disable',
  title: 'Disable…',
  category: 'Identity',
  when: (keys) => keys.engineRunning && !keys.readOnly && (keys.editor === 'inventory' || keys.editor === 'identity'),
  menus: [{ menu: 'identity', group: '2_plan', order: 5 }],
  run: ({ keys, run }, argument?: { readonly identities: readonly string[] }) =>
    run('plan.wish', { intent: 'disable', identities: identitiesOf(argument, keys.uri) }),
});
