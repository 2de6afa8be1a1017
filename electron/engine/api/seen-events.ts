// What the log shows of one identity: the events behind a finding, looked up when somebody reads it.
import { autonomousSystem, countryOf, holderAs, holderOf, isOwnDeed } from '#engine/inventory/behaviour-events.ts';
import { assertionSignals, urlSignals } from '#engine/inventory/behaviour-of.ts';
import { HolderEvents } from '#engine/inventory/holder-events.ts';
import type { Lane } from '#engine/inventory/usage-fold.ts';
import { isBrowser, programOf } from '#engine/inventory/user-agents.ts';
import { eventsIn, foldOfEach } from '#engine/jobs/folds.ts';
import type { Question, SeenEvents } from '#engine/posture/seen.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { ActivityTable } from '#engine/store/tables/activity.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { signalBits } from '#shared/model/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { Limits } from '#shared/model/limits.ts';

/** Rows that one finding names. */
const shown = 5;
/** Workloads and agents are remembered up to here. */
const shownOfEach = 8;
/** Events before one in which the other network is looked for: evidence is found soon or left out. */
const lookedBack = 500;

const urlBits = signalBits(urlSignals);
const assertionBits = signalBits(assertionSignals);
const consoleBit = signalBits(['console']);
const impersonationBit = signalBits(['impersonation']);

const foldOf = foldOfEach(() => new HolderEvents());

/** From when and by which limits a rule flagged. */
interface Looked {
  readonly now: Instant;
  readonly limits: Limits;
}

/** Valid until the next commit. */
export function seenEvents(workspace: Pick<Workspace, 'identities' | 'activity'>, looked: Looked) {
  const { identities, activity } = workspace;
  let last: { readonly row: number; readonly events: Uint32Array } | undefined;
  return (id: IdentityId, question: Question): SeenEvents => {
    const row = identities.rowOf(id);
    if (row < 0) return [];
    if (last?.row !== row) last = { row, events: eventsOf(workspace, row) };
    return ask(workspace, row, last.events, question, looked).map((event) => activity.activityAt(event));
  };
}

/** Events that were done with a credential of the identity, by time. */
function eventsOf({ identities, activity }: Pick<Workspace, 'identities' | 'activity'>, row: number): Uint32Array {
  const { client, lastAgent, human } = activity.resolve(identities);
  const fold = foldOf(activity);
  const events = eventsIn(activity);
  fold.advance(events);
  // One identity may stand under several codes.
  const codes = (rows: Int32Array, lane: Lane): number[] => {
    const found: number[] = [];
    for (let code = rows.indexOf(row); code >= 0; code = rows.indexOf(row, code + 1)) found.push(holderAs(code, lane));
    return found;
  };
  return fold.of([...codes(client, 'client'), ...codes(lastAgent, 'agent'), ...codes(human, 'human')], events.at);
}

function ask(
  workspace: Pick<Workspace, 'identities' | 'activity'>,
  row: number,
  all: Uint32Array,
  question: Question,
  { now, limits }: Looked,
): readonly number[] {
  const { identities, activity } = workspace;
  const events = eventsIn(activity);
  const { signals, userAgent } = activity.columns;
  const shows = (bits: number) => (event: number) => (signals.at(event) & bits) !== 0;
  const isAllowed = (event: number): boolean => events.decision[event] === 0;
  const isOwn = (event: number): boolean => isAllowed(event) && isOwnDeed(events, event, holderOf(events, event));
  const start = now - limits.usageDays * dayMs;
  const rotatedAt = identities.columns.rotatedAt.at(row);
  const inWindow = eventsFrom(all, events.at, start);
  const sinceRotated = Number.isFinite(rotatedAt) ? eventsFrom(inWindow, events.at, rotatedAt) : inWindow;
  switch (question) {
    case 'url_secrets':
      return newest(sinceRotated, shown, shows(urlBits));
    case 'assertions':
      return newest(inWindow, shown, shows(assertionBits));
    case 'impersonation':
      return newest(inWindow, shown, shows(impersonationBit));
    case 'console':
      return newest(inWindow, shown, (event) => isOwn(event) && shows(consoleBit)(event));
    case 'browser':
      return newest(inWindow, shown, (event) => isOwn(event) && isBrowser(userAgent.at(event)));
    case 'own':
      return newest(inWindow, shown, isOwn);
    case 'agents': {
      const isBehind = agentBehind(workspace, row);
      return newestOfEach(inWindow, (event) => {
        const agent = events.lastAgent[event] ?? 0;
        return isAllowed(event) && events.client[event] !== 0 && isBehind(agent) ? agent : null;
      });
    }
    case 'workloads':
      return workloads(activity, all, isOwn, limits.workloadDays * dayMs);
    case 'networks':
      return twoNetworks(activity, sinceRotated, isOwn, limits.networkMinutes * 60_000);
  }
}

/** Is it an agent that no credential of its own tells apart from others behind the row? */
function agentBehind({ identities, activity }: Pick<Workspace, 'identities' | 'activity'>, row: number) {
  const rows = activity.resolve(identities).lastAgent;
  const { activeCredentials } = identities.columns;
  return (code: number): boolean => {
    const agent = rows[code] ?? -1;
    return code !== 0 && agent !== row && (agent < 0 || activeCredentials.at(agent) === 0);
  };
}

/** The later part of events by time. */
function eventsFrom(events: Uint32Array, at: Float64Array, start: Instant): Uint32Array {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((at[events[middle] ?? 0] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return events.subarray(low);
}

function newest(own: Uint32Array, most: number, holds: (event: number) => boolean): readonly number[] {
  const found: number[] = [];
  for (let at = own.length - 1; at >= 0 && found.length < most; at -= 1) {
    const event = own[at] ?? 0;
    if (holds(event)) found.push(event);
  }
  return found;
}

/** null: the event is none of them. */
function newestOfEach(own: Uint32Array, keyOf: (event: number) => string | number | null): readonly number[] {
  const known = new Set<string | number>();
  return newest(own, shownOfEach, (event) => {
    const key = keyOf(event);
    if (key === null || known.has(key)) return false;
    known.add(key);
    return true;
  });
}

/** Of the credential that has most of them. */
function workloads(
  { columns: { at, credential, network, userAgent } }: ActivityTable,
  own: Uint32Array,
  isOwn: (event: number) => boolean,
  window: number,
): readonly number[] {
  const byCredential = new Map<number, number[]>();
  for (const event of own) {
    if (!isOwn(event) || programOf(userAgent.at(event)) === '') continue;
    const code = credential.codes.at(event);
    const events = byCredential.get(code);
    if (events === undefined) byCredential.set(code, [event]);
    else events.push(event);
  }
  const found = [...byCredential.values()].map((events) => {
    const last = at.at(events.at(-1) ?? 0);
    return newestOfEach(Uint32Array.from(events), (event) =>
      at.at(event) < last - window ? null : `${programOf(userAgent.at(event))} ${autonomousSystem(network.at(event))}`,
    );
  });
  return found.reduce((most, each) => (each.length > most.length ? each : most), []);
}

function twoNetworks(
  { columns: { at, credential, network } }: ActivityTable,
  own: Uint32Array,
  isOwn: (event: number) => boolean,
  window: number,
): readonly number[] {
  const differ = (one: string, other: string): boolean => {
    const systems = [autonomousSystem(one), autonomousSystem(other)];
    const countries = [countryOf(one), countryOf(other)];
    return (
      (!systems.includes(0) && systems[0] !== systems[1]) || (!countries.includes('') && countries[0] !== countries[1])
    );
  };
  const told = own.filter((event) => network.codes.at(event) !== 0 && isOwn(event));
  for (let later = told.length - 1; later > 0; later -= 1) {
    const event = told[later] ?? 0;
    for (let earlier = later - 1; earlier >= Math.max(0, later - lookedBack); earlier -= 1) {
      const other = told[earlier] ?? 0;
      if (at.at(event) - at.at(other) > window) break;
      if (credential.codes.at(event) !== credential.codes.at(other)) continue;
      if (differ(network.at(event), network.at(other))) return [event, other];
    }
  }
  return [];
}
