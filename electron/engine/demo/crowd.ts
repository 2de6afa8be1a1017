import type { IdentityKind } from '#shared/model/identity.ts';
import type { Draft, DraftCredential, TenantKey } from './draft.ts';
import type { Person } from './people.ts';
import { teams } from './people.ts';
import type { Dice } from './random.ts';

const minute = 60;
const hour = 3600;
const day = 86_400;

/** How many of each kind a tenant holds, named ones included: 1,482 in all. */
export const census: Readonly<Record<TenantKey, Readonly<Partial<Record<IdentityKind, number>>>>> = {
  'keycloak-prod': { oauth_client: 203, api_key: 88, service_account: 241, agent: 80 },
  'auth0-customers': { oauth_client: 250, api_key: 40, service_account: 100, agent: 68, workload: 40 },
  'okta-workforce': { oauth_client: 50, api_key: 21, service_account: 30, agent: 10, workload: 10 },
  'entra-corp': { oauth_client: 120, api_key: 5, service_account: 70, agent: 10, workload: 46 },
};
/** Of the agents of keycloak-prod, so many were spawned by others. */
const subAgents = 33;

const subjects = [
  'orders',
  'cart',
  'loyalty',
  'points',
  'pricing',
  'stock',
  'returns',
  'courier',
  'warehouse',
  'store',
  'pos',
  'kiosk',
  'mail',
  'sms',
  'push',
  'search',
  'tips',
  'tax',
  'invoice',
  'payroll',
  'shift',
  'fraud',
  'review',
  'gift',
  'coupon',
  'campaign',
  'survey',
  'crm',
  'feed',
  'catalog',
  'photo',
  'geo',
  'label',
  'parcel',
  'shelf',
  'fresh',
  'bakery',
  'fuel',
  'club',
  'partner',
] as const;
const places = ['', '', '', '-eu', '-uk', '-de', '-fr', '-es', '-it', '-nl', '-pl', '-se'] as const;
const roles: Readonly<Record<Exclude<IdentityKind, 'human'>, readonly string[]>> = {
  oauth_client: ['web', 'app', 'portal', 'console', 'mobile', 'dashboard', 'widget', 'login'],
  api_key: ['key', 'feed-key', 'hook', 'probe-key'],
  service_account: ['sync', 'batch', 'importer', 'worker', 'publisher', 'indexer', 'reporter', 'bridge'],
  workload: ['deploy', 'pipeline', 'job', 'runner', 'operator', 'migrator'],
  agent: ['assistant', 'copilot', 'scout', 'helper', 'planner', 'concierge'],
};

const harmless = [
  'loyalty:read',
  'catalog:read',
  'stock:read',
  'shipments:read',
  'prices:read',
  'templates:read',
  'metrics:write',
  'metrics:read',
  'reports:read',
  'reports:create',
  'rates:read',
  'events:read',
  'events:publish',
  'index:read',
  'index:write',
  'terminals:read',
  'cart:read',
  'deploys:read',
] as const;
const limited = [
  'orders:read',
  'payments:read',
  'profile:read',
  'customers:read',
  'catalog:stock',
  'catalog:write',
  'stock:write',
  'labels:create',
  'prices:write',
  'sms:send',
  'mail:send',
  'answers:read',
  'staff:read',
] as const;

const vendorKinds: Readonly<Record<TenantKey, Readonly<Partial<Record<IdentityKind, string>>>>> = {
  'keycloak-prod': {
    oauth_client: 'openid-connect client',
    api_key: 'API key by registration',
    service_account: 'confidential client with service account',
    agent: 'client, attribute nhi.kind=agent',
  },
  'auth0-customers': {
    oauth_client: 'regular_web',
    api_key: 'API key',
    service_account: 'non_interactive',
    agent: 'agent',
    workload: 'non_interactive, workload federation',
  },
  'okta-workforce': {
    oauth_client: 'OIDC app',
    api_key: 'SSWS API token',
    service_account: 'API service app',
    agent: 'AI agent',
    workload: 'API service app, key in a trust',
  },
  'entra-corp': {
    oauth_client: 'Application',
    api_key: 'Application, key',
    service_account: 'Application',
    agent: 'agentIdentity',
    workload: 'ManagedIdentity',
  },
};

interface Crowd {
  readonly dice: Dice;
  readonly employees: readonly Person[];
  readonly customers: readonly Person[];
}

/** Everybody whom the story does not name: mostly healthy, a few with one ordinary fault each. */
export function crowdOf(crowd: Crowd, known: readonly Draft[]): readonly Draft[] {
  const names = new Set(known.map((draft) => draft.name));
  const drafts: Draft[] = [];
  for (const [tenant, kinds] of entriesOf(census)) {
    for (const [kind, wanted] of entriesOf(kinds)) {
      const already = known.filter((draft) => draft.tenant === tenant && draft.kind === kind).length;
      for (let index = already; index < wanted; index += 1) {
        const spawned = tenant === 'keycloak-prod' && kind === 'agent' && index >= wanted - subAgents;
        const parents = drafts.filter(
          (draft) =>
            draft.tenant === tenant &&
            draft.kind === 'agent' &&
            draft.parent === undefined &&
            Object.keys(draft.used).length > 0,
        );
        const parent = spawned ? crowd.dice.pick(parents) : undefined;
        drafts.push(withFault(draftOf(crowd, tenant, kind, parent, names), crowd));
      }
    }
  }
  return drafts;
}

/** Object.entries with the keys that its type has. */
const entriesOf = <K extends string, V>(record: Readonly<Partial<Record<K, V>>>): readonly (readonly [K, V])[] =>
  /** `as`: the record's own type lists its keys. */
  Object.entries(record) as unknown as readonly (readonly [K, V])[];

function nameOf(dice: Dice, kind: IdentityKind, names: Set<string>): string {
  const suffixes = kind === 'human' ? [] : roles[kind];
  for (let attempt = 0; ; attempt += 1) {
    const place = attempt > 20 ? `-${dice.between(2, 40)}` : dice.pick(places);
    const name = `${dice.pick(subjects)}-${dice.pick(suffixes)}${place}`;
    if (names.has(name)) continue;
    names.add(name);
    return name;
  }
}

function draftOf(
  { dice, employees, customers }: Crowd,
  tenant: TenantKey,
  kind: IdentityKind,
  parent: Draft | undefined,
  names: Set<string>,
): Draft {
  const name = parent === undefined ? nameOf(dice, kind, names) : subName(parent, names);
  const age = dice.between(30, 1100);
  const sensitive =
    kind === 'workload' || kind === 'agent'
      ? dice.chance(0.5)
      : kind === 'oauth_client'
        ? dice.chance(0.3)
        : dice.chance(0.06);
  const used: Record<string, number> = {};
  const count = dice.between(1, kind === 'api_key' ? 2 : 3);
  const held = parent === undefined ? undefined : Object.keys(parent.used);
  for (let index = 0; index < count; index += 1) {
    const scope = held === undefined ? dice.pick(sensitive && index === 0 ? limited : harmless) : dice.pick(held);
    used[scope] = dice.between(2, 16);
  }
  const idle: Record<string, 'never'> = {};
  if (parent === undefined && dice.chance(0.3)) {
    const spare = dice.pick(harmless);
    // One of three is slack, one of two would be a finding.
    if (used[spare] === undefined && Object.keys(used).length > 1) idle[spare] = 'never';
  }
  const team = dice.pick(teams);
  const present = employees.filter((employee) => employee.present);
  const owners = dice.chance(0.55)
    ? [team]
    : dice.chance(0.7)
      ? [dice.pick(present).name, dice.pick(present).name]
      : [dice.pick(present).name];
  return {
    name,
    tenant,
    kind,
    vendorKind: parent === undefined ? (vendorKinds[tenant][kind] ?? '') : 'sub-agent by token exchange',
    environment: dice.chance(0.86) ? 'prod' : dice.pick(['stage', 'dev', 'test']),
    owners,
    age,
    credentials: [credentialOf(dice, kind, sensitive, age)],
    used,
    idle,
    last: { hours: Math.round(dice.next() * dice.next() * 400) / 10 },
    ...(kind === 'agent' ? { people: consentedPeople(dice, customers) } : {}),
    ...(parent === undefined
      ? {}
      : {
          parent: parent.name,
          edges: [{ kind: 'spawned' as const, from: parent.name, to: '', scopes: Object.keys(parent.used) }],
        }),
    ...tokensOf(dice, kind),
  };
}

function subName(parent: Draft, names: Set<string>): string {
  for (let index = 1; ; index += 1) {
    const name = `${parent.name}-sub-${index}`;
    if (names.has(name)) continue;
    names.add(name);
    return name;
  }
}

function consentedPeople(dice: Dice, customers: readonly Person[]): NonNullable<Draft['people']> {
  const named = [dice.pick(customers).name];
  if (dice.chance(0.3)) named.push(dice.pick(customers).name);
  return {
    counted: 0,
    named: [...new Set(named)],
    consent: 'live',
    consentAge: dice.between(2, 170),
    offline: null,
    live: 0.6,
  };
}

function credentialOf(dice: Dice, kind: IdentityKind, sensitive: boolean, age: number): DraftCredential {
  // Monthly rotation: what is static was renewed within the month and ends within the month.
  const rotated = dice.between(1, Math.min(28, age));
  const monthly = { age: rotated, ends: 29 - rotated + dice.between(0, 1) };
  switch (kind) {
    case 'api_key':
      return { kind: 'api_key', ...monthly };
    case 'workload':
      return { kind: 'federated', age, ends: null };
    case 'agent':
      return { kind: 'private_key_jwt', binding: 'dpop', ...monthly };
    case 'oauth_client':
      if (sensitive) return { kind: 'private_key_jwt', age: dice.between(1, 300), ends: dice.between(20, 360) };
      return dice.chance(0.4)
        ? { kind: 'none', vendorKind: 'public client with PKCE', age, ends: null }
        : { kind: 'client_secret', age: dice.between(1, 85), ends: dice.between(5, 90) };
    default:
      return sensitive || dice.chance(0.4)
        ? { kind: 'private_key_jwt', ...monthly }
        : { kind: 'client_secret', ...monthly };
  }
}

function tokensOf(
  dice: Dice,
  kind: IdentityKind,
): Pick<Draft, 'access' | 'refresh' | 'rotates' | 'standing' | 'autonomy'> {
  switch (kind) {
    case 'api_key':
      return { access: null, standing: dice.chance(0.7) ? 'scheduled' : 'standing', autonomy: 'bounded_job' };
    case 'workload':
      return {
        access: dice.pick([5 * minute, 15 * minute, 15 * minute, hour]),
        standing: dice.chance(0.5) ? 'jit' : 'scheduled',
        autonomy: 'bounded_job',
      };
    case 'agent':
      return {
        access: dice.pick([5 * minute, 10 * minute, 15 * minute, hour]),
        standing: 'jit',
        autonomy: 'delegated',
      };
    case 'oauth_client':
      return dice.chance(0.35)
        ? {
            access: 5 * minute,
            refresh: dice.pick([8 * hour, 12 * hour, day, 7 * day]),
            rotates: true,
            standing: 'standing',
            autonomy: 'delegated',
          }
        : {
            access: dice.pick([5 * minute, 15 * minute, hour, hour, hour, 2 * hour]),
            standing: 'standing',
            autonomy: 'delegated',
          };
    default:
      return {
        access: dice.pick([5 * minute, 15 * minute, hour, hour]),
        standing: dice.chance(0.75) ? 'scheduled' : 'standing',
        autonomy: 'bounded_job',
      };
  }
}

/** About one in eight has one ordinary fault. Sub-agents have none, so that the story stands out. */
function withFault(draft: Draft, { dice }: Crowd): Draft {
  if (draft.parent !== undefined) return draft;
  const roll = dice.next();
  const first = draft.credentials[0];
  if (roll < 0.015) return { ...draft, owners: [] };
  if (roll < 0.018 && draft.kind !== 'workload')
    return { ...draft, owners: [dice.pick(['Hugo Brandt', 'Selma Aydin', 'Paul Martin'])] };
  if (roll < 0.048) return dormant(draft, dice.between(95, 400));
  if (
    roll < 0.065 &&
    first !== undefined &&
    draft.kind !== 'agent' &&
    first.kind !== 'none' &&
    first.kind !== 'federated'
  )
    return { ...draft, credentials: [{ ...first, ends: 'never' }] };
  if (roll < 0.09 && first !== undefined && first.kind !== 'federated' && first.kind !== 'none')
    return { ...draft, credentials: [{ ...first, age: dice.between(95, 420) }] };
  if (roll < 0.11)
    return {
      ...draft,
      idle: { ...draft.idle, ...unusedOf(draft) },
    };
  if (roll < 0.125) return { ...draft, status: 'disabled', used: {}, idle: idleSince(draft, 130), last: { days: 130 } };
  if (roll < 0.16 && draft.tenant === 'entra-corp')
    return { ...draft, used: {}, idle: idleSince(draft, 130), last: 'no_permission' };
  return draft;
}

const unusedOf = (draft: Draft): Readonly<Record<string, 'never'>> =>
  Object.fromEntries(
    ['mail:send', 'customers:read', 'staff:read']
      .filter((scope) => draft.used[scope] === undefined)
      .map((scope) => [scope, 'never' as const]),
  );

const idleSince = (draft: Draft, days: number): Readonly<Record<string, number | 'never'>> => ({
  ...draft.idle,
  ...Object.fromEntries(Object.keys(draft.used).map((scope) => [scope, days])),
});

function dormant(draft: Draft, days: number): Draft {
  const old = Math.max(draft.age, days + 10);
  return { ...draft, age: old, used: {}, idle: idleSince(draft, days), last: { days } };
}
