import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { importNotice as notice, resultOf, runImport } from '#renderer/state/import.ts';
import { dismiss, notify } from '#renderer/state/notifications.ts';

export const importStart = command({
  id: 'import.start',
  title: 'Start the Import',
  category: 'File',
  when: (keys) => keys.engineRunning && !keys.readOnly,
  palette: false,
  run: async ({ keys, run }) => {
    if (!keys.workspaceOpen) {
      const { path } = await call('host.chooseWorkspace', { purpose: 'create' });
      if (path === null) return;
      await call('workspace.create', { path });
    }
    notify({
      ...notice,
      message: 'Importing…',
      progress: null,
      actions: [{ label: 'Cancel', command: 'import.cancel' }],
    });
    try {
      const report = await runImport();
      if (report === null) notify({ ...notice, message: 'The import was cancelled. Nothing has changed.' });
      else notify({ ...notice, ...resultOf(report) });
      const isProblem = ({ severity }: { readonly severity: string }): boolean => severity !== 'info';
      if (report?.files.some((file) => file.problems.some(isProblem))) await run('panel.problems');
    } catch (error) {
      dismiss(notice.id);
      throw error;
    }
  },
});
