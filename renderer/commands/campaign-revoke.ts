import { command } from '#renderer/registry/command.ts';
import { isCampaign } from '#renderer/state/campaigns.ts';

export const campaignRevoke = command({
  id: 'campaign.revoke',
  title: 'Revoke',
  category: 'Campaigns',
  key: 'Alt+R',
  when: (keys) => isCampaign(keys.uri) && keys.engineRunning && !keys.readOnly,
  run: ({ run }) => run('campaign.decide', { is: 'revoke' }),
});
