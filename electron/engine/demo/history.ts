import { dayMs } from '#shared/lib/duration.ts';
import type { Activity } from '#shared/model/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import { circumstancesOf, elsewhere } from './circumstances.ts';
import { scopeNamed } from './company-scopes.ts';
import type { Draft } from './draft.ts';
import type { Dice } from './random.ts';

export const windowDays = 90;
/** Events in all; what the drafts leave open shop-assist fills up. */
export const eventCount = 48_213;

const hourMs = 3_600_000;
/** Share of a day's peak at each hour, UTC: shops open at nine, jobs run at night. */
const rhythm = [
  20, 16, 14, 13, 14, 18, 26, 38, 55, 72, 84, 92, 96, 90, 86, 84, 88, 95, 100, 92, 74, 54, 38, 27,
] as const;

interface Names {
  readonly asOf: Instant;
  readonly customers: readonly string[];
  readonly idOf: (name: string) => IdentityId;
}

/** 90 days of events in the order of time. Every used scope of every draft occurs, the newest at the hour the draft says. */
export function historyOf(drafts: readonly Draft[], dice: Dice, names: Names): readonly Activity[] {
  const events: Activity[] = [...story(names)];
  for (const draft of drafts) {
    if (typeof draft.last === 'string' || 'days' in draft.last) continue;
    const newest = names.asOf - draft.last.hours * hourMs;
    for (const [index, [text, count]] of Object.entries(draft.used).entries()) {
      const { name } = scopeNamed(text);
      // The first scope bears the newest use; the others were used a little earlier.
      const last = index === 0 ? newest : newest - dice.next() * 20 * hourMs;
      events.push(eventOf(draft, name, Math.round(last), dice, names));
      for (let more = 1; more < count; more += 1)
        events.push(eventOf(draft, name, moment(dice, names.asOf, last), dice, names));
    }
  }
  events.push(...lately(drafts, dice, names));
  const filler = drafts.find((draft) => draft.name === 'shop-assist');
  if (filler !== undefined && typeof filler.last !== 'string' && 'hours' in filler.last) {
    const newest = names.asOf - filler.last.hours * hourMs;
    while (events.length < eventCount)
      events.push(eventOf(filler, 'orders:read', moment(dice, names.asOf, newest), dice, names));
  }
  return events.sort((one, other) => one.at - other.at);
}

const burstMinutes = 24;
/** What the busiest agents did in the last minutes, so that the timeline of today has something to look at. */
const burst: Readonly<Record<string, number>> = {
  'shop-assist': 96,
  'concierge-sub-2': 26,
  'refund-bot': 30,
  'gift-card-agent': 36,
};

function lately(drafts: readonly Draft[], dice: Dice, names: Names): readonly Activity[] {
  return drafts.flatMap((draft) => {
    const count = burst[draft.name];
    if (count === undefined || typeof draft.last === 'string' || 'days' in draft.last) return [];
    const newest = names.asOf - draft.last.hours * hourMs;
    const scopes = Object.keys(draft.used).map((text) => scopeNamed(text).name);
    return Array.from({ length: count }, () => {
      const at = Math.round(newest - dice.next() * (newest - names.asOf + burstMinutes * 60_000));
      return eventOf(draft, dice.pick(scopes), at, dice, names);
    });
  });
}

/** Somewhere in the window and not after `last`, by the rhythm of the day, a little more often of late. */
function moment(dice: Dice, asOf: Instant, last: Instant): Instant {
  for (;;) {
    const at = Math.round(asOf - windowDays * dayMs * (1 - Math.sqrt(0.15 + 0.85 * dice.next())) * 1.6);
    if (at > last || at < asOf - windowDays * dayMs) continue;
    if (dice.next() * 100 < (rhythm[new Date(at).getUTCHours()] ?? 0)) return at;
  }
}

const objects: Readonly<Record<string, string>> = {
  orders: 'order',
  cart: 'cart',
  payments: 'payment',
  refunds: 'refund',
  loyalty: 'member',
  profile: 'member',
  customers: 'customer',
  catalog: 'sku',
  stock: 'sku',
  prices: 'sku',
  shipments: 'parcel',
  labels: 'parcel',
  terminals: 'terminal',
  sales: 'receipt',
  reports: 'report',
  answers: 'survey',
};

function eventOf(draft: Draft, action: string, at: Instant, dice: Dice, { customers, idOf }: Names): Activity {
  const ref = (name: string): { id: IdentityId; name: string } => ({ id: idOf(name), name });
  const people = draft.people;
  const named = people?.named.includes('*') === true ? customers : (people?.named ?? []);
  const behind = people !== undefined && people.counted + named.length > 0;
  const human =
    named.length > 0
      ? ref(dice.pick(named))
      : behind
        ? { id: null, name: `member ${dice.between(10_000, 99_999)}` }
        : null;
  const object = objects[action.split(/[:.]/)[0] ?? ''];
  const acts = draft.kind === 'agent';
  // A person at the console of a service account: no agent, office hours, live.
  const interactive = people?.live === 1 && !behind;
  // Often the log does not say who.
  const unnamed = interactive && Math.floor(at / 60_000) % 3 === 0;
  return {
    at,
    human: unnamed ? null : interactive ? ref(draft.owners?.[0] ?? '') : human,
    humanLive: (interactive && !unnamed) || (human !== null && people !== undefined && dice.chance(people.live)),
    agents: acts ? [...(draft.parent === undefined ? [] : [ref(draft.parent)]), ref(draft.name)] : [],
    client: acts ? null : ref(draft.name),
    action,
    object: object === undefined ? action : `${object} ${dice.between(1000, 99_999)}`,
    decision: 'allowed',
    reason: '',
    trace: `txn ${Math.floor(dice.next() * 4_294_967_296)
      .toString(16)
      .padStart(8, '0')}`,
    ...circumstancesOf(draft, at, unnamed || (!interactive && human === null)),
  };
}

/** The last half hour: shop-assist's sub-agent tries, for Ana Ruiz, what it may not; and a few older refusals. */
function story({ asOf, idOf }: Names): readonly Activity[] {
  const ref = (name: string): { id: IdentityId; name: string } => ({ id: idOf(name), name });
  const chain = [ref('shop-assist'), ref('concierge-sub-2')];
  const refused = (secondsAgo: number, action: string, object: string, reason: string, trace: string): Activity => ({
    at: asOf - secondsAgo * 1000,
    human: ref('Ana Ruiz'),
    humanLive: false,
    agents: chain,
    client: null,
    action,
    object,
    decision: 'denied',
    reason,
    trace: `txn ${trace}`,
  });
  return [
    refused(560, 'payments:capture', 'order 48626', '180 EUR, limit 50 EUR, rar_limit_exceeded', 'b3d29a10'),
    refused(505, 'refunds:create', 'refund 7719', 'insufficient_scope', 'b3d29a11'),
    refused(460, 'refunds:create', 'refund 7719', 'insufficient_scope', 'b3d29a12'),
    refused(340, 'payments:capture', 'order 48626', '95 EUR, limit 50 EUR, rar_limit_exceeded', 'c02e77d4'),
    refused(300, 'payments:capture', 'order 48626', '60 EUR, limit 50 EUR, rar_limit_exceeded', 'c02e77d5'),
    refused(230, 'refunds:create', 'refund 7720', 'insufficient_scope', 'e0d1c6f0'),
    {
      ...refused(8 * 3600 + 900, 'customers:export', 'all customers', 'insufficient_scope', '77ab01c2'),
      human: null,
      agents: [],
      client: ref('partner-feed-vela'),
    },
    {
      ...refused(33 * 86_400, 'orders:write', 'order 31877', 'consent_withdrawn', '51f0aa3e'),
      agents: [],
      client: ref('zapier-orders'),
    },
    {
      ...refused(12 * 86_400, 'clusters:admin', 'cluster retail-eu', 'outside its window', '9c4420b7'),
      human: null,
      agents: [],
      client: ref('terraform-identity'),
    },
    {
      ...refused(52 * 3600, 'app.oauth2.as.token.grant', 'okta-workforce', 'aud names several servers', 'a5510c2e'),
      human: null,
      agents: [],
      client: ref('scim-provisioner'),
      signals: ['assertion_to_many', 'assertion_long'],
    },
    {
      // Six minutes before its newest event, and from another continent.
      ...refused(9 * 3600 + 360, 'Files.Read.All', 'Files.Read.All', '', '0d4be7f1'),
      human: null,
      agents: [],
      client: ref('entra-backup-app'),
      decision: 'allowed',
      ...elsewhere,
    },
    // Automations of one customer, all of them through the client that the vendor registered once.
    ...['zap 11208', 'zap 11340'].map((zap, index) => ({
      ...refused((35 + index) * 86_400, 'orders:read', 'order 31204', '', `7e10b2c${index}`),
      agents: [{ id: null, name: zap }],
      client: ref('zapier-orders'),
      decision: 'allowed' as const,
    })),
    {
      ...refused(26 * 3600, 'TOKEN_EXCHANGE', 'loyalty-api', '', '61c9d0aa'),
      agents: [],
      client: ref('pos-kiosk-sync'),
      decision: 'allowed',
      signals: ['impersonation'],
    },
  ];
}
