import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { campaignAt, isCampaign } from '#renderer/state/campaigns.ts';
import { notify } from '#renderer/state/notifications.ts';
import { plural } from '#renderer/ui/format.ts';

export const campaignRemind = command({
  id: 'campaign.remind',
  title: 'Write Reminders…',
  category: 'Campaigns',
  when: (keys) => isCampaign(keys.uri) && keys.engineRunning && !keys.readOnly,
  run: async ({ keys }) => {
    const campaign = campaignAt(keys.uri);
    const { paths } = await call('host.chooseFolders', { title: 'Folder for the Reminders' });
    const [folder] = paths;
    if (folder === undefined) return;
    const { files } = await call('campaigns.remind', { campaign, folder });
    notify({
      message: `${plural(files.length, 'reminder is', 'reminders are')} written: a calendar file for each reviewer.`,
      hint: `They are in ${folder}.`,
    });
  },
});
