import { command } from '#renderer/registry/command.ts';
import { changeIssuer, type IssuerState } from '#renderer/state/issuer.ts';

export const issuerShow = command({
  id: 'issuer.show',
  title: 'Show in Local Issuer',
  category: 'Local Issuer',
  when: (keys) => keys.workspaceOpen,
  palette: false,
  run: ({ run }, change: Partial<IssuerState>) => {
    // What fell in another part of the page is old news here.
    changeIssuer({ outcome: null, ...change });
    return run('editor.open', { uri: 'nhi:/issuer' });
  },
});
