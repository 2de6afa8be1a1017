import { z } from 'zod';
import { read, watch, write } from './define.ts';
import { band, count, identityId, instant, inventoryFilter, kind, path } from './values.ts';

/** What a reviewer says of an identity: it stays as it is, it gets by with less, or it goes. */
export const certifications = ['keep', 'shrink', 'revoke'] as const;
const certification = z.enum(certifications);
export type Certification = z.infer<typeof certification>;

const campaignId = z.string().regex(/^cmp_\d{1,12}$/);
const campaignName = z.string().trim().min(1).max(120);
const reviewer = z.string().trim().min(1).max(200);
/** More than that nobody reviews. */
const identityIds = z.array(identityId).min(1).max(5000);

const campaign = z.object({
  id: campaignId,
  name: campaignName,
  /** Reviews are asked for until the end of this day. */
  due: instant,
  startedAt: instant,
  startedBy: z.string(),
  /** null: it goes on. */
  closedAt: instant.nullable(),
  counts: z.object({ open: count, keep: count, shrink: count, revoke: count }),
  overdue: z.boolean(),
});
export type Campaign = z.infer<typeof campaign>;

const verdict = z.object({ is: certification, note: z.string(), by: z.string(), at: instant });

const review = z.object({
  identity: identityId,
  /** null: it is not in the inventory any more. */
  row: z
    .object({
      name: z.string(),
      kind,
      tenant: z.string(),
      score: z.number().nullable(),
      band: band.nullable(),
      lastUsedAt: z.union([instant, z.literal('never')]).nullable(),
      scopes: z.object({ granted: count, used: count.nullable() }),
    })
    .nullable(),
  reviewer,
  /** null: nobody has said anything yet. */
  verdict: verdict.nullable(),
});
export type Review = z.infer<typeof review>;

export const reviewStates = ['open', ...certifications] as const;
/** Empty lists: no restriction. */
export const reviewFilter = z.object({
  reviewers: z.array(z.string().max(200)).max(5000).default([]),
  states: z.array(z.enum(reviewStates)).default([]),
});
export type ReviewFilter = z.infer<typeof reviewFilter>;

const reviewerOf = {
  /** Whoever owns an identity reviews it; where nobody does, and always without `byOwner`, the one who is named. */
  byOwner: z.boolean(),
  reviewer,
};

/** What was said before, so that it can be said again. */
const saidBefore = z.array(
  z.object({ identities: z.array(identityId), is: certification.nullable(), note: z.string() }),
);

/** Certification campaigns: who may keep what, asked of somebody by name, until a day. Records of the journal. */
export const campaigns = {
  list: watch(z.object({}), z.object({ campaigns: z.array(campaign) })),
  /** The most dangerous first. */
  detail: watch(
    z.object({ campaign: campaignId, filter: reviewFilter, first: count, count: count.max(500) }),
    z.object({
      /** null: it is not there. */
      campaign: campaign.nullable(),
      total: count,
      matched: count,
      first: count,
      rows: z.array(review),
      reviewers: z.array(z.object({ name: z.string(), open: count, total: count })),
    }),
  ),
  /** Whom a campaign would ask about how many. Refuses with input.invalid for a query that is none. */
  preview: watch(
    z.object({ filter: inventoryFilter, ...reviewerOf }),
    z.object({ total: count, reviewers: z.array(z.object({ name: z.string(), total: count })) }),
  ),
  /** Refuses with input.invalid where the filter finds nobody, or more than 5,000. */
  start: write(
    z.object({ name: campaignName, filter: inventoryFilter, due: instant, ...reviewerOf }),
    z.object({ id: campaignId, identities: count }),
  ),
  /** null takes a verdict back. Refuses with campaign.closed. */
  decide: write(
    z.object({
      campaign: campaignId,
      identities: identityIds,
      is: certification.nullable(),
      note: z.string().max(500).default(''),
    }),
    z.object({ before: saidBefore }),
  ),
  reassign: write(
    z.object({ campaign: campaignId, identities: identityIds, reviewer }),
    z.object({ before: z.array(z.object({ identities: z.array(identityId), reviewer })) }),
  ),
  postpone: write(z.object({ campaign: campaignId, due: instant }), z.object({ before: instant })),
  close: write(z.object({ campaign: campaignId }), z.object({})),
  reopen: write(z.object({ campaign: campaignId }), z.object({})),
  /** Those of whom that was said: what plans are made of. */
  identities: read(
    z.object({ campaign: campaignId, filter: reviewFilter }),
    z.object({ identities: z.array(identityId) }),
  ),
  /** Writes one calendar file a reviewer who is still asked. Answers their paths. */
  remind: write(z.object({ campaign: campaignId, folder: path }), z.object({ files: z.array(z.string()) })),
};
