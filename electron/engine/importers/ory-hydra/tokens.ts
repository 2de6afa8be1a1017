// Tokens that were given out: rows of the database, and what the introspection endpoint says of one (RFC 7662).
import type { Fields } from '#engine/importers/fields.ts';
import { blankGrant, isOver, scopesNamed } from '#engine/importers/gather/blank.ts';
import type { Contribution, SourceObject, World } from '#engine/importers/gather/source-object.ts';
import { type Fact, type Instant, unknown } from '#shared/model/fact.ts';
import type { Grant } from '#shared/model/grant.ts';
import { actsFor, offlineIn, sharesOf, subjectContribution } from './consents.ts';
import { listIn, nameIn, scopesIn, textIn, timeIn } from './members.ts';
import { learnToken, type Server, subjectRef } from './server.ts';

interface Token {
  readonly id: string;
  readonly clientId: string;
  readonly subject: string;
  readonly scopes: readonly string[];
  readonly audiences: readonly string[];
  readonly givenAt: Fact<Instant> | undefined;
  readonly expiresAt: Fact<Instant | 'never'>;
  readonly active: boolean;
  readonly origin: string;
}

/** Rows of SQLite and MySQL say 1 for true. */
function isActive(fields: Fields): boolean {
  const name = nameIn(fields, 'Active', 'active');
  return typeof fields.raw(name) === 'number' ? fields.raw(name) !== 0 : fields.isTrue(name);
}

function inRow(fields: Fields): Token {
  const end = timeIn(fields, 'ExpiresAt', 'expires_at');
  return {
    id: textIn(fields, 'ID', 'signature', 'Request', 'request_id'),
    clientId: textIn(fields, 'Client', 'client_id'),
    subject: textIn(fields, 'Subject', 'subject'),
    scopes: listIn(fields, 'GrantedScope', 'granted_scope') ?? [],
    audiences: listIn(fields, 'GrantedAudience', 'granted_audience') ?? [],
    givenAt: timeIn(fields, 'RequestedAt', 'requested_at'),
    expiresAt: end ?? unknown('not_in_export'),
    active: isActive(fields),
    origin: 'token in the database',
  };
}

function inAnswer(fields: Fields): Token {
  const [clientId, subject, iat] = [fields.plain('client_id'), fields.plain('sub'), fields.instant('iat', 's')];
  const aud = typeof fields.raw('aud') === 'string' ? [fields.plain('aud')] : fields.texts('aud');
  const use = fields.plain('token_use') || fields.plain('token_type');
  return {
    id: [clientId, subject, use, String(iat ?? '')].join(' ').trim(),
    clientId,
    subject,
    scopes: scopesIn(fields.plain('scope')),
    audiences: aud ?? [],
    givenAt: iat === 'never' ? undefined : iat,
    expiresAt: fields.instant('exp', 's') ?? unknown('not_in_export'),
    active: fields.isTrue('active'),
    origin: use === 'refresh_token' ? 'introspected refresh token' : 'introspected access token',
  };
}

function contributionOf(token: Token, server: Server, world: World): Contribution {
  const { id, clientId, subject, scopes, audiences, givenAt, expiresAt, active, origin } = token;
  const human = subject === '' || subject === clientId ? '' : subject;
  const isLive = active && !isOver(expiresAt, world.now) && scopes.length > 0;
  const resources = audiences.length === 0 ? ['no audience'] : audiences;
  const grants = resources.map(
    (resource): Grant => ({
      ...blankGrant,
      id: `token ${id} ${resource}`,
      resource,
      scopes: scopesNamed(scopes, resource),
      onBehalfOf: human === '' ? null : world.idOf(subjectRef(human)),
      subjects: human === '' ? 0 : 1,
      expiresAt,
      lastUsedAt: givenAt ?? unknown('not_recorded'),
      offline: offlineIn(scopes),
      origin,
    }),
  );
  return {
    vendorKind: 'OAuth 2.0 client',
    lastUsedAt: server.lastToken.get(clientId) ?? unknown('not_recorded'),
    grants: isLive ? grants : [],
    delegations: isLive && human !== '' ? [actsFor(human, clientId, scopes, world)] : [],
  };
}

const sourceOf = (kind: string, idMember: string, tokenIn: (fields: Fields) => Token): SourceObject<Server> => ({
  kind,
  idMember,
  id: (fields) => (tokenIn(fields).clientId === '' ? '' : tokenIn(fields).id),
  shares(fields) {
    const { clientId, subject } = tokenIn(fields);
    return sharesOf(clientId, subject);
  },
  learn(fields, server) {
    const { clientId, givenAt } = tokenIn(fields);
    learnToken(server, clientId, givenAt);
  },
  read: ({ fields, at }, server, world) =>
    at === '' ? contributionOf(tokenIn(fields), server, world) : subjectContribution,
});

export const tokenRow = sourceOf('token', 'Client', inRow);
export const introspection = sourceOf('introspected token', 'client_id', inAnswer);
