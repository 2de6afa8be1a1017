import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { campaignAt } from '#renderer/state/campaigns.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** What was said becomes a plan: those to revoke are revoked, those to shrink are rescoped. */
export const campaignPlan = command({
  id: 'campaign.plan',
  title: 'Plan What Was Said',
  category: 'Campaigns',
  palette: false,
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async ({ keys, run }, { said }: { readonly said: 'shrink' | 'revoke' }) => {
    const campaign = campaignAt(keys.uri);
    const { identities } = await call('campaigns.identities', { campaign, filter: { states: [said] } });
    if (identities.length === 0)
      throw new AppError('plan.empty', `Nobody is to be ${said === 'revoke' ? 'revoked' : 'shrunk'}.`);
    await run('plan.wish', { intent: said === 'revoke' ? 'revoke' : 'rescope', identities });
  },
});
