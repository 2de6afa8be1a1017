import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { askForText } from '#renderer/state/asking.ts';
import { campaignAt, isCampaign } from '#renderer/state/campaigns.ts';
import { notify } from '#renderer/state/notifications.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { endOfDay } from '#shared/lib/days.ts';

export const campaignPostpone = command({
  id: 'campaign.postpone',
  title: 'Change the Day the Campaign Is Due…',
  category: 'Campaigns',
  when: (keys) => isCampaign(keys.uri) && keys.engineRunning && !keys.readOnly,
  run: async ({ keys }, back?: { readonly campaign: string; readonly due: number }) => {
    if (back !== undefined) {
      await call('campaigns.postpone', back);
      return;
    }
    const campaign = campaignAt(keys.uri);
    askForText({
      title: 'Change the Day the Campaign Is Due',
      placeholder: 'YYYY-MM-DD',
      value: '',
      answer: async (text) => {
        const due = endOfDay(text);
        if (due === null) throw new AppError('input.invalid', `“${text}” is no day.`, { hint: 'Write it YYYY-MM-DD.' });
        const { before } = await call('campaigns.postpone', { campaign, due });
        notify({
          message: `The campaign is due on ${text}.`,
          actions: [{ label: 'Undo', command: 'campaign.postpone', args: { campaign, due: before } }],
        });
      },
    });
  },
});
