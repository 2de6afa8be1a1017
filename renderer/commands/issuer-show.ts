import { command } from '#renderer/registry/command.ts';
import { changeIssuer, type IssuerState } from '#renderer/state/issuer.ts';

export const issuerShow = command({
  id: 'issuer.show',
  title: 'Show in Local Issuer',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen,
  palette: false,
  run: ({ run }, change: Partial<IssuerState>) => {
    changeIssuer(change);
    return run('editor.open', { uri: 'nhi:/issuer' });
  },
});
