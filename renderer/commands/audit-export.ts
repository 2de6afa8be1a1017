import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';
import { useSession } from '#renderer/state/session.ts';

export const auditExport = command({
  id: 'audit.export',
  title: 'Export the Signed Head of the Journal…',
  category: 'Audit',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  menus: [{ menu: 'file', group: '2_import', order: 3 }],
  run: async () => {
    const status = useSession.getState().status;
    const name = status?.workspace?.name ?? 'workspace';
    // The export is itself the next record, and the head covers it.
    const next = (status?.chain.records ?? 0) + 1;
    const { path } = await call('host.chooseSave', {
      title: 'Export the Signed Head of the Journal',
      name: `${name.replaceAll(/[^\p{L}\p{N} ._-]/gu, '-').slice(0, 100)} head ${next}.json`,
    });
    if (path === null) return;
    const { seq } = await call('audit.export', { path });
    notify({
      id: 'audit-export',
      message: `The head of record ${seq} is signed and exported.`,
      hint: 'Keep it where nobody who can change this workspace can change it.',
    });
  },
});
