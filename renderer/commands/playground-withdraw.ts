import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { changePlayground } from '#renderer/state/playground.ts';

export const playgroundWithdraw = command({
  id: 'playground.withdraw',
  title: 'Withdraw the Consent of the Customer',
  category: 'Playground',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async () => {
    changePlayground({ fallen: await call('playground.withdraw', {}) });
  },
});
