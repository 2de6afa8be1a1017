import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { agentOf } from '#renderer/state/playground.ts';

export const playgroundMisbehaveImpersonate = command({
  id: 'playground.misbehave-impersonate',
  title: 'Let This Agent Hide Behind the Customer',
  category: 'Playground',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async (_context, args?: { readonly agent: string }) => {
    await call('playground.misbehave', { agent: agentOf(args?.agent), how: 'impersonate' });
  },
});
