import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { campaignAt, chosenReviews } from '#renderer/state/campaigns.ts';
import { notify } from '#renderer/state/notifications.ts';
import { plural } from '#renderer/ui/format.ts';
import type { CallInput, CallOutput } from '#shared/contract/contract.ts';

type Verdict = Pick<CallInput<'campaigns.decide'>, 'is' | 'note'>;
type Before = CallOutput<'campaigns.decide'>['before'];

/** A verdict on the chosen rows, or what was said before: then it takes a verdict back. */
export type Decide = Verdict | { readonly campaign: string; readonly again: Before };

export const campaignDecide = command({
  id: 'campaign.decide',
  title: 'Say What Becomes of It',
  category: 'Campaigns',
  palette: false,
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ keys }, what: Decide) => {
    if ('again' in what) {
      for (const each of what.again) await call('campaigns.decide', { campaign: what.campaign, ...each });
      notify({ message: 'The verdict is taken back.' });
      return;
    }
    const campaign = campaignAt(keys.uri);
    const identities = chosenReviews(campaign);
    const { before } = await call('campaigns.decide', { campaign, identities: [...identities], ...what });
    notify({
      id: 'campaign.decided',
      message: `${plural(identities.length, 'identity', 'identities')}: ${what.is ?? 'open again'}`,
      actions: [{ label: 'Undo', command: 'campaign.decide', args: { campaign, again: before } }],
    });
  },
});
