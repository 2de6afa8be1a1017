import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';
import { number, plural } from '#renderer/ui/format.ts';

/** Without an argument the last import. */
export const importUndo = command({
  id: 'import.undo',
  title: 'Undo the Last Import',
  category: 'Import',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async (_context, chosen?: { readonly seq: number }) => {
    const { removed, restored } = await call('imports.undo', { seq: chosen?.seq ?? null });
    const gone = `${plural(removed, 'identity', 'identities')} of which nobody else spoke ${removed === 1 ? 'is' : 'are'} gone`;
    const hint = `${gone}, ${number(restored)} stand as before. Import the file again to bring it back.`;
    notify({ id: 'import.undone', message: 'The import was undone.', hint });
  },
});
