import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { askForText } from '#renderer/state/asking.ts';
import { campaignAt, chosenReviews, isCampaign } from '#renderer/state/campaigns.ts';
import { type Certification, certifications } from '#shared/contract/campaigns.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** `revoke: not used since May`: the word, then why. */
export const campaignDecideWithNote = command({
  id: 'campaign.decide-with-note',
  title: 'Keep, Shrink or Revoke with a Note…',
  category: 'Campaigns',
  key: 'Alt+N',
  when: (keys) => isCampaign(keys.uri) && keys.engineRunning && !keys.readOnly,
  run: ({ keys }) => {
    const campaign = campaignAt(keys.uri);
    const identities = [...chosenReviews(campaign)];
    askForText({
      title: 'Verdict with a Note',
      placeholder: 'keep, shrink or revoke, then why: revoke: not used since May',
      value: '',
      answer: async (text) => {
        const { is, note } = readVerdict(text);
        await call('campaigns.decide', { campaign, identities, is, note });
      },
    });
  },
});

function readVerdict(text: string): { readonly is: Certification; readonly note: string } {
  const [, word = '', note = ''] = /^(\w+)\s*:?\s*(.*)$/s.exec(text.trim()) ?? [];
  const is = certifications.find((one) => one === word.toLowerCase());
  if (is === undefined) throw new AppError('input.invalid', `“${word}” is none of keep, shrink, revoke.`);
  return { is, note };
}
