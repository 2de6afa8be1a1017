import { command } from '#renderer/registry/command.ts';
import { identitiesOf } from '#renderer/state/plan-wish.ts';

export const identityOffboard = command({
  id: 'identity.offboard',
  title: 'Offboard…',
  category: 'Identity',
  when: (keys) => keys.engineRunning && (keys.editor === 'inventory' || keys.editor === 'identity'),
  menus: [{ menu: 'identity', group: '3_owner', order: 3 }],
  run: ({ keys, run }, argument?: { readonly identities: readonly string[] }) => {
    const [first] = identitiesOf(argument, keys.uri);
    return run('editor.open', { uri: `nhi:/offboard/${first}` });
  },
});
