import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';

export const viewRemove = command({
  id: 'view.remove',
  title: 'Delete a Saved View',
  category: 'View',
  palette: false,
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async (_context, { id }: { id: string }) => {
    const removed = await call('views.remove', { id });
    notify({
      message: `The view “${removed.name}” is deleted.`,
      actions: [{ label: 'Undo', command: 'view.restore', args: removed }],
    });
  },
});
