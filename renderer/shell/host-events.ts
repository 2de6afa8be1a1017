import { editorFor, runCommand } from '#renderer/registry/contributions.ts';
import { watchHost } from '#renderer/state/host-events.ts';
import { notify } from '#renderer/state/notifications.ts';

/** Files dropped on the window, and links that the operating system handed over. */
export function listenToHost(): () => void {
  return watchHost({
    onDrop: (paths) => void runCommand('import.files', { paths }),
    onLink: (uri) => {
      if (editorFor(uri) === undefined) return;
      // A link from outside only asks; the analyst goes.
      notify({
        message: 'A link asks to show a page of the workbench.',
        hint: uri,
        actions: [{ label: 'Show It', command: 'editor.open', args: { uri } }],
      });
    },
  });
}
