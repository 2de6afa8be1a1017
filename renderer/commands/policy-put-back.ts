import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const policyPutBack = command({
  id: 'policy.put-back',
  title: 'Put the Policy Back',
  category: 'Policy',
  palette: false,
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async (_context, { text }: { readonly text: string }) => {
    await call('policy.set', { text });
  },
});
