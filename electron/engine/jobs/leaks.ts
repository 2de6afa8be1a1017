import { type Matched, matchLeaks, type Sighting } from '#engine/inventory/leaks.ts';
import type { Workspace } from '#engine/store/store.ts';
import { type ActivityTable, partyOf } from '#engine/store/tables/activity.ts';
import { handleNumber } from '#engine/store/tables/handles.ts';
import type { IdentityTable } from '#engine/store/tables/identities.ts';
import { signalBits } from '#shared/model/activity.ts';
import { leakActions, leakKeysIn } from '#shared/model/leak.ts';
import { foldOfEach } from './folds.ts';

const sightingBit = signalBits(['secret_in_open']);

interface Seen {
  /** Events that were looked at, and those of them that are sightings. */
  length: number;
  events: number;
  /** By trace: the same secret at the same place, as the last word on it has it. */
  readonly sightings: Map<string, Sighting>;
  /** What followed of them, for the inventory and the events of `key`. */
  matched: { readonly key: string; readonly of: Matched } | null;
}
const seenIn = foldOfEach((): Seen => ({ length: 0, events: 0, sightings: new Map(), matched: null }));

/** Takes the events that came since the last time. */
function advance(seen: Seen, { columns, length }: ActivityTable): void {
  const signals = columns.signals.values;
  for (let row = seen.length; row < length; row += 1) {
    if (((signals[row] ?? 0) & sightingBit) === 0) continue;
    seen.events += 1;
    const trace = columns.trace.at(row);
    const sighting: Sighting = {
      at: columns.at.at(row),
      tool: partyOf(columns.client.at(row))?.name ?? '',
      place: columns.object.at(row),
      said: columns.reason.at(row),
      keys: leakKeysIn(columns.credential.at(row)),
      dismissed: columns.action.at(row) === leakActions.dismissed,
    };
    const before = seen.sightings.get(trace);
    if (before === undefined || isLater(sighting, before)) seen.sightings.set(trace, sighting);
  }
  seen.length = length;
}

/** Whichever was imported first: of two words of the same time the one that closes it was said on the other. */
const isLater = (one: Sighting, other: Sighting): boolean =>
  one.at !== other.at ? one.at > other.at : one.dismissed && !other.dismissed;

const nothing: Matched = { ofRow: new Map(), secrets: 0, unmatched: 0, hidden: 0, ofNobody: [] };

/** Secrets that scanners saw, by the identity row whose they are. Kept until the inventory or what was seen changes. */
export function leaksIn({ identities, activity }: Pick<Workspace, 'identities' | 'activity'>): Matched {
  const seen = seenIn(activity);
  advance(seen, activity);
  if (seen.sightings.size === 0) return nothing;
  const key = `${identities.version}/${seen.events}`;
  if (seen.matched?.key !== key) {
    const sightings = [...seen.sightings.values()];
    seen.matched = { key, of: matchLeaks(sightings, knownIn(identities, sightings)) };
  }
  return seen.matched.of;
}

function knownIn({ handles, columns }: IdentityTable, sightings: Iterable<Sighting>) {
  const rows = new Map<number, Set<number>>();
  for (const { keys } of sightings) for (const key of keys) rows.set(handleNumber(key), new Set());
  const { holder, handle } = handles.columns;
  const [holders, numbers] = [holder.view(), handle.view()];
  for (let at = 0; at < numbers.length; at += 1) rows.get(numbers[at] ?? Number.NaN)?.add(holders[at] ?? 0);
  return {
    rowsOf: (key: string) => [...(rows.get(handleNumber(key)) ?? [])],
    rotatedAt: (row: number) => columns.rotatedAt.at(row),
    // A source that lists no credentials says nothing of them.
    isLive: (row: number) => columns.staticCredentials.at(row) > 0 || columns.credentials.at(row) === 0,
  };
}
