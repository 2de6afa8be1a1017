import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import type { CallInput } from '#shared/contract/contract.ts';

export const policyChange = command({
  id: 'policy.change',
  title: 'Change a Number of the Policy',
  category: 'Policy',
  when: (keys) => keys.engineRunning && keys.workspaceOpen && !keys.readOnly,
  palette: false,
  run: async (_context, change: CallInput<'policy.change'>) => {
    await call('policy.change', change);
  },
});
