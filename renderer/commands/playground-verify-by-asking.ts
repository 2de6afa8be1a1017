import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const playgroundVerifyByAsking = command({
  id: 'playground.verify-by-asking',
  title: 'Let the Shop Ask the Issuer About Tokens',
  category: 'Playground',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async () => {
    await call('playground.verifyBy', { how: 'introspection' });
  },
});
