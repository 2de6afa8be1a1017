import { command } from '#renderer/registry/command.ts';
import { isCampaign } from '#renderer/state/campaigns.ts';

export const campaignKeep = command({
  id: 'campaign.keep',
  title: 'Keep',
  category: 'Campaigns',
  key: 'Alt+K',
  when: (keys) => isCampaign(keys.uri) && keys.engineRunning && !keys.readOnly,
  run: ({ run }) => run('campaign.decide', { is: 'keep' }),
});
