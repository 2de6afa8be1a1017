import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';

export const departureMark = command({
  id: 'departure.mark',
  title: 'Mark as Gone',
  category: 'Owners',
  palette: false,
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async (_context, { identity, gone }: { readonly identity: string; readonly gone: boolean }) => {
    await call(gone ? 'departures.mark' : 'departures.unmark', { identities: [identity] });
    notify({
      message: gone ? 'Marked as gone: whatever it alone owned is an orphan now.' : 'Marked as still there.',
      actions: [{ label: 'Undo', command: 'departure.mark', args: { identity, gone: !gone } }],
    });
  },
});
