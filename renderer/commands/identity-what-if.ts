import { command } from '#renderer/registry/command.ts';
import { identitiesOf } from '#renderer/state/plan-wish.ts';
import { askWhatIf } from '#renderer/state/what-if.ts';

export const identityWhatIf = command({
  id: 'identity.what-if',
  title: 'What If…',
  category: 'Identity',
  when: (keys) => keys.engineRunning && ['inventory', 'identity', 'lifetimes'].includes(keys.editor ?? ''),
  menus: [{ menu: 'identity', group: '1_what-if', order: 1 }],
  run: ({ keys, run }, argument?: { readonly identities: readonly string[] }) => {
    askWhatIf(identitiesOf(argument, keys.uri));
    return run('editor.open', { uri: 'nhi:/what-if' });
  },
});
