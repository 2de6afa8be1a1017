import { z } from 'zod';
import { judges, verbClasses } from '#shared/model/scope-class.ts';
import { vendors } from '#shared/model/tenant.ts';
import { read, watch, write } from './define.ts';
import { count, identityId, inventoryRow, kind, text } from './values.ts';

const vendor = z.enum(vendors);
const tier = z.number().int().min(0).max(3);
const verb = z.enum(verbClasses);
/** Whose word the tier is: the analyst's, a name or a convention of a catalogue file, or nobody's: the worst. */
const judge = z.enum(judges);
/** As long as any vendor's name; what an import keeps may be as long. */
const word = z.string().max(20_000);

export const scopeName = z.object({ vendor, api: word, scope: word });

export const scopeRow = scopeName.extend({
  verb,
  tier,
  /** It lets its holder add credentials, grants or identities to others. */
  mints: z.boolean(),
  by: judge,
  source: z.string(),
  /** Identities that hold it, of these those that used it inside the window, and those of which that is not known. */
  holders: count,
  used: count,
  unrecorded: count,
  lastUsedAt: inventoryRow.shape.lastUsedAt,
});
export type ScopeRow = z.infer<typeof scopeRow>;

export const scopeSortColumns = [
  'tier',
  'scope',
  'api',
  'vendor',
  'verb',
  'by',
  'holders',
  'used',
  'last_used',
] as const;
export const scopeSort = z.object({ by: z.enum(scopeSortColumns), descending: z.boolean() });
export type ScopeSort = z.infer<typeof scopeSort>;

export const scopeFilter = z.object({
  text: text.default(''),
  vendors: z.array(vendor).default([]),
  tiers: z.array(tier).default([]),
  judges: z.array(judge).default([]),
});
export type ScopeFilter = z.infer<typeof scopeFilter>;

const facet = <T extends z.ZodType>(value: T) => z.array(z.object({ value, count }));

/** What the analyst says of a scope; null: nothing (any more), the catalogue's word holds. */
const said = z.object({ tier, verb }).nullable();
const change = scopeName.extend({ said });

export const scopes = {
  /** Every scope and role that somebody in the inventory holds. */
  list: watch(
    z.object({ filter: scopeFilter, sort: scopeSort, first: count, count: count.max(500) }),
    z.object({
      total: count,
      matched: count,
      first: count,
      /** Days of the window in which use counts. */
      days: count,
      rows: z.array(scopeRow),
      vendors: facet(vendor),
      tiers: facet(tier),
      judges: facet(judge),
    }),
  ),
  /** Who holds a scope, those that used it last first. */
  holders: read(
    scopeName.extend({ limit: count.max(100) }),
    z.object({
      total: count,
      holders: z.array(z.object({ id: identityId, name: z.string(), kind, lastUsedAt: inventoryRow.shape.lastUsedAt })),
    }),
  ),
  /** All or nothing. `before` is what was said until now: sent as `changes` it takes this change back. */
  classify: write(
    z.object({ changes: z.array(change).min(1).max(5_000) }),
    z.object({ seq: count, before: z.array(change) }),
  ),
};
