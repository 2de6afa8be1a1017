import type { Fields } from '#engine/importers/fields.ts';
import { type FindHuman, ownersIn } from '#engine/importers/owners.ts';
import type { Fingerprints } from '#engine/importers/strip-secrets.ts';
import type { Binding, Credential, CredentialKind } from '#shared/model/credential.ts';
import type { Delegation } from '#shared/model/delegation.ts';
import { type Fact, type Instant, isUnknown, known, type Seconds, unknown } from '#shared/model/fact.ts';
import type { Grant } from '#shared/model/grant.ts';
import type { Identity, IdentityKind } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { ServerTraits } from '#shared/model/registration.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import { saidLayers, type TokenPolicy } from '#shared/model/token-policy.ts';
import { registrationOfClient } from './registration.ts';
import { type Api, type ClientGrant, longest, type UserGrant } from './tenant-objects.ts';

type Emitted = Omit<Identity, 'sources'> & { readonly sources: readonly { readonly record: string }[] };

export interface ClientSurroundings {
  readonly tenant: Tenant;
  readonly now: number;
  readonly fingerprints: Fingerprints;
  readonly apis: ReadonlyMap<string, Api>;
  /** The file holds clients and no APIs: how long their tokens live stands in another. */
  readonly apart: boolean;
  readonly clientGrants: readonly ClientGrant[];
  readonly userGrants: readonly UserGrant[];
  /** The file lists client grants, so that a client without one has none. */
  readonly grantsListed: boolean;
  idOfUser(user: string): IdentityId;
  readonly findHuman: FindHuman;
  /** What the tenant's own settings say of registration. */
  readonly server: Partial<ServerTraits>;
}

const kinds: ReadonlyMap<string, CredentialKind> = new Map([
  ['none', 'none'],
  ['client_secret_post', 'client_secret'],
  ['client_secret_basic', 'client_secret'],
  ['client_secret_jwt', 'secret_jwt'],
  ['private_key_jwt', 'private_key_jwt'],
  ['tls_client_auth', 'mtls'],
  ['self_signed_tls_client_auth', 'mtls'],
]);

/** Auth0's documented lifetime of an API's access tokens where nobody set another: 24 h. */
const vendorAccessTtl = 86_400;

const orUnknown = (fact: Fact<Instant | 'never'> | undefined): Fact<Instant> =>
  fact === undefined || fact === 'never' ? unknown('not_recorded') : fact;

/** Auth0's client_id, else the name: deploy files refer by name. */
export const clientExternalId = (client: Fields): string => client.plain('client_id') || client.plain('name');

const isMachine = (client: Fields, grantTypes: readonly string[] | undefined): boolean =>
  client.plain('app_type') === 'non_interactive' || grantTypes?.includes('client_credentials') === true;

export function identityOfClient(client: Fields, id: IdentityId, around: ClientSurroundings): Emitted {
  const grantTypes = client.texts('grant_types');
  const metadata = client.object('client_metadata');
  const externalId = clientExternalId(client);
  const machine = isMachine(client, grantTypes);
  const userFacing = grantTypes
    ? grantTypes.some((type) => type !== 'client_credentials')
    : client.plain('app_type') !== 'non_interactive';
  const grants = [...around.clientGrants.map((grant) => ofClientGrant(grant, around.apis)), ...vaultGrants(client)];
  const people = around.userGrants.map((grant) => ofUserGrant(grant, around));
  const said = metadata?.plain('nhi.kind') || metadata?.plain('kind') || metadata?.plain('type');
  const kind: IdentityKind = said === 'agent' ? 'agent' : machine ? 'service_account' : 'oauth_client';
  const powerless =
    grantTypes?.length === 0 || (machine && !userFacing && around.grantsListed && around.clientGrants.length === 0);
  return {
    id,
    kind,
    vendorKind: client.plain('app_type') || 'application',
    tenant: around.tenant,
    name: client.plain('name') || externalId,
    externalId,
    aliases: [client.plain('name'), client.plain('external_client_id')].filter(
      (alias) => alias !== '' && alias !== externalId,
    ),
    description: client.plain('description'),
    status: powerless ? 'disabled' : 'active',
    environment: metadata?.text('environment') ?? metadata?.text('env') ?? unknown('not_recorded'),
    publisher: publisherOf(client, around.tenant),
    // Whoever registered it by itself is nobody whom Auth0 looked at.
    ...(client.flag('is_first_party') === false && { publisherVerified: false }),
    // Auth0 has no field for an owner: only metadata that somebody wrote can name one, or say nobody.
    owners: ownersIn(
      ['owner', 'owners', 'owner_email', 'contact', 'maintainer'].map((name) => metadata?.text(name)),
      around.findHuman,
      ['team', 'owner_team'].map((name) => metadata?.text(name)),
    ),
    createdAt: orUnknown(client.instant('created_at')),
    lastUsedAt: unknown('not_in_export'),
    credentials: credentialsOf(client, around),
    grants: [...grants, ...people],
    delegations: edgesOf(client, id, around, grantTypes),
    tokenPolicy: policyOf(client, around, grantTypes),
    ...registrationOfClient(client, around.server),
    standing: 'standing',
    autonomy: machine ? 'unattended' : 'delegated',
    leaked: false,
    builtIn: client.isTrue('global'),
    sources: [
      client.record,
      ...around.clientGrants.map((grant) => grant.path),
      ...around.userGrants.map((grant) => grant.path),
    ].map((record) => ({ record })),
  };
}

function publisherOf(client: Fields, tenant: Tenant): Fact<string> {
  const metadataUrl = client.plain('external_client_id');
  const host = /^https:\/\/([^/?#]+)/.exec(metadataUrl)?.[1];
  if (host !== undefined) return host;
  return client.flag('is_first_party') === true ? tenant.name : unknown('not_recorded');
}

function credentialsOf(client: Fields, around: ClientSurroundings): readonly Credential[] {
  const method = client.plain('token_endpoint_auth_method');
  const methods = client.object('client_authentication_methods');
  const byKey = methods?.object('private_key_jwt') ?? null;
  const open = ['spa', 'native'].includes(client.plain('app_type'));
  const vendorKind =
    method ||
    (byKey
      ? 'private_key_jwt'
      : methods && methods.names().length > 0
        ? (methods.names()[0] ?? '')
        : open
          ? 'none'
          : 'client_secret_post');
  let kind = kinds.get(vendorKind);
  if (kind === undefined) {
    const field = 'token_endpoint_auth_method';
    client.complain('info', 'import.guessed', field, `${vendorKind} is not known here: taken for a client secret`);
    kind = 'client_secret';
  }
  const binding: Binding = client.isTrue('require_proof_of_possession') ? (kind === 'mtls' ? 'mtls' : 'dpop') : 'none';
  const nothing = unknown('not_recorded');
  const keys = [
    ...(byKey?.objects('credentials') ?? []),
    ...(kind === 'private_key_jwt' ? client.objects('credentials') : []),
  ];
  const base = { kind, vendorKind, binding, lastUsedAt: unknown('not_in_export') };
  const listed = keys.map((key, index): Credential => {
    const createdAt = orUnknown(key.instant('created_at'));
    const expiresAt = key.instant('expires_at') ?? 'never';
    const end = known(expiresAt);
    const fingerprint = key.text('thumbprint_sha256') ?? nothing;
    const status = typeof end === 'number' && end <= around.now ? 'expired' : 'active';
    return {
      ...base,
      id: key.plain('id') || key.plain('name') || `key-${index}`,
      status,
      fingerprint,
      createdAt,
      rotatedAt: createdAt,
      expiresAt,
    };
  });
  if (listed.length > 0) return listed;
  const usesSecret = kind === 'client_secret' || kind === 'secret_jwt';
  return [
    {
      ...base,
      id: vendorKind,
      status: 'active',
      fingerprint: usesSecret ? (around.fingerprints.get('client_secret') ?? unknown('not_in_export')) : nothing,
      createdAt: nothing,
      rotatedAt: unknown('not_in_export'),
      // Auth0's client secrets have no end; that of a key or certificate stands with it, which is not here.
      expiresAt: usesSecret || kind === 'none' ? 'never' : unknown('not_in_export'),
    },
  ];
}

export function ofClientGrant(grant: ClientGrant, apis: ReadonlyMap<string, Api>): Grant {
  const api = apis.get(grant.audience);
  const names =
    grant.all && grant.scopes.length === 0 ? (api && api.scopes.length > 0 ? api.scopes : ['*']) : grant.scopes;
  return {
    id: `client-grant:${grant.audience}${grant.forUsers ? ':user' : ''}`,
    resource: grant.audience,
    scopes: names.map((name) => ({ name, api: grant.audience, lastUsedAt: unknown('not_in_export') })),
    onBehalfOf: null,
    subjects: 0,
    consent: null,
    expiresAt: 'never',
    lastUsedAt: unknown('not_in_export'),
    offline: false,
    origin: grant.forUsers ? 'client grant for users' : 'client grant',
  };
}

export function ofUserGrant(grant: UserGrant, around: Pick<ClientSurroundings, 'idOfUser'>): Grant {
  const id = `grant:${grant.user}:${grant.audience}`;
  const consent = {
    id,
    status: 'live',
    givenAt: grant.givenAt,
    expiresAt: 'never',
    purpose: unknown('not_recorded'),
  } as const;
  return {
    id,
    resource: grant.audience,
    scopes: grant.scopes.map((name) => ({ name, api: grant.audience, lastUsedAt: unknown('not_in_export') })),
    onBehalfOf: grant.user === '' ? null : around.idOfUser(grant.user),
    subjects: 1,
    consent,
    expiresAt: 'never',
    lastUsedAt: unknown('not_in_export'),
    offline: grant.scopes.includes('offline_access'),
    origin: 'user grant',
  };
}

/** Token Vault: tokens of other systems that the client may fetch without the user. */
const vaultGrants = (client: Fields): readonly Grant[] =>
  (client.object('token_vault_privileged_access')?.objects('grants') ?? []).map((grant) => {
    const connection = grant.plain('connection');
    return {
      id: `token-vault:${connection}`,
      resource: connection,
      scopes: (grant.texts('scopes') ?? []).map((name) => ({
        name,
        api: connection,
        lastUsedAt: unknown('not_in_export'),
      })),
      onBehalfOf: null,
      subjects: 0,
      consent: null,
      expiresAt: 'never',
      lastUsedAt: unknown('not_in_export'),
      offline: true,
      origin: 'token vault',
    };
  });

function edgesOf(
  client: Fields,
  id: IdentityId,
  around: ClientSurroundings,
  grantTypes: readonly string[] | undefined,
): readonly Delegation[] {
  const edges: Delegation[] = [];
  const exchanges =
    client.object('token_exchange') !== null || grantTypes?.some((type) => type.includes('token-exchange')) === true;
  if (exchanges) edges.push({ kind: 'may_exchange', from: id, to: id, scopes: [] });
  for (const grant of around.userGrants) {
    if (grant.user !== '')
      edges.push({ kind: 'acts_for', from: around.idOfUser(grant.user), to: id, scopes: grant.scopes });
  }
  return edges;
}

function policyOf(
  client: Fields,
  around: ClientSurroundings,
  grantTypes: readonly string[] | undefined,
): TokenPolicy | null {
  if (client.plain('app_type') === 'resource_server') return null;
  const audiences = [...around.clientGrants, ...around.userGrants].map((grant) => around.apis.get(grant.audience));
  const told = audiences.map((api) => api?.lifetime);
  const ofApis = longest(told.filter((lifetime): lifetime is Fact<Seconds> => lifetime !== undefined));
  const own = client.object('jwt_configuration')?.seconds('lifetime_in_seconds');
  const named = ofApis !== undefined && told.every((lifetime) => lifetime !== undefined);
  const refresh = client.object('refresh_token');
  const refreshes = grantTypes === undefined ? refresh !== null : grantTypes.includes('refresh_token');
  const missing = unknown('not_in_export');
  const type = refresh?.plain('expiration_type');
  const endless = type === 'non-expiring';
  const rotation = refresh?.text('rotation_type');
  const unsaid = grantTypes === undefined && refresh === null;
  const fallback = around.apart
    ? ({ accessTtl: missing, accessTtlFrom: 'api' } as const)
    : around.clientGrants.length === 0 && own !== undefined
      ? ({ accessTtl: own, accessTtlFrom: 'client' } as const)
      : ({ accessTtl: vendorAccessTtl, accessTtlFrom: 'vendor_default' } as const);
  const refreshAbsolute = unsaid
    ? missing
    : refreshes
      ? endless || refresh?.isTrue('infinite_token_lifetime')
        ? 'never'
        : (refresh?.seconds('token_lifetime') ?? missing)
      : null;
  const refreshIdle = unsaid
    ? missing
    : refreshes
      ? endless || refresh?.isTrue('infinite_idle_token_lifetime')
        ? 'never'
        : (refresh?.seconds('idle_token_lifetime') ?? missing)
      : null;
  const said = refresh === null ? undefined : (value: typeof refreshAbsolute) => value ?? undefined;
  return {
    ...(named ? { accessTtl: ofApis, accessTtlFrom: 'api' } : fallback),
    refreshAbsolute,
    refreshIdle,
    refreshRotation: rotation === undefined ? missing : isUnknown(rotation) ? rotation : rotation === 'rotating',
    offline: unsaid ? missing : refreshes,
    ...saidLayers(
      { by: 'client', refreshAbsolute: said?.(refreshAbsolute), refreshIdle: said?.(refreshIdle) },
      { by: 'api', accessTtl: ofApis },
      around.apart ? null : { by: 'vendor_default', accessTtl: vendorAccessTtl },
    ),
  };
}
