import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import type { ViewContent } from '#shared/contract/queries.ts';

export const viewRestore = command({
  id: 'view.restore',
  title: 'Bring Back a Saved View',
  category: 'View',
  palette: false,
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async (_context, { name, content }: { name: string; content: ViewContent }) => {
    await call('views.save', { name, content });
  },
});
