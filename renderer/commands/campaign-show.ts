import { command } from '#renderer/registry/command.ts';

export const campaignShow = command({
  id: 'campaign.show',
  title: 'Show Certification Campaigns',
  category: 'Campaigns',
  when: (keys) => keys.workspaceOpen,
  run: ({ run }) => run('editor.open', { uri: 'nhi:/campaigns' }),
});
