import { editorFor, runCommand } from '#renderer/registry/contributions.ts';
import { watchHost } from '#renderer/state/host-events.ts';
import { notify, reportError } from '#renderer/state/notifications.ts';
import { useSession } from '#renderer/state/session.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Tells once why the workspace of the last session is not open, with the ways on. */
function listenToRefusal(): () => void {
  let told = 'null';
  return useSession.subscribe(({ host }) => {
    const refusal = host?.engine.refusal ?? null;
    const now = JSON.stringify(refusal);
    if (now === told) return;
    told = now;
    if (refusal !== null) reportError(AppError.from(refusal), 'Open Workspace');
  });
}

/** Files dropped on the window, links that the operating system handed over, and what main could not do by itself. */
export function listenToHost(): () => void {
  const stopRefusal = listenToRefusal();
  const stopHost = watchHost({
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
  return () => {
    stopRefusal();
    stopHost();
  };
}
