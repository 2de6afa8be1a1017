// The activity as those read it who fold it: columns, and what was folded of them so far.
import type { BehaviourEvents } from '#engine/inventory/behaviour-events.ts';
import { type ActivityTable, partyOf } from '#engine/store/tables/activity.ts';

const isNamed = (key: string): boolean => partyOf(key)?.id != null;

/** Valid until the next commit. */
export function eventsIn({ columns, length, order }: ActivityTable): BehaviourEvents {
  return {
    length,
    order,
    at: columns.at.values,
    chain: columns.chain.codes.values,
    lastAgent: columns.lastAgent.codes.values,
    client: columns.client.codes.values,
    human: columns.human.codes.values,
    action: columns.action.codes.values,
    tenant: columns.tenant.codes.values,
    decision: columns.decision.values,
    live: columns.live.values,
    credential: columns.credential.codes.values,
    network: columns.network.codes.values,
    userAgent: columns.userAgent.codes.values,
    signals: columns.signals.values,
    words: {
      parties: {
        agent: columns.lastAgent.strings,
        client: columns.client.strings,
        human: columns.human.strings,
      },
      credentials: columns.credential.strings,
      networks: columns.network.strings,
      userAgents: columns.userAgent.strings,
    },
    isNamed,
  };
}

/** One fold a table, whoever asks: it goes on with what came since, and begins anew where events were taken out. */
export function foldOfEach<F>(make: () => F): (activity: ActivityTable) => F {
  const folds = new WeakMap<ActivityTable, { readonly removals: number; readonly fold: F }>();
  return (activity) => {
    let known = folds.get(activity);
    if (known === undefined || known.removals !== activity.removals) {
      known = { removals: activity.removals, fold: make() };
      folds.set(activity, known);
    }
    return known.fold;
  };
}
