import type { Fields } from '#engine/importers/fields.ts';
import type { Asked } from '#engine/importers/json-record.ts';
import { ownersIn } from '#engine/importers/owners.ts';
import { registered, registrationOf, type Said } from '#engine/importers/registration.ts';
import type { Credential, CredentialKind } from '#shared/model/credential.ts';
import { type Fact, isUnknown, unknown } from '#shared/model/fact.ts';
import type { Autonomy, IdentityStatus } from '#shared/model/identity.ts';
import { saidLayers, type TokenPolicy } from '#shared/model/token-policy.ts';
import type { ClientReach } from './authorization-servers.ts';
import { fingerprintAt, keyCredential, noCredential, passwordCredential } from './credentials.ts';
import { orgApi, orUnknown, plainGrant } from './grants.ts';
import { refIn } from './links.ts';
import type { Contribution, OktaObject, Org, Piece, Ref } from './okta-object.ts';
import { personOwners } from './owners.ts';

const kinds: ReadonlyMap<string, CredentialKind> = new Map([
  ['none', 'none'],
  ['client_secret_post', 'client_secret'],
  ['client_secret_basic', 'client_secret'],
  ['client_secret_jwt', 'secret_jwt'],
  ['private_key_jwt', 'private_key_jwt'],
]);

/** Apps that Okta puts into every org. */
const builtIn = new Set(['saasure', 'okta_enduser', 'okta_browser_plugin', 'okta_flow_sso', 'okta_iga_reviewer']);

const sharedPassword = 'SHARED_USERNAME_AND_PASSWORD';

const statuses: Readonly<Record<string, IdentityStatus>> = { INACTIVE: 'disabled', DELETED: 'retired' };

const clientRef = (externalId: string): Ref | null => (externalId === '' ? null : { namespace: 'client', externalId });

/** What an OAuth client says of itself, wherever an answer puts it. */
interface Client {
  /** `client_id`, `client_secret`, `token_endpoint_auth_method`. */
  readonly id: Fields | null;
  /** `application_type`, `grant_types`, `jwks` and the like. */
  readonly settings: Fields | null;
  /** Where the secret stands in the record. */
  readonly secretAt: string;
}

function clientContribution({ id, settings, secretAt }: Client, piece: Piece, org: Org): Contribution {
  const type = settings?.plain('application_type') ?? '';
  const grantTypes = settings?.texts('grant_types');
  const alone = type === 'service' || grantTypes?.includes('client_credentials') === true;
  const users = grantTypes?.some((one) => one !== 'client_credentials') ?? type !== 'service';
  const clientId = id?.plain('client_id') ?? '';
  const { externalId } = piece.ref;
  const reach = org.reachOf(
    [clientId, externalId].filter((one) => one !== ''),
    grantTypes,
  );
  const self = org.idOf(piece.ref);
  const exchanges = grantTypes?.some((one) => one.includes('token-exchange')) === true;
  const autonomy: Autonomy = alone ? 'unattended' : 'delegated';
  return {
    kind: type === 'service' || (alone && !users) ? 'service_account' : 'oauth_client',
    vendorKind: type || 'client',
    aliases: clientId === '' || clientId === externalId ? [] : [clientId],
    credentials: credentialsOf({ id, settings, secretAt }, piece, org),
    grants: reach?.grants ?? [],
    delegations: exchanges ? [{ kind: 'may_exchange', from: self, to: self, scopes: [] }] : [],
    registration: registrationOf(registrationIn({ id, settings, secretAt })),
    tokenPolicy: policyOf(settings, grantTypes, reach),
    standing: 'standing',
    autonomy,
  };
}

function credentialsOf({ id, settings, secretAt }: Client, piece: Piece, org: Org): readonly Credential[] {
  const binding = settings?.isTrue('dpop_bound_access_tokens') === true ? 'dpop' : 'none';
  const method = id?.plain('token_endpoint_auth_method') ?? '';
  const keys = settings?.object('jwks')?.objects('keys') ?? [];
  const kind = kinds.get(method);
  // What the app says of its credentials in short is said at length by those that stand beside it.
  if (kind === 'private_key_jwt' && (piece.beside.has('client key') || piece.beside.has('key set'))) return [];
  if (kind === 'private_key_jwt' && keys.length > 0) return keys.flatMap((key) => keyCredential(key, org, binding));
  const usesSecret = kind === 'client_secret' || kind === 'secret_jwt';
  if (usesSecret && piece.beside.has('client secret')) return [];
  if (kind === undefined) {
    if (method !== '') {
      const message = `${method} is not known here: no credential was read`;
      id?.complain('warning', 'import.unreadable_value', 'token_endpoint_auth_method', message);
    }
    return [];
  }
  return [
    {
      ...noCredential,
      id: method,
      kind,
      vendorKind: method,
      fingerprint: usesSecret ? fingerprintAt(piece.fingerprints, secretAt) : unknown('not_in_export'),
      expiresAt: usesSecret || kind === 'none' ? 'never' : unknown('not_in_export'),
      binding,
    },
  ];
}

/** Where a member stands depends on the answer: credentials of an app beside its settings. Okta knows S256 alone. */
function registrationIn({ id, settings }: Client): Said {
  const method = id?.plain('token_endpoint_auth_method') ?? '';
  const requires = id?.flag('pkce_required');
  const wildcards = settings?.plain('wildcard_redirect') === 'SUBDOMAIN';
  return {
    ...(settings === null ? {} : registered(settings, method)),
    redirectMatch: wildcards ? 'pattern' : 'exact',
    ...(typeof requires === 'boolean' && { pkce: requires ? ('S256' as const) : ('optional' as const) }),
    // Nobody registers at Okta without an API token, with which an administrator does it as well.
    server: { registration: 'token', documents: 'closed', challengeMethods: ['S256'] },
  };
}

function policyOf(
  settings: Fields | null,
  grantTypes: readonly string[] | undefined,
  reach: ClientReach | null,
): TokenPolicy {
  const missing = unknown('not_in_export');
  const refreshes = grantTypes?.includes('refresh_token');
  const rotation = settings?.object('refresh_token')?.text('rotation_type');
  return {
    // Lifetimes stand in the rules of authorization servers, not with the app.
    accessTtl: reach?.lifetimes.accessTtl ?? missing,
    accessTtlFrom: 'api',
    refreshAbsolute: refreshes === false ? null : (reach?.lifetimes.refreshAbsolute ?? missing),
    refreshIdle: refreshes === false ? null : (reach?.lifetimes.refreshIdle ?? missing),
    refreshRotation: rotation === undefined ? missing : isUnknown(rotation) ? rotation : rotation === 'ROTATE',
    offline: refreshes ?? missing,
    ...saidLayers(
      reach && {
        by: 'api',
        accessTtl: reach.lifetimes.accessTtl,
        ...(refreshes !== false && {
          refreshAbsolute: reach.lifetimes.refreshAbsolute ?? undefined,
          refreshIdle: reach.lifetimes.refreshIdle ?? undefined,
        }),
      },
    ),
  };
}

/** `GET /api/v1/apps`: those with an OAuth client, and those whose one password many people share. */
export const app: OktaObject = {
  kind: 'app',
  members: ['signOnMode', 'id'],
  owner: (fields) => clientRef(fields.plain('id')),
  read(piece, org) {
    const { fields } = piece;
    const name = fields.plain('name');
    const profile = fields.object('profile');
    const common: Contribution = {
      name: fields.plain('label') || name,
      status: statuses[fields.plain('status')] ?? 'active',
      builtIn: builtIn.has(name),
      createdAt: orUnknown(fields.instant('created')),
      // An app has no owner in Okta but one that somebody wrote into its profile.
      owners: ownersIn(
        ['owner', 'owners', 'owner_email', 'contact'].map((member) => profile?.text(member)),
        undefined,
        ['team', 'owner_team'].map((member) => profile?.text(member)),
      ),
      environment: profile?.text('environment') ?? profile?.text('env') ?? unknown('not_recorded'),
    };
    const credentials = fields.object('credentials');
    const client: Client = {
      id: credentials?.object('oauthClient') ?? null,
      settings: fields.object('settings')?.object('oauthClient') ?? null,
      secretAt: 'credentials.oauthClient.client_secret',
    };
    if (client.id !== null || client.settings !== null) return { ...clientContribution(client, piece, org), ...common };
    const vendorKind = fields.plain('signOnMode');
    if (credentials?.plain('scheme') !== sharedPassword) return { ...common, kind: 'oauth_client', vendorKind };
    return {
      ...common,
      kind: 'service_account',
      vendorKind,
      aliases: [credentials?.plain('userName') ?? ''].filter((alias) => alias !== ''),
      credentials: [passwordCredential(sharedPassword)],
    };
  },
};

/** An app that people sign in to, each with an account of their own, is no identity of its own. */
export function isNonHuman(fields: Fields): boolean {
  const credentials = fields.object('credentials');
  return (
    credentials?.object('oauthClient') != null ||
    fields.object('settings')?.object('oauthClient') != null ||
    fields.plain('signOnMode') === 'OPENID_CONNECT' ||
    credentials?.plain('scheme') === sharedPassword
  );
}

/** `GET /oauth2/v1/clients` (RFC 7591 §3.2.1), and the short form under an authorization server. */
export const client: OktaObject = {
  kind: 'client',
  members: ['client_id'],
  isIt: (fields) => fields.raw('client_name') !== undefined || fields.raw('application_type') !== undefined,
  owner: (fields) => clientRef(fields.plain('client_id')),
  read(piece, org) {
    const { fields } = piece;
    const name = fields.plain('client_name');
    const created = fields.instant('client_id_issued_at', 's');
    const common: Contribution = {
      ...(name !== '' && { name }),
      ...(created !== undefined && { createdAt: orUnknown(created) }),
    };
    if (fields.raw('application_type') === undefined && fields.raw('grant_types') === undefined) return common;
    const own = clientContribution({ id: fields, settings: fields, secretAt: 'client_secret' }, piece, org);
    const ends = fields.instant('client_secret_expires_at', 's');
    const credentials = (own.credentials ?? []).map(
      (credential): Credential =>
        ends === undefined || credential.kind !== 'client_secret' ? credential : { ...credential, expiresAt: ends },
    );
    return { ...own, ...common, credentials };
  },
};

/** `GET /integrations/api/v1/api-services`: another company's service that calls Okta's API. */
export const apiService: OktaObject = {
  kind: 'API service integration',
  members: ['grantedScopes', 'type', 'id'],
  owner: (fields) => clientRef(fields.plain('id')),
  read({ fields }, org) {
    const scopes = fields.texts('grantedScopes') ?? [];
    const creator = fields.text('createdBy');
    const people: Fact<readonly string[]> | undefined =
      creator === undefined ? undefined : isUnknown(creator) ? creator : [creator];
    return {
      kind: 'service_account',
      vendorKind: 'API service integration',
      // Okta offers none that it has not looked at.
      publisherVerified: true,
      name: fields.plain('name') || fields.plain('type'),
      description: fields.plain('type'),
      owners: personOwners(people, undefined, org),
      createdAt: orUnknown(fields.instant('createdAt')),
      grants: scopes.length === 0 ? [] : [plainGrant('granted-scopes', orgApi, scopes, 'integration’s scopes')],
      standing: 'standing',
      autonomy: 'unattended',
    };
  },
};

/** Cross App Access: the requesting app gets tokens for the other one in the name of their common user. */
export const crossAppAccess: OktaObject = {
  kind: 'cross app access',
  members: ['requestingAppInstanceId', 'resourceAppInstanceId', 'id'],
  owner: (fields) => clientRef(fields.plain('requestingAppInstanceId')),
  read({ fields, ref }, org) {
    const resource = clientRef(fields.plain('resourceAppInstanceId'));
    if (resource === null || fields.plain('status') === 'INACTIVE') return {};
    return { delegations: [{ kind: 'may_exchange', from: org.idOf(resource), to: org.idOf(ref), scopes: [] }] };
  },
};

/** A bare id in the answer of `interclient-allowed-apps`: the app that allows it stands in the address alone. */
export const allowedApp: OktaObject = {
  kind: 'allowed app',
  members: ['allowedApp'],
  owner: (fields, asked) => (allowingApp(asked) === null ? null : clientRef(fields.plain('allowedApp'))),
  read({ ref, asked }, org) {
    const from = allowingApp(asked);
    return from === null
      ? {}
      : { delegations: [{ kind: 'may_exchange', from: org.idOf(from), to: org.idOf(ref), scopes: [] }] };
  },
};

const allowingApp = (asked: Asked | undefined): Ref | null => {
  const asks = asked?.url.includes('/interclient-allowed-apps') === true;
  return asks ? refIn([asked.url]) : null;
};
