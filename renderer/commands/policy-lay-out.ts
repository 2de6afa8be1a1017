import { command } from '#renderer/registry/command.ts';
import { layOutPolicy } from '#renderer/state/policy.ts';

export const policyLayOut = command({
  id: 'policy.lay-out',
  title: 'Lay Out an Earlier Policy',
  category: 'Policy',
  palette: false,
  when: (keys) => keys.workspaceOpen && keys.engineRunning,
  run: (_context, { seq, inForce }: { readonly seq: number; readonly inForce: string }) => layOutPolicy(seq, inForce),
});
