import { command } from '#renderer/registry/command.ts';
import { type Chosen, targetOf } from '#renderer/state/issuer.ts';

export const clientEdit = command({
  id: 'client.edit',
  title: 'Edit Client…',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: ({ run }, chosen?: Chosen) => run('editor.open', { uri: `nhi:/edit-client/${targetOf('clients', chosen).id}` }),
});
