import { dayMs } from '#shared/lib/duration.ts';
import type { Activity } from '#shared/model/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import { unknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import { identityId, tenantOf } from '#shared/model/identity-id.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { Tenant, Vendor } from '#shared/model/tenant.ts';
import { companyScopes } from './company-scopes.ts';
import { crowdOf } from './crowd.ts';
import type { Draft, TenantKey } from './draft.ts';
import { tenantKeys } from './draft.ts';
import { historyOf } from './history.ts';
import type { World } from './identity-of.ts';
import { identityOf } from './identity-of.ts';
import type { Person } from './people.ts';
import { peopleOf } from './people.ts';
import { diceOf } from './random.ts';
import { risky } from './risky.ts';
import { worked } from './worked-examples.ts';

export interface DemoCompany {
  /** Scores, ages and lifetimes are measured against it, so that the company looks the same on every day. */
  readonly asOf: Instant;
  readonly tenants: readonly Tenant[];
  /** What the company's own scopes mean, for the ledger's classifications. */
  readonly classifications: readonly {
    readonly vendor: Vendor;
    readonly api: string;
    readonly scope: string;
    readonly tier: 0 | 1 | 2 | 3;
    readonly verb: 'read' | 'write' | 'delete' | 'admin' | 'wildcard';
  }[];
  /** What its analyst knows of vendors. */
  readonly incidents: readonly { readonly vendor: string; readonly reason: string; readonly at: Instant }[];
  readonly identities: Iterable<Identity>;
  /** In the order of time. */
  readonly activity: Iterable<Activity>;
}

export const demoAsOf: Instant = Date.UTC(2026, 2, 14, 12, 4);
export const demoSeed = 20_260_314;

const vendorOf: Readonly<Record<TenantKey, Vendor>> = {
  'keycloak-prod': 'keycloak',
  'auth0-customers': 'auth0',
  'okta-workforce': 'okta',
  'entra-corp': 'entra',
};

/**
 * Northwind Loyalty, a retailer with a loyalty programme: four tenants, 1,482 non-human identities, 400 humans, 90 days of
 * activity. The same seed gives the same bytes. Nothing in it stands for a real company or person.
 */
export function demoCompany(seed: number, sha256: (text: string) => string): DemoCompany {
  const dice = diceOf(seed);
  const tenants = new Map(tenantKeys.map((key) => [key, tenantOf(sha256, vendorOf[key], null, key)] as const));
  const tenant = (key: TenantKey): Tenant => {
    const found = tenants.get(key);
    if (found === undefined) throw new Error(`no tenant ${key}`);
    return found;
  };
  const { employees, customers } = peopleOf(dice);
  const known = [...worked, ...risky];
  const drafts: readonly Draft[] = [...known, ...crowdOf({ dice, employees, customers }, known)];
  const ids = new Map<string, IdentityId>();
  const externalIds = new Map<string, string>();
  const enter = (name: string, at: Tenant, namespace: string): void => {
    const external = externalIdIn(at.vendor, sha256(`${at.name} ${name}`));
    externalIds.set(name, external);
    ids.set(name, identityId(sha256, at.id, namespace, external));
  };
  for (const draft of drafts) enter(draft.name, tenant(draft.tenant), 'client');
  for (const person of employees) enter(person.name, tenant('okta-workforce'), 'user');
  for (const person of customers) enter(person.name, tenant('auth0-customers'), 'user');
  const idOf = (name: string): IdentityId => {
    const id = ids.get(name);
    if (id === undefined) throw new Error(`nobody is called ${name}`);
    return id;
  };
  const customerNames = customers.map((person) => person.name);
  const activity = historyOf(drafts, dice, { asOf: demoAsOf, customers: customerNames, idOf });
  const present = new Map(employees.map((person) => [person.name, person.present]));
  const source = {
    file: `northwind-loyalty, seed ${seed}`,
    digest: sha256(`northwind-loyalty ${seed}`),
    record: '',
    importer: 'demo',
    importedAt: demoAsOf,
  };
  const world: World = {
    asOf: demoAsOf,
    sha256,
    tenantOf: (draft) => tenant(draft.tenant),
    externalIdOf: (draft) => externalIds.get(draft.name) ?? '',
    idOf,
    customers: customerNames,
    isPresent: (owner) => present.get(owner),
    lastEvent: lastEvents(activity),
    source: [source],
  };
  const humanAt = (person: Person): Tenant => tenant(person.role === 'customer' ? 'auth0-customers' : 'okta-workforce');
  return {
    asOf: demoAsOf,
    tenants: [...tenants.values()],
    classifications: [...tenants.values()].flatMap(({ vendor }) =>
      companyScopes.map((scope) => ({ vendor, ...scope })),
    ),
    incidents: [
      {
        vendor: 'Automation vendor',
        reason: 'The vendor told its customers that somebody read the tokens of their connections',
        at: demoAsOf - 2 * dayMs,
      },
    ],
    identities: [
      ...[...employees, ...customers].map((person) =>
        humanOf(person, humanAt(person), idOf(person.name), externalIds.get(person.name) ?? '', world.source),
      ),
      ...drafts.map((draft) => identityOf(draft, world)),
    ],
    activity,
  };
}

/** An id as the vendor would have given it. */
function externalIdIn(vendor: Vendor, hex: string): string {
  if (vendor === 'auth0') return hex.slice(0, 32);
  if (vendor === 'okta') return `0oa${hex.slice(0, 17)}`;
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

function lastEvents(activity: readonly Activity[]): World['lastEvent'] {
  const last = new Map<string, Instant>();
  for (const event of activity) {
    if (event.decision === 'denied') continue;
    const actor = event.agents.at(-1)?.name ?? event.client?.name ?? '';
    // In the order of time, so the last one stays.
    last.set(actor, event.at);
    last.set(`${actor}\u001f${event.action}`, event.at);
  }
  return (name, scope) => last.get(scope === null ? name : `${name}\u001f${scope}`);
}

function humanOf(
  person: Person,
  tenant: Tenant,
  id: IdentityId,
  externalId: string,
  sources: Identity['sources'],
): Identity {
  return {
    id,
    kind: 'human',
    vendorKind: person.role === 'customer' ? 'customer' : 'employee',
    tenant,
    name: person.name,
    externalId,
    aliases: [person.mail],
    description: '',
    status: person.present ? 'active' : 'disabled',
    environment: 'prod',
    publisher: unknown('not_recorded'),
    owners: [],
    createdAt:
      demoAsOf - (200 + (Number.parseInt(externalId.replaceAll(/[^0-9a-f]/g, '').slice(0, 3), 16) % 1500)) * dayMs,
    lastUsedAt: unknown('not_in_export'),
    credentials: [],
    grants: [],
    delegations: [],
    tokenPolicy: null,
    standing: unknown('not_recorded'),
    autonomy: unknown('not_recorded'),
    leaked: false,
    builtIn: false,
    sources,
  };
}
