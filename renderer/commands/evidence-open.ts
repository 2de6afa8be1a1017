import { command } from '#renderer/registry/command.ts';
import { evidenceUri } from '#renderer/state/evidence.ts';

export const evidenceOpen = command({
  id: 'evidence.open',
  title: 'Show What an Evidence Row Names',
  category: 'Findings',
  palette: false,
  when: (keys) => keys.workspaceOpen,
  run: ({ run }, { identity, ref }: { readonly identity: string; readonly ref: string }) =>
    run('editor.open', { uri: evidenceUri(identity, ref) }),
});
