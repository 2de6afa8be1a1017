import { UsageFold } from '#engine/inventory/usage-fold.ts';
import { type ActionPort, UsageMemory } from '#engine/inventory/usage-memory.ts';
import { type Usage, usageOf } from '#engine/inventory/usage-of.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { ActivityTable } from '#engine/store/tables/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import { scopeNamed } from '#shared/model/scope-key.ts';
import type { Vendor } from '#shared/model/tenant.ts';

export interface UsageQuestion {
  readonly now: Instant;
  /** Days of the window. */
  readonly days: number;
  readonly actions: ActionPort;
  classify(vendor: Vendor, api: string, scope: string): { readonly tier: 0 | 1 | 2 | 3 };
}

interface Folded {
  /** Of the table when it was begun. */
  readonly removals: number;
  readonly fold: UsageFold;
  readonly memory: UsageMemory;
}
const folded = new WeakMap<ActivityTable, Folded>();

/** Events that came since the last time are folded in; the others never again. */
function advance(activity: ActivityTable): Folded {
  let known = folded.get(activity);
  if (known === undefined || known.removals !== activity.removals) {
    known = { removals: activity.removals, fold: new UsageFold(), memory: new UsageMemory() };
    folded.set(activity, known);
  }
  const { at, chain, lastAgent, client, human, action, tenant, decision, live } = activity.columns;
  known.fold.advance({
    length: activity.length,
    at: at.values,
    chain: chain.codes.values,
    lastAgent: lastAgent.codes.values,
    client: client.codes.values,
    human: human.codes.values,
    action: action.codes.values,
    tenant: tenant.codes.values,
    decision: decision.values,
    live: live.values,
  });
  return known;
}

/** What was granted and what of it was used, from the columns as they are now. */
export function foldUsage(
  { identities, activity }: Pick<Workspace, 'identities' | 'activity'>,
  question: UsageQuestion,
): Usage {
  const { now, days, actions: port, classify } = question;
  const { fold, memory } = advance(activity);
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
