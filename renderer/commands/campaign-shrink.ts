import { command } from '#renderer/registry/command.ts';
import { isCampaign } from '#renderer/state/campaigns.ts';

export const campaignShrink = command({
  id: 'campaign.shrink',
  title: 'Shrink',
  category: 'Campaigns',
  key: 'Alt+S',
  when: (keys) => isCampaign(keys.uri) && keys.engineRunning && !keys.readOnly,
  run: ({ run }) => run('campaign.decide', { is: 'shrink' }),
});
