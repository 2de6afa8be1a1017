import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { agentOf } from '#renderer/state/playground.ts';

export const playgroundGoOn = command({
  id: 'playground.go-on',
  title: 'Let This Agent Go On After Revocation',
  category: 'Playground',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async (_context, args?: { readonly agent: string }) => {
    await call('playground.misbehave', { agent: agentOf(args?.agent), how: 'go_on' });
  },
});
