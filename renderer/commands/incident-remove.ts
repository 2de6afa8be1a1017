import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';

export const incidentRemove = command({
  id: 'incident.remove',
  title: 'Take a Vendor off the List of Incidents',
  category: 'Incidents',
  palette: false,
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async (_context, { vendors }: { readonly vendors: readonly string[] }) => {
    const { before } = await call('incidents.remove', { vendors: [...vendors] });
    notify({
      message: `${vendors.join(', ')} ${vendors.length === 1 ? 'is' : 'are'} off the list of incidents`,
      actions: [{ label: 'Undo', command: 'incident.add', args: { incidents: before } }],
    });
  },
});
