import { z } from 'zod';
import { authorities } from '#shared/model/contribution.ts';
import { read, watch, write } from './define.ts';
import {
  band,
  count,
  duration,
  fact,
  finding,
  fix,
  identity,
  identityId,
  instant,
  inventoryFilter,
  inventoryRow,
  kind,
  ownerState,
  score,
  status,
} from './values.ts';

export const inventorySortColumns = [
  'score',
  'name',
  'kind',
  'tenant',
  'on_behalf',
  'owner',
  'scopes',
  'lifetime',
  'last_used',
  'expires',
  'status',
  'rotated',
  'environment',
] as const;
export const inventorySort = z.object({ by: z.enum(inventorySortColumns), descending: z.boolean() });
export type InventorySort = z.infer<typeof inventorySort>;

const facet = <T extends z.ZodType>(value: T) => z.array(z.object({ value, label: z.string(), count }));

export const inventory = {
  grid: watch(
    z.object({
      filter: inventoryFilter,
      sort: inventorySort,
      first: count,
      count: count.max(500),
    }),
    z.object({
      /** All that the filter could show (humans apart unless asked for). */
      total: count,
      matched: count,
      first: count,
      rows: z.array(inventoryRow),
    }),
  ),
  /** Counts per value with the other filters applied, so that each facet shows what a click would give. */
  facets: watch(
    z.object({ filter: inventoryFilter }),
    z.object({
      kinds: facet(kind),
      bands: facet(band),
      tenants: facet(z.string()),
      owners: facet(ownerState),
      statuses: facet(status),
    }),
  ),
  /** Saved views of the side bar with their counts. */
  cuts: watch(
    z.object({}),
    z.object({ cuts: z.array(z.object({ id: z.string(), label: z.string(), count, filter: inventoryFilter })) }),
  ),
  find: read(
    z.object({ text: z.string().max(200), limit: count.max(100) }),
    z.object({
      matches: z.array(
        z.object({ id: identityId, name: z.string(), kind, tenant: z.string(), score: z.number().nullable() }),
      ),
    }),
  ),
  /** Position of an identity in a sorted, filtered grid; null when it is not in it. */
  locate: read(
    z.object({ filter: inventoryFilter, sort: inventorySort, id: identityId }),
    z.object({ row: count.nullable() }),
  ),
  /** Who stands in these rows of the grid, without what they show: a selection of all of them in one answer. */
  ids: read(
    z.object({ filter: inventoryFilter, sort: inventorySort, first: count, count }),
    z.object({ ids: z.array(identityId) }),
  ),
};

const plainValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** `from` counts streams, `record` the identity's sources; null: nobody said it, the importer filled it in. */
const saying = z.object({ value: plainValue, from: count, record: count.nullable() });
/** From which file and record every field came, and who says otherwise. */
export const provenance = z.object({
  /** The one that is heard first at the front; `first` and `records`: its part of the identity's sources. */
  streams: z.array(
    z.object({
      file: z.string(),
      importer: z.string(),
      authority: z.enum(authorities),
      madeAt: instant,
      first: count,
      records: count,
      /** Since when its newest file does not list this identity; null: it does. */
      missingSince: instant.nullable(),
    }),
  ),
  /** `status`, `tokenPolicy.accessTtl`, `credentials/ID`, `credentials/ID.expiresAt` …; members of elements only where sources differ. */
  fields: z.array(saying.extend({ field: z.string(), others: z.array(saying) })),
});
export type Provenance = z.infer<typeof provenance>;

const humanAccount = z.object({ id: identityId, name: z.string(), tenant: z.string(), status, reason: z.string() });

export const identityDetail = z.object({
  identity,
  provenance,
  row: inventoryRow,
  /** All of its grants, those that have ended apart; the identity shows the first thousand of both. */
  grants: z.object({ held: count, ended: count }),
  score: score.nullable(),
  lifetime: z.object({
    /** Seconds, 'never', or unknown with its reason. */
    seconds: inventoryRow.shape.lifetime,
    /** The least that it is, whatever nobody knows. */
    least: duration,
    /** Which hop it hangs on; null: there are none. */
    decides: count.nullable(),
    /** How it adds up, in words: `access 5 min + offline session 30 d`. */
    hops: z.array(
      z.object({
        label: z.string(),
        seconds: inventoryRow.shape.lifetime,
        /** The value of the record that says so: `tokenPolicy.accessTtl`. */
        field: z.string(),
        /** At which other identity; null: at itself. */
        at: identityId.nullable(),
      }),
    ),
    /** What a thief may take, and how long each lasts by itself: the longest one decides. */
    ways: z.array(z.object({ start: z.enum(['secret', 'tokens']), seconds: inventoryRow.shape.lifetime })),
  }),
  /** Last moment at which tokens from before it was disabled may be believed; null: none is alive, or it is not disabled. */
  residualUntil: fact(instant).nullable(),
  /** Who said who owns it, and when; null: the sources alone. */
  assigned: z.object({ by: z.string(), at: instant }).nullable(),
  /** Who said that the person left or the integration ended; null: nobody. */
  departure: z.object({ by: z.string(), at: instant, note: z.string() }).nullable(),
  scopes: z.array(
    z.object({
      name: z.string(),
      api: z.string(),
      resource: z.string(),
      tier: z.number().int().min(0).max(3),
      /** false: not in the catalogue, taken as the worst its API can offer. */
      classified: z.boolean(),
      verb: z.string(),
      /** Where the judgement comes from, in words. */
      source: z.string(),
      lastUsedAt: inventoryRow.shape.lastUsedAt,
      /** Inside the window; unknown with its reason: unknown is not never. */
      used: fact(z.boolean()),
      calls: count,
    }),
  ),
  /** Days of the window in which use counts. */
  usageDays: count,
  /** Other identities that hold a key that this one holds. */
  /** Of a human: its accounts, with the reason why they are one, and those that might be. null: it is no human. */
  human: z
    .object({
      accounts: z.array(humanAccount),
      suggestions: z.array(humanAccount),
    })
    .nullable(),
  sharedKeys: z.array(z.object({ fingerprint: z.string(), id: identityId })),
  findings: z.array(finding),
  fixes: z.array(fix),
  /** Names of the identities that are referred to. */
  names: z.record(z.string(), z.object({ name: z.string(), kind, status })),
  /** Chains from a human down, each a list of identity ids with the scopes that reach the next. */
  chains: z.array(z.array(z.object({ id: identityId, scopes: z.array(z.string()), edge: z.string() }))),
  reach: z.object({ customers: count, resources: count }),
  history: z.array(z.object({ at: instant, action: z.string(), object: z.string(), human: z.string(), seq: count })),
});
export type IdentityDetail = z.infer<typeof identityDetail>;

export const identities = {
  /** null: there is no such identity (any more). */
  detail: watch(z.object({ id: identityId }), identityDetail.nullable()),
  /** The record as the file had it, secrets stripped, pretty-printed. */
  record: read(
    z.object({ id: identityId, source: count }),
    z.object({ file: z.string(), record: z.string(), json: z.string() }),
  ),
};

/** Accounts that are one human. Each is undone by the other. */
export const humans = {
  /** Refuses with identity.absent, and with input.invalid what is no human. */
  link: write(z.object({ id: identityId, other: identityId }), z.object({ seq: count })),
  /** Parts an account from all `others` of its human. */
  unlink: write(z.object({ id: identityId }), z.object({ seq: count, others: z.array(identityId) })),
};

export const problems = {
  /** What imports complained about and documents of the workspace that cannot be read, the newest record first. */
  list: watch(
    z.object({ text: z.string().max(4096).default(''), first: count, count: count.max(1000) }),
    z.object({
      /** Those in which the text occurs. */
      total: count,
      first: count,
      rows: z.array(
        z.object({
          severity: z.enum(['error', 'warning', 'info']),
          code: z.string(),
          message: z.string(),
          file: z.string(),
          record: z.string().nullable(),
          field: z.string().nullable(),
          at: instant,
        }),
      ),
    }),
  ),
};
