import { command } from '#renderer/registry/command.ts';
import { identitiesOf } from '#renderer/state/plan-wish.ts';

export const ownerForget = command({
  id: 'owner.forget',
  title: 'Leave the Owner to the Sources',
  category: 'Owners',
  when: (keys) => keys.engineRunning && !keys.readOnly && (keys.editor === 'inventory' || keys.editor === 'identity'),
  menus: [{ menu: 'identity', group: '3_owner', order: 2 }],
  run: ({ keys, run }, argument?: { readonly identities: readonly string[] }) =>
    run('owner.assign', { identities: identitiesOf(argument, keys.uri), owners: null }),
});
