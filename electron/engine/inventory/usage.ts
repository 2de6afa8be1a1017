import { dayMs } from '#shared/lib/duration.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { Judge, Tier, Verb } from '#shared/model/scope-class.ts';
import type { Vendor } from '#shared/model/tenant.ts';

export interface ScopeJudgement {
  readonly tier: Tier;
  readonly verb: Verb;
  readonly classified: boolean;
  readonly mints: boolean;
  /** Whose word it is, and the source in words. */
  readonly by: Judge;
  readonly source: string;
}
/** The catalogue, as this folder needs it. */
export type Classify = (vendor: Vendor, api: string, scope: string) => ScopeJudgement;

export interface HeldScope {
  readonly api: string;
  readonly name: string;
  readonly judgement: ScopeJudgement;
  /** Used inside the window; null: not recorded. */
  used: boolean | null;
}

/** The window in which use counts, where nobody says otherwise. */
export const usageDays = 90;

/** Every distinct scope that an identity holds, however many grants carry it. */
export function heldScopes(
  identity: Identity,
  classify: Classify,
  asOf: Instant,
  days: number = usageDays,
): readonly HeldScope[] {
  const held = new Map<string, HeldScope>();
  const idle = identity.lastUsedAt === 'never';
  for (const grant of identity.grants) {
    for (const scope of grant.scopes) {
      const api = scope.api === '' ? grant.resource : scope.api;
      const key = `${api}\u001f${scope.name}`;
      const last = scope.lastUsedAt;
      const used = typeof last === 'number' ? last >= asOf - days * dayMs : idle || last === 'never' ? false : null;
      const known = held.get(key);
      if (known === undefined) {
        held.set(key, { api, name: scope.name, judgement: classify(identity.tenant.vendor, api, scope.name), used });
      } else if (known.used !== true && used !== false) {
        known.used = used;
      }
    }
  }
  return [...held.values()];
}

/** A share of unused privilege weighs a T0 scope four times a T3 scope. */
export const tierWeight = [4, 3, 2, 1] as const;
/** PRODUCT section 5, component B. */
export const verbWeight = { read: 1, write: 2, delete: 4, admin: 4, wildcard: 16 } as const;

/** One scope that is all or nothing: tier 0 and wildcards are told by a rule of their own. */
export const isCoarse = (judgement: {
  readonly tier: Tier;
  readonly verb: string;
  readonly classified: boolean;
}): boolean => judgement.classified && judgement.verb === 'admin' && judgement.tier > 0;
