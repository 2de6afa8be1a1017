import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { type Chosen, targetOf } from '#renderer/state/issuer.ts';

export const clientEnable = command({
  id: 'client.enable',
  title: 'Enable a Client',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async (_context, client?: Chosen) => {
    await call('issuer.enableClient', { id: targetOf('clients', client).id });
  },
});
