import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { agentOf } from '#renderer/state/playground.ts';

export const playgroundSteal = command({
  id: 'playground.steal',
  title: 'Steal the Token of This Agent',
  category: 'Playground',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async (_context, args?: { readonly agent: string }) => {
    await call('playground.steal', { agent: agentOf(args?.agent) });
  },
});
