import { command } from '#renderer/registry/command.ts';
import { identitiesOf } from '#renderer/state/plan-wish.ts';

export const reachShow = command({
  id: 'reach.show',
  title: 'Show Blast Radius',
  category: 'Identity',
  key: 'Mod+Shift+R',
  when: (keys) => keys.engineRunning && keys.workspaceOpen,
  menus: [{ menu: 'identity', group: '1_look', order: 1 }],
  run: ({ keys, run }, argument?: { readonly identities: readonly string[] }) =>
    run('editor.open', { uri: `nhi:/reach/${identitiesOf(argument, keys.uri)[0] ?? ''}` }),
});
