import { command } from '#renderer/registry/command.ts';

export const incidentShow = command({
  id: 'incident.show',
  title: 'Show Vendor Incidents',
  category: 'Incidents',
  when: (keys) => keys.workspaceOpen,
  run: ({ run }) => run('editor.open', { uri: 'nhi:/incidents' }),
});
