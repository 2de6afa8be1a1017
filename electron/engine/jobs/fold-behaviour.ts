import { BehaviourFold } from '#engine/inventory/behaviour-fold.ts';
import { type Behaviour, behaviourOf } from '#engine/inventory/behaviour-of.ts';
import { NetworkFold } from '#engine/inventory/network-fold.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { ActivityTable } from '#engine/store/tables/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import { eventsIn, foldOfEach } from './folds.ts';

export interface BehaviourQuestion {
  readonly now: Instant;
  /** Days of the window. */
  readonly days: number;
  readonly workloadDays: number;
  /** Minutes in which two networks are one too many. */
  readonly networkMinutes: number;
}

const foldOf = foldOfEach(() => new BehaviourFold());
/** The last one that was asked for: another length of time is another fold. */
const networksOf = foldOfEach((): { minutes: number; fold: NetworkFold } => ({ minutes: 0, fold: new NetworkFold(0) }));

function networkFold(activity: ActivityTable, minutes: number): NetworkFold {
  const last = networksOf(activity);
  if (last.minutes !== minutes) Object.assign(last, { minutes, fold: new NetworkFold(minutes * 60_000) });
  return last.fold;
}

/** How identities behave, from the columns as they are now. */
export function foldBehaviour(
  { identities, activity }: Pick<Workspace, 'identities' | 'activity'>,
  { now, days, workloadDays, networkMinutes }: BehaviourQuestion,
): Behaviour {
  const [fold, networks] = [foldOf(activity), networkFold(activity, networkMinutes)];
  const events = eventsIn(activity);
  fold.advance(events);
  networks.advance(events);
  const { columns, length, edges } = identities;
  const parties = activity.resolve(identities);
  return behaviourOf({
    now,
    days,
    workloadDays,
    identities: {
      length,
      kind: columns.kind.values,
      activeCredentials: columns.activeCredentials.values,
      rotatedAt: columns.rotatedAt.values,
    },
    edges: edges.resolve(identities, now),
    fold,
    networks,
    rows: { agent: parties.lastAgent, client: parties.client, human: parties.human },
  });
}
