import type { Fact, Instant, Unknown } from '#shared/model/fact.ts';
import { unknown, unknownReasons } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import { apiOf, scopeKey } from '#shared/model/scope-key.ts';
import { type Usage, type UseState, useStates } from './usage-of.ts';

/** The use of one scope that an identity holds. */
export interface ScopeUse {
  readonly state: UseState;
  /** Newest use that is known of; it may lie before a window of which nothing is known. */
  readonly last: Fact<Instant | 'never'>;
}

/** What is known of a holding; `reason` says why where its state is unknown. */
export function scopeUseAt(usage: Usage, at: number): ScopeUse & { readonly reason: Unknown | null } {
  const last = usage.last[at] ?? Number.NaN;
  const state = useStates[usage.state[at] ?? 0] ?? 'unknown';
  const why = unknown(unknownReasons[(usage.reason[at] ?? 0) - 1] ?? 'not_recorded');
  return {
    state,
    last: Number.isNaN(last) ? why : last === Number.NEGATIVE_INFINITY ? 'never' : last,
    reason: state === 'unknown' ? why : null,
  };
}

/** The uses of what a row holds, by `scopeKey`. `scopes`: the keys by code, `codes`: the code of each holding. */
export function scopeUsesOf(
  usage: Usage,
  row: number,
  holdings: { readonly scopes: readonly string[]; readonly codes: ArrayLike<number> },
): ReadonlyMap<string, ReturnType<typeof scopeUseAt>> {
  const uses = new Map<string, ReturnType<typeof scopeUseAt>>();
  for (let at = usage.first[row] ?? 0; at < (usage.end[row] ?? 0); at += 1) {
    uses.set(holdings.scopes[holdings.codes[at] ?? 0] ?? '', scopeUseAt(usage, at));
  }
  return uses;
}

/**
 * The identity as sources and logs together know it: what is stored says only what its sources say. Invariant: its facts
 * are those that the columns hold for it.
 */
export function withUsage(
  identity: Identity,
  row: number,
  usage: Usage,
  uses: ReadonlyMap<string, ReturnType<typeof scopeUseAt>>,
): Identity {
  const last = usage.lastUsedAt[row] ?? Number.NaN;
  const why = unknownReasons[(usage.lastUsedReason[row] ?? 0) - 1] ?? 'not_recorded';
  return {
    ...identity,
    lastUsedAt: Number.isNaN(last) ? unknown(why) : last === Number.NEGATIVE_INFINITY ? 'never' : last,
    grants: identity.grants.map((grant) => ({
      ...grant,
      scopes: grant.scopes.map((scope) => {
        const use = uses.get(scopeKey(identity.tenant.vendor, apiOf(scope, grant), scope.name));
        return use === undefined ? scope : { ...scope, lastUsedAt: use.reason ?? use.last };
      }),
    })),
  };
}
