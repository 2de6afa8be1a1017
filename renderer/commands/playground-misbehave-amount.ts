import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { agentOf } from '#renderer/state/playground.ts';

export const playgroundMisbehaveAmount = command({
  id: 'playground.misbehave-amount',
  title: 'Let This Agent Pay Too Much',
  category: 'Playground',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async (_context, args?: { readonly agent: string }) => {
    await call('playground.misbehave', { agent: agentOf(args?.agent), how: 'amount' });
  },
});
