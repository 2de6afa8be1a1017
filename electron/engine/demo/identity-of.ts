import { dayMs } from '#shared/lib/duration.ts';
import type { Credential } from '#shared/model/credential.ts';
import type { Fact, Instant } from '#shared/model/fact.ts';
import { unknown } from '#shared/model/fact.ts';
import type { Consent, Grant, GrantedScope } from '#shared/model/grant.ts';
import type { Identity, Owner } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import { saidLayers, type TokenPolicy } from '#shared/model/token-policy.ts';
import { scopeNamed } from './company-scopes.ts';
import type { Draft, DraftCredential, DraftPeople } from './draft.ts';
import { registrationOf, rotates } from './registrations.ts';

/** What spelling out a draft needs to know of the others and of the log. */
export interface World {
  readonly asOf: Instant;
  readonly sha256: (text: string) => string;
  readonly tenantOf: (draft: Draft) => Tenant;
  readonly externalIdOf: (draft: Draft) => string;
  /** Of an identity or a human; names are unique in the company. */
  readonly idOf: (name: string) => IdentityId;
  readonly customers: readonly string[];
  /** Is it the name of a person who is still here; undefined: a team. */
  readonly isPresent: (owner: string) => boolean | undefined;
  /** Newest allowed event of an identity with a scope (or any), from the log. */
  readonly lastEvent: (name: string, scope: string | null) => Instant | undefined;
  readonly source: Identity['sources'];
}

export function identityOf(draft: Draft, world: World): Identity {
  const { asOf } = world;
  const lastUsedAt = lastOf(draft, world);
  return {
    id: world.idOf(draft.name),
    kind: draft.kind,
    vendorKind: draft.vendorKind,
    tenant: world.tenantOf(draft),
    name: draft.name,
    externalId: world.externalIdOf(draft),
    aliases: [draft.name],
    description: draft.description ?? '',
    status: draft.status ?? 'active',
    environment: draft.environment ?? 'prod',
    publisher: draft.publisher ?? 'Northwind Loyalty',
    ...(draft.verified !== undefined && { publisherVerified: draft.verified }),
    owners: draft.owners === null ? unknown('not_in_export') : draft.owners.map((owner) => ownerOf(owner, world)),
    createdAt: asOf - draft.age * dayMs,
    lastUsedAt,
    credentials: draft.credentials.map((credential, index) =>
      credentialOf(draft, credential, index, lastUsedAt, world),
    ),
    grants: grantsOf(draft, lastUsedAt, world),
    delegations: delegationsOf(draft, world),
    tokenPolicy: policyOf(draft),
    ...registrationOf(draft, asOf),
    standing: draft.standing ?? 'standing',
    autonomy: draft.autonomy,
    leaked: draft.leaked ?? false,
    builtIn: false,
    sources: world.source,
  };
}

function ownerOf(name: string, world: World): Owner {
  const present = world.isPresent(name);
  if (present === undefined) return { name, id: null, type: 'team', status: 'active' };
  return { name, id: world.idOf(name), type: 'person', status: present ? 'active' : 'departed' };
}

function lastOf(draft: Draft, world: World): Fact<Instant | 'never'> {
  if (draft.last === 'never') return 'never';
  if (typeof draft.last === 'string') return unknown(draft.last);
  if ('days' in draft.last) return world.asOf - draft.last.days * dayMs;
  return world.lastEvent(draft.name, null) ?? 'never';
}

function credentialOf(
  draft: Draft,
  credential: DraftCredential,
  index: number,
  lastUsedAt: Fact<Instant | 'never'>,
  { asOf, sha256 }: World,
): Credential {
  const since = credential.age === null ? unknown('not_in_export') : asOf - credential.age * dayMs;
  const print = sha256(`credential ${credential.print ?? `${draft.name} ${index}`}`).slice(0, 12);
  const hasSecret = credential.kind !== 'none' && credential.kind !== 'federated';
  return {
    id: `${draft.name}-${index + 1}`,
    kind: credential.kind,
    vendorKind: credential.vendorKind ?? credential.kind,
    status: credential.status ?? 'active',
    fingerprint: hasSecret ? `sha256:${print}` : unknown('not_recorded'),
    createdAt: since,
    rotatedAt: since,
    expiresAt:
      credential.ends === null
        ? unknown('not_recorded')
        : credential.ends === 'never'
          ? 'never'
          : asOf + credential.ends * dayMs,
    lastUsedAt,
    binding: credential.binding ?? 'none',
    ...(credential.storage !== undefined && { storage: credential.storage }),
    ...(credential.trusts !== undefined && { trusts: credential.trusts }),
  };
}

function grantsOf(draft: Draft, lastUsedAt: Fact<Instant | 'never'>, world: World): readonly Grant[] {
  const scopes = scopesOf(draft, lastUsedAt, world);
  const own = {
    resource: draft.resource ?? world.tenantOf(draft).name,
    scopes,
    expiresAt: 'never',
    lastUsedAt,
    origin: 'client grant',
  } as const;
  const { people } = draft;
  if (people === undefined || people.counted + people.named.length === 0) {
    if (scopes.length === 0) return [];
    return [{ ...own, id: `${draft.name}-grant`, onBehalfOf: null, subjects: 0, consent: null, offline: false }];
  }
  const named = people.named.includes('*') ? world.customers : people.named;
  const expiresAt: Grant['expiresAt'] =
    people.offline === null || people.offline === 'never' ? 'never' : world.asOf + people.offline * dayMs;
  const shared = { ...own, expiresAt, offline: people.offline !== null, origin: 'consent' };
  const rows = named.map(
    (name, index): Grant => ({
      ...shared,
      id: `${draft.name}-${index + 1}`,
      onBehalfOf: world.idOf(name),
      subjects: 1,
      consent: consentOf(draft, people, `${draft.name}-consent-${index + 1}`, world),
    }),
  );
  if (people.counted === 0) return rows;
  const consent = consentOf(draft, people, `${draft.name}-consent`, world);
  return [...rows, { ...shared, id: `${draft.name}-counted`, onBehalfOf: null, subjects: people.counted, consent }];
}

function consentOf(draft: Draft, people: DraftPeople, id: string, { asOf }: World): Consent | null {
  if (people.consent === 'unrecorded') return null;
  const missing = people.consent === 'missing';
  return {
    id,
    status: people.consent,
    givenAt: missing ? unknown('not_recorded') : asOf - people.consentAge * dayMs,
    expiresAt: missing ? unknown('not_recorded') : asOf + 180 * dayMs,
    purpose: missing ? unknown('not_recorded') : (draft.description ?? `use ${draft.name}`),
  };
}

function scopesOf(draft: Draft, lastUsedAt: Fact<Instant | 'never'>, world: World): readonly GrantedScope[] {
  const silent = typeof draft.last === 'string' && draft.last !== 'never' ? unknown(draft.last) : null;
  const used = Object.keys(draft.used).map((text): GrantedScope => {
    const { api, name } = scopeNamed(text);
    return { name, api, lastUsedAt: silent ?? world.lastEvent(draft.name, name) ?? 'never' };
  });
  const idle = Object.entries(draft.idle ?? {}).map(([text, days]): GrantedScope => {
    const { api, name } = scopeNamed(text);
    const at = days === 'never' ? 'never' : world.asOf - days * dayMs;
    return { name, api, lastUsedAt: silent ?? (lastUsedAt === 'never' ? 'never' : at) };
  });
  return [...used, ...idle];
}

function delegationsOf(draft: Draft, world: World): Identity['delegations'] {
  const me = world.idOf(draft.name);
  const who = (name: string): IdentityId => (name === '' ? me : world.idOf(name));
  const edges = (draft.edges ?? []).map((edge) => ({ ...edge, from: who(edge.from), to: who(edge.to) }));
  const named = draft.people?.named ?? [];
  const customers = named.includes('*') ? world.customers : named;
  const scopes = [...Object.keys(draft.used), ...Object.keys(draft.idle ?? {})].map((text) => scopeNamed(text).name);
  return [
    ...edges,
    ...customers.map((name) => ({ kind: 'acts_for' as const, from: world.idOf(name), to: me, scopes })),
  ];
}

/** What each tenant gives a client that says nothing, seconds. */
const accessByDefault: Readonly<Record<Draft['tenant'], number>> = {
  'keycloak-prod': 300,
  'auth0-customers': 86_400,
  'okta-workforce': 3600,
  'entra-corp': 4500,
};

function policyOf(draft: Draft): TokenPolicy | null {
  if (draft.access === null) return null;
  const offline = draft.people?.offline !== undefined && draft.people.offline !== null;
  return {
    accessTtl: draft.access,
    refreshAbsolute: draft.refresh ?? null,
    refreshIdle: draft.refresh === undefined || draft.refresh === 'never' ? (draft.refresh ?? null) : draft.refresh / 2,
    refreshRotation: rotates(draft),
    offline,
    accessTtlFrom: 'client',
    ...saidLayers(
      { by: 'client', accessTtl: draft.access },
      { by: 'tenant', accessTtl: accessByDefault[draft.tenant] },
    ),
  };
}
