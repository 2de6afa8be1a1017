import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { showSecrets } from '#renderer/state/secrets.ts';
import type { CallInput } from '#shared/contract/contract.ts';

export const issuerStart = command({
  id: 'issuer.start',
  title: 'Start the Local Issuer',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  menus: [{ menu: 'go', group: '5_issuer', order: 1 }],
  run: async ({ run }, options?: CallInput<'issuer.start'>) => {
    const { initialAccessToken } = await call('issuer.start', options ?? {});
    if (initialAccessToken !== null) {
      showSecrets({
        title: 'Registration is open: whoever shows this token may register clients',
        values: [{ label: 'Initial access token', value: initialAccessToken, secret: true }],
      });
    }
    await run('editor.open', { uri: 'nhi:/issuer' });
  },
});
