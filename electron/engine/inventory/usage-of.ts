import { dayMs } from '#shared/lib/duration.ts';
import type { Instant, UnknownReason } from '#shared/model/fact.ts';
import { unknownReasons } from '#shared/model/fact.ts';
import { RecordedScopes } from './recorded-scopes.ts';
import { tierWeight } from './usage.ts';
import type { UsageFold } from './usage-fold.ts';
import type { ActionPort, UsageMemory } from './usage-memory.ts';

/** Identities and what they hold, as the sources say it. A column may be longer than its table. */
export interface UsageInput {
  readonly now: Instant;
  /** The window: 1 to 365 days before `now`. */
  readonly days: number;
  readonly identities: {
    readonly length: number;
    readonly kind: ArrayLike<number>;
    readonly tenant: ArrayLike<number>;
    readonly tenants: readonly string[];
    readonly lastUsedAt: ArrayLike<number>;
    readonly lastUsedReason: ArrayLike<number>;
  };
  /** Rows of one holder lie side by side. */
  readonly holdings: {
    readonly length: number;
    readonly holder: ArrayLike<number>;
    readonly scope: ArrayLike<number>;
    /** `vendor␟api␟scope` by code. */
    readonly scopes: readonly string[];
    readonly lastUsedAt: ArrayLike<number>;
    readonly reason: ArrayLike<number>;
  };
  readonly events: {
    readonly fold: UsageFold;
    readonly tenants: readonly string[];
    readonly actions: readonly string[];
    /** Identity row of each party code, -1 for nobody. */
    readonly agent: ArrayLike<number>;
    readonly client: ArrayLike<number>;
    readonly human: ArrayLike<number>;
    readonly chain: readonly ArrayLike<number>[];
  };
  readonly port: ActionPort;
  readonly memory: UsageMemory;
  /** Tier of a scope code. */
  tierOf(code: number): 0 | 1 | 2 | 3;
}

/** Used inside the window, not used inside the window, or not known. */
export const useStates = ['unknown', 'used', 'unused'] as const;
export type UseState = (typeof useStates)[number];
const [unknown, used, unused] = [0, 1, 2] as const;

export interface Usage {
  readonly days: number;
  /** By holding. Newest use; -Infinity: never; NaN: not known. */
  readonly last: Float64Array;
  /** Index into useStates. */
  readonly state: Uint8Array;
  /** Index into unknownReasons + 1 where the state is unknown, else 0. */
  readonly reason: Uint8Array;
  /** First holding of an identity row and the one behind its last. */
  readonly first: Uint32Array;
  readonly end: Uint32Array;
  /** By identity row, as `Facts` has them; NaN in the last two where it holds no scope. */
  readonly lastUsedAt: Float64Array;
  readonly lastUsedReason: Uint8Array;
  readonly scopesUsed: Float64Array;
  readonly unused: Float64Array;
}

/** A log that ends longer ago says nothing of the last days; one that begins a day late is a window's length of retention. */
const lateMs = 7 * dayMs;
const slackMs = dayMs;

const never = Number.NEGATIVE_INFINITY;
const orNever = (at: number): number => (Number.isNaN(at) ? never : at);
const codeOf = (reason: UnknownReason): number => unknownReasons.indexOf(reason) + 1;
/** What a log cannot help: the value is there and could not be read. */
const lasting = new Set((['no_permission', 'unreadable', 'placeholder'] as const).map(codeOf));

/** The sources' word and the logs' word together; the later known use counts. Unknown is not never. */
export function usageOf(input: UsageInput): Usage {
  const { identities, holdings, now, days } = input;
  const from = now - days * dayMs;
  const seen = lastSeen(input);
  const logs = logsOf(input, from);
  const usage = blank(input);
  identityUse(input, seen, logs, usage);
  const recorded = new RecordedScopes(input);
  const uses = usesByRow(input);
  for (let at = 0; at < holdings.length; at += 1) {
    const row = holdings.holder[at] ?? 0;
    if ((usage.end[row] ?? 0) === 0) usage.first[row] = at;
    usage.end[row] = at + 1;
    const code = holdings.scope[at] ?? 0;
    const log = logs[identities.tenant[row] ?? 0] ?? noLog;
    let last = never;
    for (let i = uses.start[row] ?? 0; i < (uses.start[row + 1] ?? 0); i += 1) {
      const when = uses.last[i] ?? never;
      if (when > last && input.memory.shows(code, uses.action[i] ?? 0, input)) last = when;
    }
    judge(
      {
        said: holdings.lastUsedAt[at] ?? Number.NaN,
        why: holdings.reason[at] ?? 0,
        shown: last,
        idle: usage.lastUsedAt[row] === never,
        from,
        missing: log.missing !== 0 ? log.missing : recorded.has(log.tenant, code) ? 0 : codeOf('not_mapped'),
      },
      usage,
      at,
    );
  }
  for (let row = 0; row < identities.length; row += 1) sumUp(input, usage, row);
  return usage;
}

const blank = ({ identities, holdings, days }: UsageInput): Usage => ({
  days,
  last: new Float64Array(holdings.length),
  state: new Uint8Array(holdings.length),
  reason: new Uint8Array(holdings.length),
  first: new Uint32Array(identities.length),
  end: new Uint32Array(identities.length),
  lastUsedAt: Float64Array.from({ length: identities.length }, (_, row) => identities.lastUsedAt[row] ?? Number.NaN),
  lastUsedReason: Uint8Array.from({ length: identities.length }, (_, row) => identities.lastUsedReason[row] ?? 0),
  scopesUsed: new Float64Array(identities.length).fill(Number.NaN),
  unused: new Float64Array(identities.length).fill(Number.NaN),
});

interface Log {
  /** Code of the tenant in the events. */
  readonly tenant: number;
  /** Why it cannot show that something was not used, as a code; 0: it can. */
  readonly missing: number;
}
const noLog: Log = { tenant: 0, missing: codeOf('no_log') };

/** What was imported of each tenant, by the identities' tenant code. */
function logsOf({ identities, events, now }: UsageInput, from: Instant): readonly Log[] {
  const tenantOf = new Map(events.tenants.map((id, code) => [id, code]));
  return identities.tenants.map((id) => {
    const tenant = tenantOf.get(id) ?? 0;
    const reach = tenant === 0 ? null : events.fold.reach(tenant);
    if (reach === null) return noLog;
    const covers = reach.from <= from + slackMs && reach.to >= now - lateMs;
    return { tenant, missing: covers ? 0 : codeOf('window_exceeded') };
  });
}

/** When the logs last show an identity, whether it acted or somebody acted through it. */
function lastSeen({ identities, events }: UsageInput): Float64Array {
  const seen = new Float64Array(identities.length).fill(never);
  const raise = (row: number, at: Instant): void => {
    if (row >= 0 && at > (seen[row] ?? never)) seen[row] = at;
  };
  const { fold } = events;
  for (let code = 1; code < events.client.length; code += 1) raise(events.client[code] ?? -1, fold.clients.at(code));
  for (let code = 1; code < events.human.length; code += 1) raise(events.human[code] ?? -1, fold.humans.at(code));
  for (let code = 1; code < events.chain.length; code += 1) {
    const rows = events.chain[code] ?? [];
    for (let i = 0; i < rows.length; i += 1) raise(rows[i] ?? -1, fold.chains.at(code));
  }
  return seen;
}

/** `never` only where the log covers the window and shows other identities of the kind. */
function identityUse({ identities }: UsageInput, seen: Float64Array, logs: readonly Log[], usage: Usage): void {
  const kinds = new Set<string>();
  const keyOf = (row: number): string => `${identities.tenant[row] ?? 0} ${identities.kind[row] ?? 0}`;
  for (let row = 0; row < identities.length; row += 1) if ((seen[row] ?? never) > never) kinds.add(keyOf(row));
  const { lastUsedAt, lastUsedReason } = usage;
  for (let row = 0; row < identities.length; row += 1) {
    const [said, shown] = [lastUsedAt[row] ?? Number.NaN, seen[row] ?? never];
    if (shown > never) {
      lastUsedAt[row] = Math.max(orNever(said), shown);
      lastUsedReason[row] = 0;
    } else if (Number.isNaN(said) && !lasting.has(lastUsedReason[row] ?? 0)) {
      const { missing } = logs[identities.tenant[row] ?? 0] ?? noLog;
      const why = missing === 0 && !kinds.has(keyOf(row)) ? codeOf('not_mapped') : missing;
      lastUsedReason[row] = why;
      if (why === 0) lastUsedAt[row] = never;
    }
  }
}

interface Evidence {
  /** Of the source: newest use, -Infinity: never, NaN: it does not say; and why, where one of several grants does not. */
  readonly said: number;
  readonly why: number;
  /** Of the logs; -Infinity: none is shown. */
  readonly shown: number;
  /** The identity itself was never used. */
  readonly idle: boolean;
  readonly from: Instant;
  /** Why the log cannot show that it was not used; 0: it can. */
  readonly missing: number;
}

function judge({ said, why, shown, idle, from, missing }: Evidence, usage: Usage, at: number): void {
  const newest = Math.max(orNever(said), shown);
  const set = (last: number, state: number, reason = 0): void => {
    usage.last[at] = last;
    usage.state[at] = state;
    usage.reason[at] = reason;
  };
  if (newest >= from) set(newest, used);
  // The source itself says it of every grant, or nobody uses the identity.
  else if (why === 0 && !Number.isNaN(said)) set(newest, unused);
  else if (idle) set(never, unused);
  else if (missing === 0) set(newest, unused);
  else set(newest > never ? newest : Number.NaN, unknown, lasting.has(why) ? why : missing);
}

/** What each identity itself did: actions and their newest time, row by row. */
function usesByRow({ identities, events }: UsageInput): {
  readonly start: Uint32Array;
  readonly action: Uint32Array;
  readonly last: Float64Array;
} {
  const { fold } = events;
  const rows = new Int32Array(fold.uses);
  const start = new Uint32Array(identities.length + 1);
  for (let use = 0; use < rows.length; use += 1) {
    const { lane, party } = fold.entryAt(use);
    const row = events[lane][party] ?? -1;
    rows[use] = row;
    if (row >= 0) start[row + 1] = (start[row + 1] ?? 0) + 1;
  }
  for (let row = 0; row < identities.length; row += 1) start[row + 1] = (start[row + 1] ?? 0) + (start[row] ?? 0);
  const fill = start.slice();
  const action = new Uint32Array(start[identities.length] ?? 0);
  const last = new Float64Array(action.length);
  for (let use = 0; use < rows.length; use += 1) {
    const row = rows[use] ?? -1;
    if (row < 0) continue;
    const place = fill[row] ?? 0;
    fill[row] = place + 1;
    const { action: what, last: when } = fold.entryAt(use);
    action[place] = what;
    last[place] = when;
  }
  return { start, action, last };
}

/** Component U of PRODUCT section 5: one scope that nobody knows of leaves the whole unknown. */
function sumUp({ holdings, tierOf }: UsageInput, usage: Usage, row: number): void {
  const [first, end] = [usage.first[row] ?? 0, usage.end[row] ?? 0];
  if (first === end) return;
  let [count, idle, weight] = [0, 0, 0];
  for (let at = first; at < end; at += 1) {
    const own = tierWeight[tierOf(holdings.scope[at] ?? 0)];
    weight += own;
    if (usage.state[at] === unknown) return;
    if (usage.state[at] === used) count += 1;
    else idle += own;
  }
  usage.scopesUsed[row] = count;
  usage.unused[row] = idle / weight;
}
