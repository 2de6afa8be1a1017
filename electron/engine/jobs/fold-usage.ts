import { UsageFold } from '#engine/inventory/usage-fold.ts';
import { type ActionPort, UsageMemory } from '#engine/inventory/usage-memory.ts';
import { type Usage, usageOf } from '#engine/inventory/usage-of.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { Instant } from '#shared/model/fact.ts';
import { scopeNamed } from '#shared/model/scope-key.ts';
import type { Vendor } from '#shared/model/tenant.ts';
import { eventsIn, foldOfEach } from './folds.ts';

export interface UsageQuestion {
  readonly now: Instant;
  /** Days of the window. */
  readonly days: number;
  readonly actions: ActionPort;
  classify(vendor: Vendor, api: string, scope: string): { readonly tier: 0 | 1 | 2 | 3 };
}

const foldOf = foldOfEach(() => ({ fold: new UsageFold(), memory: new UsageMemory() }));

/** What was granted and what of it was used, from the columns as they are now. */
export function foldUsage(
  { identities, activity }: Pick<Workspace, 'identities' | 'activity'>,
  question: UsageQuestion,
): Usage {
  const { now, days, actions: port, classify } = question;
  const { fold, memory } = foldOf(activity);
  fold.advance(eventsIn(activity));
  const { columns, length, holdings } = identities;
  const { scope, holder, lastUsedAt, reason } = holdings.columns;
  const parties = activity.resolve(identities);
  const tiers = scope.strings.map((key) => {
    const named = scopeNamed(key);
    return key === '' ? 3 : classify(named.vendor, named.api, named.scope).tier;
  });
  return usageOf({
    now,
    days,
    identities: {
      length,
      kind: columns.kind.values,
      tenant: columns.tenant.codes.values,
      tenants: columns.tenant.strings,
      lastUsedAt: columns.lastUsedAt.values,
      lastUsedReason: columns.lastUsedReason.values,
    },
    holdings: {
      length: holdings.length,
      holder: holder.values,
      scope: scope.codes.values,
      scopes: scope.strings,
      lastUsedAt: lastUsedAt.values,
      reason: reason.values,
    },
    events: {
      fold,
      tenants: activity.columns.tenant.strings,
      actions: activity.columns.action.strings,
      agent: parties.lastAgent,
      client: parties.client,
      human: parties.human,
      chain: parties.chain,
    },
    port,
    memory,
    tierOf: (code) => tiers[code] ?? 1,
  });
}
