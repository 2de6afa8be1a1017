import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { askForText } from '#renderer/state/asking.ts';
import { campaignAt, chosenReviews, isCampaign } from '#renderer/state/campaigns.ts';
import { notify } from '#renderer/state/notifications.ts';
import { plural } from '#renderer/ui/format.ts';
import type { CallOutput } from '#shared/contract/contract.ts';

type Before = CallOutput<'campaigns.reassign'>['before'];

export const campaignReassign = command({
  id: 'campaign.reassign',
  title: 'Ask Another Reviewer…',
  category: 'Campaigns',
  when: (keys) => isCampaign(keys.uri) && keys.engineRunning && !keys.readOnly,
  run: async ({ keys }, back?: { readonly campaign: string; readonly before: Before }) => {
    if (back !== undefined) {
      for (const each of back.before) await call('campaigns.reassign', { campaign: back.campaign, ...each });
      return;
    }
    const campaign = campaignAt(keys.uri);
    const identities = [...chosenReviews(campaign)];
    askForText({
      title: 'Ask Another Reviewer',
      placeholder: 'Name or e-mail of whoever reviews the chosen rows',
      value: '',
      answer: async (reviewer) => {
        const { before } = await call('campaigns.reassign', { campaign, identities, reviewer });
        notify({
          message: `${reviewer} is asked about ${plural(identities.length, 'identity', 'identities')}.`,
          actions: [{ label: 'Undo', command: 'campaign.reassign', args: { campaign, before } }],
        });
      },
    });
  },
});
