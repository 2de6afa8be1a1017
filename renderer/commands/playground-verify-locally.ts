import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const playgroundVerifyLocally = command({
  id: 'playground.verify-locally',
  title: 'Let the Shop Verify Tokens by Itself',
  category: 'Playground',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async () => {
    await call('playground.verifyBy', { how: 'local' });
  },
});
