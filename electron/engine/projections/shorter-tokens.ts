import type { WatchRequest, WatchView } from '#shared/contract/contract.ts';
import { day, dayMs, hour } from '#shared/lib/duration.ts';
import { selectedRows } from './live-bars.ts';
import type { Picture } from './picture.ts';

type View = WatchView<'lifetimes.shorter'>;

const active = 0;
/** As many are named, so that a plan can be made of them. */
const mostNamed = 1_000;
const minutesADay = 1_440;

/** What one identity does in the window: tokens it gets, and for how long any of them lives. Seconds. */
interface Use {
  readonly tokens: number;
  readonly alive: number;
}

/**
 * What access tokens of at most so many seconds would save and cost (PRODUCT section 3.12). An identity that activity shows
 * gets a token whenever it acts and the last one has ended: counted with the lifetime of today and with the shorter one. One
 * that no activity shows is taken to act all the time, so that its part of the load is the most that there can be.
 */
export function shorterTokens(picture: Picture, params: WatchRequest<'lifetimes.shorter'>): View {
  const { identities, now } = picture;
  const { accessSeconds: most } = params;
  const rows = selectedRows(picture, params);
  const [cut, chosen]: [number[], Uint8Array] = [[], new Uint8Array(identities.length)];
  let [total, unknown] = [0, 0];
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] ?? 0;
    if (identities.status[row] !== active) continue;
    total += 1;
    const ttl = identities.accessTtl[row] ?? Number.NaN;
    if (Number.isNaN(ttl)) unknown += 1;
    if (!(ttl > most)) continue;
    cut.push(row);
    chosen[row] = 1;
  }
  const times = actsOf(picture, chosen, now - params.days * dayMs);
  const days = daysCovered(times.first, now, params.days);
  const sum = { hoursSaved: 0, withoutEffect: 0, observed: 0, prompts: 0, promptsAtMost: 0, addedAtMost: 0 };
  const [before, after] = [
    { tokens: 0, alive: 0 },
    { tokens: 0, alive: 0 },
  ];
  for (const row of cut) {
    const ttl = identities.accessTtl[row] ?? 0;
    if (identities.lifetime[row] === Number.POSITIVE_INFINITY) sum.withoutEffect += 1;
    else sum.hoursSaved += (ttl - most) / hour;
    // Whoever gets no refresh token asks the human again for each access token.
    const asksPeople = (identities.customers[row] ?? 0) > 0 && identities.refreshEnd[row] === 0;
    const own = times.of(row);
    if (own.length === 0) {
      const added = day / most - day / ttl;
      sum.addedAtMost += added;
      if (asksPeople) sum.promptsAtMost += added * (identities.customers[row] ?? 0);
      continue;
    }
    sum.observed += 1;
    const [today, then] = [tokensTaken(own, ttl), tokensTaken(own, most)];
    add(before, today);
    add(after, then);
    if (asksPeople) sum.prompts += then.tokens - today.tokens;
  }
  return {
    total,
    unknown,
    affected: cut.length,
    identities: cut.slice(0, mostNamed).map((row) => identities.id(row)),
    hoursSaved: sum.hoursSaved,
    withoutEffect: sum.withoutEffect,
    observed: {
      identities: sum.observed,
      events: times.count,
      days,
      tokenHoursADay: { before: before.alive / hour / days, after: after.alive / hour / days },
      renewalsAMinute: { before: before.tokens / days / minutesADay, after: after.tokens / days / minutesADay },
      promptsADay: sum.prompts / days,
    },
    estimated: {
      identities: cut.length - sum.observed,
      renewalsAMinute: sum.addedAtMost / minutesADay,
      promptsADay: sum.promptsAtMost,
    },
  };
}

function add(to: { tokens: number; alive: number }, use: Use): void {
  to.tokens += use.tokens;
  to.alive += use.alive;
}

/** Tokens of `ttl` seconds that acts at these instants, in their order, take one after the other. */
function tokensTaken(times: Float64Array, ttl: number): Use {
  let tokens = 0;
  let ends = Number.NEGATIVE_INFINITY;
  for (const at of times) {
    if (at < ends) continue;
    tokens += 1;
    ends = at + ttl * 1000;
  }
  return { tokens, alive: tokens * ttl };
}

const daysCovered = (first: number, now: number, most: number): number =>
  Math.max(1, Math.min(most, (now - first) / dayMs || 0));

/** When the chosen rows acted since an instant, each in the order of time. */
function actsOf({ activity }: Picture, chosen: Uint8Array, since: number) {
  const counts = new Map<number, number>();
  const acts: { readonly row: number; readonly at: number }[] = [];
  let first = Number.POSITIVE_INFINITY;
  for (let index = activity.length - 1; index >= 0; index -= 1) {
    const event = activity.order[index] ?? 0;
    const at = activity.at[event] ?? 0;
    if (at < since) break;
    first = at;
    const row = activity.denied[event] === 1 ? -1 : activity.actor(event);
    if (row < 0 || chosen[row] !== 1) continue;
    acts.push({ row, at });
    counts.set(row, (counts.get(row) ?? 0) + 1);
  }
  const times = new Map<number, Float64Array>();
  const filled = new Map<number, number>();
  for (const { row, at } of acts.reverse()) {
    const own = times.get(row) ?? new Float64Array(counts.get(row) ?? 0);
    const place = filled.get(row) ?? 0;
    own[place] = at;
    times.set(row, own);
    filled.set(row, place + 1);
  }
  const none = new Float64Array(0);
  return { first, count: acts.length, of: (row: number) => times.get(row) ?? none };
}
