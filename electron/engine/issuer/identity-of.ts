// The issuer's clients and humans as identities of the inventory: the same tables, scores and findings as everybody else.
import type { Credential } from '#shared/model/credential.ts';
import type { Delegation } from '#shared/model/delegation.ts';
import { type Instant, unknown } from '#shared/model/fact.ts';
import type { Grant as InventoryGrant } from '#shared/model/grant.ts';
import type { Identity } from '#shared/model/identity.ts';
import { identityId, type Sha256, tenantOf } from '#shared/model/identity-id.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import { saidLayers } from '#shared/model/token-policy.ts';
import { type AuthMethod, type Client, type Consent, type Human, limits, type PublicJwk } from './model.ts';

/** Ids of one workspace's issuer in its inventory. */
export interface IssuerNames {
  readonly tenant: Tenant;
  clientIdentity(clientId: string): IdentityId;
  humanIdentity(sub: string): IdentityId;
}

/** The local issuer of a workspace is a tenant of its own. Ids are remembered: they are asked for with every request. */
export function createIssuerNames(sha256: Sha256, workspaceId: string): IssuerNames {
  const tenant = tenantOf(sha256, 'nhi-workbench', workspaceId, 'Local issuer');
  const known = new Map<string, IdentityId>();
  const idOf = (namespace: string, id: string): IdentityId => {
    const key = `${namespace} ${id}`;
    const found = known.get(key) ?? identityId(sha256, tenant.id, namespace, id);
    known.set(key, found);
    return found;
  };
  return {
    tenant,
    clientIdentity: (clientId) => idOf('client', clientId),
    humanIdentity: (sub) => idOf('human', sub),
  };
}

export interface IdentityParts {
  readonly names: IssuerNames;
  /** When the issuer's state was read for it. */
  readonly now: Instant;
  /** What humans allow the client at that moment. */
  readonly consentsOf: (clientId: string) => readonly Consent[];
  /** Thumbprint of a public key (RFC 7638). */
  readonly thumbprint: (jwk: PublicJwk) => string;
}

const source = { file: 'Local issuer', digest: '', importer: 'issuer' } as const;
const credentialKinds = {
  none: 'none',
  client_secret_basic: 'client_secret',
  client_secret_post: 'client_secret',
  private_key_jwt: 'private_key_jwt',
} as const satisfies Record<AuthMethod, Credential['kind']>;

export function identityOfClient(client: Client, parts: IdentityParts): Identity {
  const { names, now, consentsOf } = parts;
  const id = names.clientIdentity(client.id);
  const isOnBehalf = client.grants.includes('authorization_code');
  return {
    id,
    kind: client.kind,
    vendorKind: client.kind === 'api_key' ? 'API key' : client.auth,
    tenant: names.tenant,
    name: client.name,
    externalId: client.id,
    aliases: [],
    description: '',
    status: client.status,
    environment: unknown('not_recorded'),
    publisher: unknown('not_recorded'),
    // It registered itself: nobody looked at who made it.
    ...(client.origin === 'registration' && { publisherVerified: false }),
    owners: client.owner === null ? [] : [{ name: client.owner, id: null, type: 'person', status: 'active' }],
    createdAt: client.createdAt,
    // The journal says it better than a field that would be old at once: activity shows when it was used.
    lastUsedAt: unknown('not_recorded'),
    credentials: credentialsOf(client, parts),
    grants: [...ownGrants(client), ...consentsOf(client.id).map((consent) => grantOf(consent, names))],
    delegations: delegationsOf(client, id, names),
    tokenPolicy: {
      accessTtl: client.policy.accessTtl ?? limits.accessTtl,
      refreshAbsolute: isOnBehalf ? (client.policy.refreshAbsolute ?? limits.refreshAbsolute) : null,
      refreshIdle: isOnBehalf ? (client.policy.refreshIdle ?? limits.refreshIdle) : null,
      refreshRotation: true,
      offline: isOnBehalf && client.grants.includes('refresh_token'),
      accessTtlFrom: client.policy.accessTtl === null ? 'tenant' : 'client',
      exchanged: 'ends_with_subject',
      ...saidLayers(
        {
          by: 'client',
          accessTtl: client.policy.accessTtl ?? undefined,
          ...(isOnBehalf && {
            refreshAbsolute: client.policy.refreshAbsolute ?? undefined,
            refreshIdle: client.policy.refreshIdle ?? undefined,
          }),
        },
        {
          by: 'tenant',
          accessTtl: limits.accessTtl,
          ...(isOnBehalf && { refreshAbsolute: limits.refreshAbsolute, refreshIdle: limits.refreshIdle }),
        },
      ),
    },
    ...registrationIn(client),
    standing: isOnBehalf ? 'jit' : 'standing',
    autonomy: isOnBehalf ? 'delegated' : 'unattended',
    leaked: false,
    builtIn: false,
    sources: [{ ...source, record: client.id, importedAt: now }],
  };
}

/** An API key is presented as a token: nothing registers it. What the server does is the same for every client. */
function registrationIn(client: Client): Pick<Identity, 'registration'> {
  if (client.kind === 'api_key') return {};
  const isOnBehalf = client.grants.includes('authorization_code');
  return {
    registration: {
      redirectUris: client.redirectUris,
      redirectMatch: 'exact',
      grantTypes: client.grants,
      responseTypes: isOnBehalf ? ['code'] : [],
      // Without a resource the audience is the issuer itself.
      audiences: client.resources.length > 0 ? client.resources : ['Local issuer'],
      authMethod: client.auth,
      clientType: client.auth === 'none' ? 'public' : 'confidential',
      applicationType: unknown('not_recorded'),
      pkce: 'S256',
      clientUri: unknown('not_recorded'),
      metadataUris: [],
      way: client.origin === 'registration' ? 'dynamic' : 'administrator',
      changedAt: unknown('not_recorded'),
      server: { registration: 'token', documents: 'closed', challengeMethods: ['S256'], namesIssuer: true },
    },
  };
}

export function identityOfHuman(human: Human, { names, now }: IdentityParts): Identity {
  return {
    id: names.humanIdentity(human.id),
    kind: 'human',
    vendorKind: 'customer',
    tenant: names.tenant,
    name: human.name,
    externalId: human.id,
    aliases: human.email === null ? [] : [human.email],
    description: '',
    status: human.status,
    environment: unknown('not_recorded'),
    publisher: unknown('not_recorded'),
    owners: unknown('not_recorded'),
    createdAt: human.createdAt,
    lastUsedAt: unknown('not_recorded'),
    credentials: [],
    grants: [],
    delegations: [],
    tokenPolicy: null,
    standing: unknown('not_recorded'),
    autonomy: unknown('not_recorded'),
    leaked: false,
    builtIn: false,
    sources: [{ ...source, record: human.id, importedAt: now }],
  };
}

function credentialsOf(client: Client, { thumbprint }: IdentityParts): Credential[] {
  const binding = client.dpopBound ? 'dpop' : 'none';
  const common = { vendorKind: client.auth, status: 'active', lastUsedAt: unknown('not_recorded'), binding } as const;
  const kind = client.kind === 'api_key' ? 'api_key' : credentialKinds[client.auth];
  const secrets = client.secrets.map(({ id, hash, createdAt, expiresAt }): Credential => {
    const times = { createdAt, rotatedAt: createdAt, expiresAt: expiresAt ?? 'never' } as const;
    return { ...common, ...times, id, kind, fingerprint: `sha256:${hash.slice(0, 12)}` };
  });
  const keys = client.keys.map((jwk): Credential => {
    const fingerprint = thumbprint(jwk);
    const times = { createdAt: client.createdAt, rotatedAt: client.createdAt, expiresAt: 'never' } as const;
    return { ...common, ...times, id: fingerprint, kind, fingerprint };
  });
  const trusts = client.trusts.map(({ issuer, subject }): Credential => {
    const times = { createdAt: client.createdAt, rotatedAt: client.createdAt, expiresAt: 'never' } as const;
    const trust = { issuer, subjects: [subject], wildcards: false, audiences: ['Local issuer'] };
    const fingerprint = unknown('not_recorded');
    return { ...common, ...times, id: `${issuer} ${subject}`, kind: 'federated', fingerprint, trusts: [trust] };
  });
  return [...secrets, ...keys, ...trusts];
}

const scopesOf = (scopes: readonly string[], api: string): InventoryGrant['scopes'] =>
  scopes.map((name) => ({ name, api, lastUsedAt: unknown('not_recorded') }));

/** What it may ask for by itself: on each of its resources. */
function ownGrants(client: Client): InventoryGrant[] {
  if (client.scopes.length === 0) return [];
  const resources = client.resources.length > 0 ? client.resources : ['Local issuer'];
  return resources.map((resource) => ({
    id: `own ${resource}`,
    resource,
    scopes: scopesOf(client.scopes, resource),
    onBehalfOf: null,
    subjects: 0,
    consent: null,
    expiresAt: 'never',
    lastUsedAt: unknown('not_recorded'),
    offline: false,
    origin: 'registered scopes',
  }));
}

function grantOf(consent: Consent, names: IssuerNames): InventoryGrant {
  const resource = consent.resources[0] ?? 'Local issuer';
  return {
    id: consent.id,
    resource,
    scopes: scopesOf(consent.scopes, resource),
    onBehalfOf: names.humanIdentity(consent.sub),
    subjects: 1,
    consent: {
      id: consent.id,
      status: 'live',
      givenAt: consent.givenAt,
      expiresAt: consent.expiresAt,
      purpose: consent.purpose === '' ? unknown('not_recorded') : consent.purpose,
    },
    expiresAt: consent.expiresAt,
    lastUsedAt: unknown('not_recorded'),
    offline: true,
    origin: 'consent',
  };
}

/** Whom it may act for, and that it may exchange tokens; for whom it acts already stands in its grants. */
function delegationsOf(client: Client, id: IdentityId, names: IssuerNames): Delegation[] {
  const mayAct = client.mayActFor.map((parent): Delegation => {
    const from = names.clientIdentity(parent);
    return { kind: 'may_act', from, to: id, scopes: client.scopes };
  });
  const exchanges = client.grants.includes('urn:ietf:params:oauth:grant-type:token-exchange');
  return exchanges ? [...mayAct, { kind: 'may_exchange', from: id, to: id, scopes: [] }] : mayAct;
}

/** What the inventory remembers of one that is gone: that it was there, and that it can do nothing any more. */
export const retired = (identity: Identity): Identity => ({
  ...identity,
  status: 'retired',
  credentials: [],
  grants: [],
  delegations: [],
});
