import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { askForText } from '#renderer/state/asking.ts';

export const viewRename = command({
  id: 'view.rename',
  title: 'Rename a Saved View…',
  category: 'View',
  palette: false,
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: (_context, { id, name }: { id: string; name: string }) =>
    askForText({
      title: `Rename ${name}`,
      placeholder: 'New name',
      value: name,
      answer: async (text) => {
        await call('views.rename', { id, name: text });
      },
    }),
});
