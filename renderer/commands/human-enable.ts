import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { type Chosen, targetOf } from '#renderer/state/issuer.ts';

export const humanEnable = command({
  id: 'human.enable',
  title: 'Enable a Human',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async (_context, human?: Chosen) => {
    await call('issuer.enableHuman', { id: targetOf('humans', human).id });
  },
});
