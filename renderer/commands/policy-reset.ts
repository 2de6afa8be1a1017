import { command } from '#renderer/registry/command.ts';
import { putPolicy } from '#renderer/state/policy.ts';

export const policyReset = command({
  id: 'policy.reset',
  title: 'Reset the Policy to Standard',
  category: 'Policy',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: () => putPolicy(''),
});
