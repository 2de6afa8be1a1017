import { command } from '#renderer/registry/command.ts';

export const campaignNew = command({
  id: 'campaign.new',
  title: 'Start a Certification Campaign…',
  category: 'Campaigns',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: ({ run }) => run('editor.open', { uri: 'nhi:/new-campaign' }),
});
