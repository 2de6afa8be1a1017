import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { campaignAt } from '#renderer/state/campaigns.ts';

export const campaignReopen = command({
  id: 'campaign.reopen',
  title: 'Open the Campaign Again',
  category: 'Campaigns',
  palette: false,
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ keys }, argument?: { readonly campaign: string }) => {
    await call('campaigns.reopen', { campaign: argument?.campaign ?? campaignAt(keys.uri) });
  },
});
