import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { showSecrets } from '#renderer/state/secrets.ts';
import { exact } from '#renderer/ui/format.ts';

export const issuerNewAccessToken = command({
  id: 'issuer.new-access-token',
  title: 'Make an Access Token for Registration',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ run }) => {
    const { token, expiresAt } = await call('issuer.createAccess', {});
    showSecrets({
      title: 'Whoever shows this token may register clients',
      values: [
        { label: 'Initial access token', value: token, secret: true },
        { label: 'Expires', value: exact(expiresAt), secret: false },
      ],
    });
    await run('editor.open', { uri: 'nhi:/issuer' });
  },
});
