import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { agentOf, changePlayground } from '#renderer/state/playground.ts';

export const playgroundSpawn = command({
  id: 'playground.spawn',
  title: 'Let This Agent Spawn a Sub-Agent',
  category: 'Playground',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async (_context, args?: { readonly agent: string }) => {
    const { agent } = await call('playground.spawn', { agent: agentOf(args?.agent) });
    changePlayground({ agent });
  },
});
