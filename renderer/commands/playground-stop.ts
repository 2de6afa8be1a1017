import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { resetPlayground } from '#renderer/state/playground.ts';

export const playgroundStop = command({
  id: 'playground.stop',
  title: 'Stop the Agent Playground',
  category: 'Playground',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  menus: [{ menu: 'go', group: '5_issuer', order: 5 }],
  run: async () => {
    await call('playground.stop', {});
    resetPlayground();
  },
});
