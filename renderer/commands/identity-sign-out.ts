import { command } from '#renderer/registry/command.ts';
import { identitiesOf, targetsOf } from '#renderer/state/plan-wish.ts';

/** Ends the sessions of people; their accounts and what others may do for them stay. */
export const identitySignOut = command({
  id: 'identity.sign-out',
  title: 'Sign Out Everywhere…',
  category: 'Identity',
  when: (keys) => keys.engineRunning && !keys.readOnly && (keys.editor === 'inventory' || keys.editor === 'identity'),
  menus: [{ menu: 'identity', group: '2_plan', order: 9 }],
  run: ({ keys, run }, argument?: { readonly identities: readonly string[] }) =>
    run('plan.create', {
      intent: 'revoke',
      targets: targetsOf(identitiesOf(argument, keys.uri), 'session'),
      everything: false,
    }),
});
