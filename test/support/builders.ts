import { dayMs } from '#shared/lib/duration.ts';
import type { Activity } from '#shared/model/activity.ts';
import type { Credential } from '#shared/model/credential.ts';
import { unknown } from '#shared/model/fact.ts';
import type { Grant, GrantedScope } from '#shared/model/grant.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { IdentityId, TenantId } from '#shared/model/ids.ts';
import type { Registration } from '#shared/model/registration.ts';
import type { Tenant } from '#shared/model/tenant.ts';

/** The instant that every test of ours calls now: 2026-03-14T12:04Z. */
export const testNow = Date.UTC(2026, 2, 14, 12, 4);
export const daysAgo = (days: number): number => testNow - days * dayMs;

/** A well-formed id that stands for `name` in this test only. */
export function identityIdOf(name: string): IdentityId {
  const letters = [...name.toLowerCase()].map((letter) => (/[a-z2-7]/.test(letter) ? letter : 'x')).join('');
  /** `as`: a builder is one of the places that may make an id. */
  return `idn_${letters.slice(0, 16).padEnd(16, 'a')}` as IdentityId;
}

export function aTenant(values: Partial<Tenant> = {}): Tenant {
  /** `as`: see identityIdOf. */
  return { id: 'ten_testtenanta2' as TenantId, vendor: 'keycloak', name: 'test', ...values };
}

export function aCredential(values: Partial<Credential> = {}): Credential {
  return {
    id: 'secret-1',
    kind: 'client_secret',
    vendorKind: 'client_secret_basic',
    status: 'active',
    fingerprint: 'sha256:0123456789ab',
    createdAt: daysAgo(40),
    rotatedAt: daysAgo(40),
    expiresAt: daysAgo(-50),
    lastUsedAt: daysAgo(1),
    binding: 'none',
    ...values,
  };
}

export function aScope(name: string, values: Partial<GrantedScope> = {}): GrantedScope {
  return { name, api: 'orders-api', lastUsedAt: daysAgo(1), ...values };
}

export function aGrant(values: Partial<Grant> = {}): Grant {
  return {
    id: 'grant-1',
    resource: 'orders-api',
    scopes: [aScope('orders:read')],
    onBehalfOf: null,
    subjects: 0,
    consent: null,
    expiresAt: 'never',
    lastUsedAt: daysAgo(1),
    offline: false,
    origin: 'client grant',
    ...values,
  };
}

/** A healthy service account of which everything is known. */
export function anIdentity(values: Partial<Identity> = {}): Identity {
  const name = values.name ?? 'orders-sync';
  return {
    id: identityIdOf(name),
    kind: 'service_account',
    vendorKind: 'client',
    tenant: aTenant(),
    name,
    externalId: name,
    aliases: [],
    description: '',
    status: 'active',
    environment: 'prod',
    publisher: unknown('not_in_export'),
    owners: [
      { name: 'Marta Lind', id: null, type: 'person', status: 'active' },
      { name: 'Noor Haddad', id: null, type: 'person', status: 'active' },
    ],
    createdAt: daysAgo(400),
    lastUsedAt: daysAgo(1),
    credentials: [aCredential()],
    grants: [aGrant()],
    delegations: [],
    tokenPolicy: {
      accessTtl: 300,
      refreshAbsolute: null,
      refreshIdle: null,
      refreshRotation: unknown('not_recorded'),
      offline: false,
      accessTtlFrom: 'client',
    },
    standing: 'standing',
    autonomy: 'bounded_job',
    leaked: false,
    builtIn: false,
    sources: [
      { file: 'test.json', digest: '0'.repeat(64), record: '$.clients[0]', importer: 'test', importedAt: testNow },
    ],
    ...values,
  };
}

/** A web application that does everything as RFC 9700 asks for. */
export function aRegistration(values: Partial<Registration> = {}): Registration {
  return {
    redirectUris: ['https://orders.example.com/callback'],
    redirectMatch: 'exact',
    grantTypes: ['authorization_code', 'refresh_token'],
    responseTypes: ['code'],
    audiences: ['https://api.example.com/'],
    authMethod: 'private_key_jwt',
    clientType: 'confidential',
    applicationType: 'web',
    pkce: 'S256',
    clientUri: 'https://www.example.com/',
    metadataUris: [],
    way: 'administrator',
    changedAt: unknown('not_recorded'),
    server: { registration: 'token', documents: 'closed', challengeMethods: ['S256'], namesIssuer: true },
    ...values,
  };
}

export function anActivity(values: Partial<Activity> = {}): Activity {
  return {
    at: daysAgo(1),
    human: null,
    humanLive: false,
    agents: [],
    client: { id: identityIdOf('orders-sync'), name: 'orders-sync' },
    action: 'orders:read',
    object: 'order 48199',
    decision: 'allowed',
    reason: '',
    trace: 'txn 1',
    ...values,
  };
}

/** Facts of a harmless service account of which everything is known. */
export { exampleFacts as plainFacts } from '#engine/posture/example-facts.ts';
