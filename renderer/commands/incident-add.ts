import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { askForText } from '#renderer/state/asking.ts';
import { incidentIn } from '#renderer/state/incidents.ts';
import { notify } from '#renderer/state/notifications.ts';
import type { CallInput } from '#shared/contract/contract.ts';

type Incidents = CallInput<'incidents.add'>['incidents'];

/** Without incidents it asks for one. */
export const incidentAdd = command({
  id: 'incident.add',
  title: 'Note an Incident of a Vendor…',
  category: 'Incidents',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async (_context, what?: { readonly incidents: Incidents }) => {
    const add = async (incidents: Incidents): Promise<void> => {
      const { before } = await call('incidents.add', { incidents });
      const vendors = incidents.map(({ vendor }) => vendor);
      const undo =
        before.length > 0
          ? { label: 'Undo', command: 'incident.add', args: { incidents: before } }
          : { label: 'Undo', command: 'incident.remove', args: { vendors } };
      notify({
        message: `${vendors.join(', ')} ${vendors.length === 1 ? 'is' : 'are'} on the list of incidents`,
        hint: 'Whatever they published and can still get in is a finding now. Nothing was changed in a tenant.',
        actions: [undo],
      });
    };
    if (what !== undefined) return add(what.incidents);
    askForText({
      title: 'Note an Incident of a Vendor',
      placeholder: 'Vendor: what happened. As in “Vela Media: tokens of customers were read”.',
      value: '',
      answer: (text) => add([incidentIn(text)]),
    });
  },
});
