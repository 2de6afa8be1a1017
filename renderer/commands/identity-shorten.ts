import { command } from '#renderer/registry/command.ts';
import { identitiesOf } from '#renderer/state/plan-wish.ts';

export const identityShorten = command({
  id: 'identity.shorten',
  title: 'Shorten Lifetime…',
  category: 'Identity',
  when: (keys) => keys.engineRunning && !keys.readOnly && (keys.editor === 'inventory' || keys.editor === 'identity'),
  menus: [{ menu: 'identity', group: '2_plan', order: 3 }],
  run: ({ keys, run }, argument?: { readonly identities: readonly string[] }) =>
    run('plan.wish', { intent: 'shorten', identities: identitiesOf(argument, keys.uri) }),
});
