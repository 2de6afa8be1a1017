import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { agentOf } from '#renderer/state/playground.ts';

export const playgroundMisbehaveScope = command({
  id: 'playground.misbehave-scope',
  title: 'Let This Agent Ask for More Scopes',
  category: 'Playground',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async (_context, args?: { readonly agent: string }) => {
    await call('playground.misbehave', { agent: agentOf(args?.agent), how: 'scope' });
  },
});
