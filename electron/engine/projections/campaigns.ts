import type { Asked, KeptCampaign } from '#engine/campaigns/register.ts';
import type { Campaign, Review, ReviewFilter } from '#shared/contract/campaigns.ts';
import type { WatchRequest, WatchView } from '#shared/contract/contract.ts';
import type { Instant } from '#shared/model/fact.ts';
import { inventoryRowOf } from './inventory-row.ts';
import { firstOwner } from './owner-suggestions.ts';
import type { Picture } from './picture.ts';

type State = ReviewFilter['states'][number];
const stateOf = ({ verdict }: Asked): State => verdict?.is ?? 'open';

export function campaignRow(kept: KeptCampaign, now: Instant): Campaign {
  const { id, name, due, startedAt, startedBy, closedAt, asked } = kept;
  const counts = { open: 0, keep: 0, shrink: 0, revoke: 0 };
  for (const one of asked.values()) counts[stateOf(one)] += 1;
  return {
    id,
    name,
    due,
    startedAt,
    startedBy,
    closedAt,
    counts,
    overdue: closedAt === null && counts.open > 0 && now > due,
  };
}

/** Whom a filter's rows would be asked of: an owner who is there, else the one who is named. */
export function reviewersOf(
  { identities }: Picture,
  rows: ArrayLike<number>,
  { byOwner, reviewer }: { readonly byOwner: boolean; readonly reviewer: string },
): readonly { readonly reviewer: string; readonly identities: readonly string[] }[] {
  const found = new Map<string, string[]>();
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index] ?? 0;
    const who = (byOwner ? firstOwner(identities, row) : null) ?? reviewer;
    const those = found.get(who);
    if (those === undefined) found.set(who, [identities.id(row)]);
    else those.push(identities.id(row));
  }
  return [...found].map(([who, those]) => ({ reviewer: who, identities: those }));
}

const lets = (filter: ReviewFilter): ((asked: Asked) => boolean) => {
  const [reviewers, states] = [new Set(filter.reviewers), new Set<State>(filter.states)];
  return (asked) =>
    (reviewers.size === 0 || reviewers.has(asked.reviewer)) && (states.size === 0 || states.has(stateOf(asked)));
};

/**
 * The identities of a campaign that a filter lets through, the most dangerous first. A verdict moves nobody: whoever
 * goes through the list keeps their place.
 */
export function reviewed({ identities }: Picture, kept: KeptCampaign, filter: ReviewFilter): readonly string[] {
  const passes = lets(filter);
  const scores = new Map<string, number>();
  for (const [id, asked] of kept.asked) {
    if (!passes(asked)) continue;
    const row = identities.rowOf(id);
    const score = row === undefined ? Number.NaN : (identities.value[row] ?? Number.NaN);
    scores.set(id, Number.isNaN(score) ? -1 : score);
  }
  return [...scores].sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1)).map(([id]) => id);
}

export function campaignDetail(
  picture: Picture,
  kept: KeptCampaign | undefined,
  { filter, first, count }: WatchRequest<'campaigns.detail'>,
): WatchView<'campaigns.detail'> {
  if (kept === undefined) return { campaign: null, total: 0, matched: 0, first: 0, rows: [], reviewers: [] };
  const matched = reviewed(picture, kept, filter);
  const from = Math.min(first, matched.length);
  return {
    campaign: campaignRow(kept, picture.now),
    total: kept.asked.size,
    matched: matched.length,
    first: from,
    rows: matched.slice(from, from + count).flatMap((id) => {
      const asked = kept.asked.get(id);
      return asked === undefined ? [] : [reviewOf(picture, id, asked)];
    }),
    reviewers: reviewerCounts(kept),
  };
}

function reviewOf({ identities }: Picture, id: string, { reviewer, verdict }: Asked): Review {
  const row = identities.rowOf(id);
  const review = { identity: id, reviewer, verdict };
  if (row === undefined) return { ...review, row: null };
  const { name, kind, tenant, score, lastUsedAt, scopes } = inventoryRowOf(identities, row);
  return {
    ...review,
    row: {
      name,
      kind,
      tenant,
      score: score?.value ?? null,
      band: score?.band ?? null,
      lastUsedAt: typeof lastUsedAt === 'object' ? null : lastUsedAt,
      scopes: { granted: scopes.granted, used: typeof scopes.used === 'number' ? scopes.used : null },
    },
  };
}

/** Who is asked: those who still owe most first. */
export function reviewerCounts({ asked }: KeptCampaign): CallReviewers {
  const found = new Map<string, { name: string; open: number; total: number }>();
  for (const { reviewer, verdict } of asked.values()) {
    const before = found.get(reviewer) ?? { name: reviewer, open: 0, total: 0 };
    found.set(reviewer, {
      ...before,
      open: before.open + (verdict === null ? 1 : 0),
      total: before.total + 1,
    });
  }
  return [...found.values()].sort(
    (one, other) => other.open - one.open || other.total - one.total || (one.name < other.name ? -1 : 1),
  );
}
type CallReviewers = WatchView<'campaigns.detail'>['reviewers'];

export function campaignPreview(
  picture: Picture,
  rows: ArrayLike<number>,
  who: { readonly byOwner: boolean; readonly reviewer: string },
): WatchView<'campaigns.preview'> {
  const reviewers = reviewersOf(picture, rows, who)
    .map(({ reviewer, identities }) => ({ name: reviewer, total: identities.length }))
    .sort((one, other) => other.total - one.total || (one.name < other.name ? -1 : 1));
  return { total: rows.length, reviewers };
}
