import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { campaignAt, isCampaign } from '#renderer/state/campaigns.ts';
import { notify } from '#renderer/state/notifications.ts';

export const campaignClose = command({
  id: 'campaign.close',
  title: 'Close the Campaign',
  category: 'Campaigns',
  when: (keys) => isCampaign(keys.uri) && keys.engineRunning && !keys.readOnly,
  run: async ({ keys }) => {
    const campaign = campaignAt(keys.uri);
    await call('campaigns.close', { campaign });
    notify({
      message: 'The campaign is closed.',
      actions: [{ label: 'Undo', command: 'campaign.reopen', args: { campaign } }],
    });
  },
});
