import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { resetPlayground } from '#renderer/state/playground.ts';
import type { CallInput } from '#shared/contract/contract.ts';

export const playgroundStart = command({
  id: 'playground.start',
  title: 'Start the Agent Playground',
  category: 'Playground',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  menus: [{ menu: 'go', group: '5_issuer', order: 4 }],
  run: async ({ run }, options?: CallInput<'playground.start'>) => {
    resetPlayground();
    await run('editor.open', { uri: 'nhi:/playground' });
    await call('playground.start', options ?? {});
  },
});
