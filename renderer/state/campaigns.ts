import { create } from 'zustand';
import { number } from '#renderer/ui/format.ts';
import { nothingSelected, type Selection } from '#renderer/ui/grid/selection.ts';
import { type Campaign, type Review, type ReviewFilter, reviewFilter } from '#shared/contract/campaigns.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { dayOfInstant, endOfDay } from '#shared/lib/days.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { firstView, rowsInWindows } from './first-view.ts';
import { reportError } from './notifications.ts';

interface CampaignPage {
  readonly filter: ReviewFilter;
  readonly selection: Selection;
}

export const noReviewFilter: ReviewFilter = reviewFilter.parse({});
const beginning: CampaignPage = { filter: noReviewFilter, selection: nothingSelected };

/** What each campaign's page is narrowed to, and which rows are chosen in it. */
export const useCampaigns = create<{ readonly pages: Readonly<Record<string, CampaignPage>> }>()(() => ({ pages: {} }));

const pageOf = (campaign: string): CampaignPage => useCampaigns.getState().pages[campaign] ?? beginning;
export const useCampaignPage = (campaign: string): CampaignPage =>
  useCampaigns((state) => state.pages[campaign] ?? beginning);

export const changeCampaignPage = (campaign: string, change: Partial<CampaignPage>): void =>
  useCampaigns.setState(({ pages }) => ({
    pages: { ...pages, [campaign]: { ...(pages[campaign] ?? beginning), ...change } },
  }));

/** The campaign of the page in front. Refuses with record.absent elsewhere. */
export function campaignAt(uri: string | null): string {
  const id = /^nhi:\/campaign\/(cmp_\d+)/.exec(uri ?? '')?.[1];
  if (id === undefined) throw new AppError('record.absent', 'No campaign is in front.', { hint: 'Open one first.' });
  return id;
}

export const isCampaign = (uri: string | null): boolean => /^nhi:\/campaign\/cmp_\d+/.test(uri ?? '');

/** Refuses with input.invalid where no row is chosen. */
export function chosenReviews(campaign: string): readonly string[] {
  const { ids, focusId } = pageOf(campaign).selection;
  if (ids.size > 0) return [...ids];
  if (focusId !== undefined) return [focusId];
  throw new AppError('input.invalid', 'No identity is chosen.', { hint: 'Choose one or several rows first.' });
}

const mostRowsAtOnce = 500;

/** Rows beyond the window. A refusal is told to the analyst and answered with none. */
export async function reviewRows(campaign: string, first: number, count: number): Promise<readonly Review[]> {
  const { filter } = pageOf(campaign);
  try {
    return await rowsInWindows(first, count, mostRowsAtOnce, async (from, some) => {
      const { rows } = await firstView('campaigns.detail', { campaign, filter, first: from, count: some });
      return rows;
    });
  } catch (error) {
    reportError(error, 'Select');
    return [];
  }
}

/** What the form of a new campaign holds; a day as YYYY-MM-DD. */
export interface CampaignForm {
  readonly name: string;
  readonly query: string;
  readonly due: string;
  readonly byOwner: boolean;
  readonly reviewer: string;
}

/** A month from now, of whatever the inventory shows. */
export const newCampaignForm = (query: string, now: number): CampaignForm => ({
  name: '',
  query,
  due: dayOfInstant(now + 30 * dayMs),
  byOwner: true,
  reviewer: '',
});

/** What is wrong with each field, in words. */
export function campaignProblems(form: CampaignForm, now: number): Partial<Record<keyof CampaignForm, string>> {
  const due = endOfDay(form.due);
  return {
    ...(form.name.trim() === '' && { name: 'It needs a name.' }),
    ...(due === null ? { due: 'A day as YYYY-MM-DD.' } : due < now && { due: 'This day is over.' }),
    ...(form.reviewer.trim() === '' && {
      reviewer: form.byOwner ? 'Somebody has to review what has no owner.' : 'Somebody has to review.',
    }),
  };
}

/** `12 of 40 reviews are open`: what a campaign's page proves. */
export function campaignTitle({ counts, closedAt, overdue }: Campaign): string {
  const total = counts.open + counts.keep + counts.shrink + counts.revoke;
  const open = `${number(counts.open)} of ${number(total)} ${total === 1 ? 'review' : 'reviews'} ${counts.open === 1 ? 'is' : 'are'} open`;
  if (closedAt !== null) return counts.open === 0 ? `Closed, all ${number(total)} reviewed` : `Closed while ${open}`;
  if (counts.open === 0) return `All ${number(total)} are reviewed`;
  return overdue ? `Overdue: ${open}` : open;
}
