import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, blankGrant, isOver, recordedAt, scopesNamed } from '#engine/importers/gather/blank.ts';
import type {
  Contribution,
  Piece,
  Ref,
  SourceObject,
  Vendored,
  World,
} from '#engine/importers/gather/source-object.ts';
import { ownersIn } from '#engine/importers/owners.ts';
import { registered, registrationOf } from '#engine/importers/registration.ts';
import type { Credential, CredentialKind } from '#shared/model/credential.ts';
import { unknown } from '#shared/model/fact.ts';
import type { Grant } from '#shared/model/grant.ts';
import type { ServerTraits } from '#shared/model/registration.ts';

/** What the metadata of the server say (RFC 8414 §2). */
export interface Server {
  traits: Partial<ServerTraits>;
}

const clientRef = (externalId: string): Ref => ({ namespace: 'client', externalId, kind: 'oauth_client' });
const tokenRef = (externalId: string): Ref => ({ namespace: 'token', externalId, kind: 'api_key' });
const scopesIn = (text: string): readonly string[] => [...new Set(text.split(' ').filter((one) => one !== ''))];

const kinds: Readonly<Record<string, CredentialKind>> = {
  none: 'none',
  client_secret_jwt: 'secret_jwt',
  private_key_jwt: 'private_key_jwt',
  tls_client_auth: 'mtls',
  self_signed_tls_client_auth: 'mtls',
};

function grantOf(id: string, scopes: readonly string[], origin: string): readonly Grant[] {
  if (scopes.length === 0) return [];
  const resource = 'no audience';
  const offline = scopes.includes('offline_access');
  return [{ ...blankGrant, id, resource, scopes: scopesNamed(scopes, resource), offline, origin }];
}

function credentialsOf({ fields, fingerprints }: Piece, now: number): readonly Credential[] {
  // RFC 7591 §2
  const method = fields.plain('token_endpoint_auth_method') || 'client_secret_basic';
  const kind = kinds[method] ?? 'client_secret';
  const isSecret = kind === 'client_secret' || kind === 'secret_jwt';
  // RFC 7591 §3.2.1: 0 is never.
  const end = fields.raw('client_secret_expires_at') === 0 ? 'never' : fields.instant('client_secret_expires_at', 's');
  const expiresAt = kind === 'none' ? 'never' : ((isSecret ? end : undefined) ?? unknown('not_in_export'));
  const fingerprint = (isSecret ? fingerprints.get('client_secret') : undefined) ?? unknown('not_in_export');
  const status = isOver(expiresAt, now) ? 'expired' : 'active';
  const id = isSecret ? 'secret' : kind === 'none' ? 'none' : 'key';
  return [{ ...blankCredential, id, kind, vendorKind: method, status, fingerprint, expiresAt }];
}

function clientOf(piece: Piece, server: Server, { now }: World): Contribution {
  const { fields } = piece;
  const grantTypes = fields.texts('grant_types') ?? ['authorization_code'];
  const isLive = grantTypes.length > 0;
  const isAlone = isLive && grantTypes.every((type) => type === 'client_credentials' || type.endsWith('jwt-bearer'));
  const uri = fields.plain('client_uri');
  const id = fields.plain('client_id');
  return {
    vendorKind: 'registered client',
    name: fields.plain('client_name') || id,
    aliases: [id],
    status: isLive ? 'active' : 'disabled',
    owners: ownersIn(fields.texts('contacts') ?? []),
    ...(uri !== '' && { publisher: uri }),
    createdAt: recordedAt(fields.instant('client_id_issued_at', 's')),
    lastUsedAt: unknown('not_recorded'),
    ...(isAlone && { autonomy: 'unattended' as const }),
    credentials: credentialsOf(piece, now),
    // It is known here because somebody holds its registration access token (RFC 7592).
    registration: registrationOf({
      ...registered(fields, 'client_secret_basic'),
      grantTypes,
      way: 'dynamic',
      server: server.traits,
    }),
    grants: isLive ? grantOf('registration', scopesIn(fields.plain('scope')), 'scope of the registration') : [],
  };
}

const registration: SourceObject<Server> = {
  kind: 'client',
  idMember: 'client_id',
  id: (fields) => fields.plain('client_id'),
  shares: (fields) => [{ ref: clientRef(fields.plain('client_id')), at: '' }],
  read(piece, server, world) {
    const why = piece.fields.plain('registration_unreadable');
    if (why === '') return clientOf(piece, server, world);
    return {
      vendorKind: 'registered client',
      description: why,
      lastUsedAt: unknown('not_recorded'),
      createdAt: unknown('no_permission'),
      owners: unknown('no_permission'),
      autonomy: unknown('no_permission'),
    };
  },
};

const access: SourceObject<Server> = {
  kind: 'admin client',
  idMember: 'client_id',
  id: (fields) => fields.plain('client_id'),
  shares: registration.shares,
  read: ({ fields }) => ({
    vendorKind: 'client of the workbench',
    description: fields.plain('admin_access'),
    lastUsedAt: unknown('not_recorded'),
    createdAt: unknown('not_in_export'),
    credentials: [{ ...blankCredential, id: 'secret', kind: 'client_secret', vendorKind: 'client_secret' }],
  }),
};

const notAsked = 'Nobody can ask whether it lives: introspection is not open to the workbench.';
/** RFC 7662 §2.2: the answer carries no reason. */
const notActive =
  'The server calls it not active: it has ended, is of another client that the server says nothing of, or is no OAuth token of this server.';

const token: SourceObject<Server> = {
  kind: 'token',
  idMember: 'token_name',
  id: (fields) => fields.plain('token_name'),
  shares: (fields) => [{ ref: tokenRef(fields.plain('token_name')), at: '' }],
  read({ fields, ref }, _known, world) {
    const expiresAt = fields.instant('exp', 's') ?? unknown('not_in_export');
    const isKnown = typeof fields.raw('active') === 'boolean';
    const isLive = !isKnown || fields.isTrue('active');
    const ended = isOver(expiresAt, world.now) ? ('expired' as const) : ('disabled' as const);
    const vendorKind = (fields.plain('token_type_hint') || 'token').replace('_', ' ');
    const issuedAt = recordedAt(fields.instant('iat', 's'));
    const clientId = fields.plain('client_id');
    const edge = { kind: 'spawned' as const, from: world.idOf(clientRef(clientId)), to: world.idOf(ref), scopes: [] };
    return {
      vendorKind,
      status: isLive ? 'active' : ended,
      description: isKnown ? (isLive ? '' : notActive) : notAsked,
      createdAt: issuedAt,
      lastUsedAt: unknown('not_recorded'),
      credentials: [
        {
          ...blankCredential,
          id: 'token',
          kind: 'api_key',
          vendorKind,
          status: isLive ? 'active' : ended,
          createdAt: issuedAt,
          expiresAt,
        },
      ],
      grants: isLive ? grantOf('token', scopesIn(fields.plain('scope')), 'introspected token') : [],
      delegations: clientId === '' ? [] : [edge],
    };
  },
};

const metadata: SourceObject<Server> = {
  kind: 'metadata',
  idMember: 'issuer',
  id: (fields) => fields.plain('issuer'),
  shares: () => [],
  learn(fields, server) {
    const said = fields.object('authorization_server_metadata');
    if (said === null) return;
    server.traits = {
      // Where there is an endpoint, nothing says who is let in.
      registration: said.raw('registration_endpoint') === undefined ? 'closed' : unknown('not_recorded'),
      documents: said.isTrue('client_id_metadata_document_supported') ? unknown('not_recorded') : 'closed',
      challengeMethods: said.texts('code_challenge_methods_supported') ?? [],
      // RFC 9207 §3: left out, it is false.
      namesIssuer: said.isTrue('authorization_response_iss_parameter_supported'),
    };
  },
};

function tell(fields: Fields): SourceObject<Server> | null {
  const has = (name: string): boolean => fields.raw(name) !== undefined;
  if (has('authorization_server_metadata')) return metadata;
  if (has('token_name')) return token;
  if (has('admin_access')) return access;
  return has('client_id') ? registration : null;
}

export const oauthObjects: Vendored<Server> = {
  objects: [registration, access, token, metadata],
  tell,
  remarks(_known, world) {
    const message = 'no standard lists the clients of an authorization server: only what the tenant was given is here';
    world.remark('import.skipped', '', message);
  },
};
