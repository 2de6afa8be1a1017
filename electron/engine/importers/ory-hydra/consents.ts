// What people let clients do: consent sessions of the admin API, and the flows that the database keeps of them.
import { type Fields, isObject } from '#engine/importers/fields.ts';
import { blankGrant, isOver, scopesNamed } from '#engine/importers/gather/blank.ts';
import type { Contribution, Piece, Share, SourceObject, World } from '#engine/importers/gather/source-object.ts';
import type { Delegation } from '#shared/model/delegation.ts';
import { type Fact, type Instant, isUnknown, unknown } from '#shared/model/fact.ts';
import type { Grant } from '#shared/model/grant.ts';
import { clientIdOf, contributionOf } from './clients.ts';
import { listIn, nameIn, textIn, timeIn } from './members.ts';
import { clientRef, type Server, subjectRef } from './server.ts';

export const offlineIn = (scopes: readonly string[]): boolean =>
  scopes.includes('offline') || scopes.includes('offline_access');

export const actsFor = (subject: string, clientId: string, scopes: readonly string[], world: World): Delegation => ({
  kind: 'acts_for',
  from: world.idOf(subjectRef(subject)),
  to: world.idOf(clientRef(clientId)),
  scopes,
});

/** The human that an object names is an identity too: nothing else in a Hydra knows of people. */
export const sharesOf = (clientId: string, subject: string): readonly Share[] => [
  { ref: clientRef(clientId), at: '' },
  ...(subject === '' || subject === clientId ? [] : [{ ref: subjectRef(subject), at: '.subject', raw: { subject } }]),
];

export const subjectContribution: Contribution = {
  vendorKind: 'subject',
  owners: unknown('not_recorded'),
  createdAt: unknown('not_recorded'),
  lastUsedAt: unknown('not_recorded'),
};

interface Place {
  readonly clientId: string;
  readonly subject: string;
  readonly client: Fields | null;
}

/** The request stands inside the session that was granted, or alone while nobody has answered it. */
function placeIn(fields: Fields): Place {
  const inner = fields.object('consent_request') ?? fields;
  const of = nameIn(inner, 'client', 'Client', 'ClientID', 'client_id');
  const client = isObject(inner.raw(of)) ? inner.object(of) : null;
  const clientId = client === null ? inner.plain(of) : clientIdOf(client);
  return { clientId, subject: textIn(inner, 'subject', 'Subject'), client };
}

function endOf(fields: Fields, givenAt: Fact<Instant> | undefined): Fact<Instant | 'never'> {
  if (!fields.isTrue(nameIn(fields, 'remember', 'ConsentRemember'))) return unknown('not_recorded');
  const remembered = fields.raw(nameIn(fields, 'remember_for', 'ConsentRememberFor'));
  // sql.NullInt64 in rows
  const seconds = isObject(remembered) ? remembered['Int64'] : remembered;
  if (seconds === 0) return 'never';
  if (typeof seconds !== 'number' || givenAt === undefined || isUnknown(givenAt)) return unknown('not_in_export');
  const end = givenAt + seconds * 1000;
  return Number.isSafeInteger(end) ? end : unknown('unreadable');
}

function readConsent({ fields, ref, at }: Piece, server: Server, world: World): Contribution {
  if (at !== '') return subjectContribution;
  const { clientId, subject, client } = placeIn(fields);
  // Some answers name no more of the client than its id.
  const isWhole = client !== null && client.raw(nameIn(client, 'grant_types', 'GrantTypes')) !== undefined;
  const base = isWhole ? contributionOf(client, new Map(), server, world) : {};
  const scopes = listIn(fields, 'grant_scope', 'GrantedScope');
  const givenAt = timeIn(fields, 'handled_at', 'ConsentHandledAt');
  // Without it nobody has answered yet, or the answer was no.
  if (scopes === undefined || subject === '' || (givenAt === undefined && scopes.length === 0)) return base;
  const id = textIn(fields, 'consent_request_id', 'ID', 'challenge') || subject;
  const audiences = listIn(fields, 'grant_access_token_audience', 'GrantedAudience') ?? [];
  const expiresAt = endOf(fields, givenAt);
  const status = isOver(expiresAt, world.now) ? ('expired' as const) : ('live' as const);
  const grants = (audiences.length === 0 ? ['no audience'] : audiences).map(
    (resource): Grant => ({
      ...blankGrant,
      id: `consent ${id} ${resource}`,
      resource,
      scopes: scopesNamed(scopes, resource),
      onBehalfOf: world.idOf(subjectRef(subject)),
      subjects: 1,
      consent: { id, status, givenAt: givenAt ?? unknown('not_recorded'), expiresAt, purpose: unknown('not_recorded') },
      expiresAt,
      offline: offlineIn(scopes),
      origin: 'consent',
    }),
  );
  return {
    ...base,
    name: base.name ?? ref.externalId,
    vendorKind: 'OAuth 2.0 client',
    lastUsedAt: server.lastToken.get(clientId) ?? unknown('not_recorded'),
    grants: [...grants, ...(base.grants ?? [])],
    delegations: status === 'live' ? [actsFor(subject, clientId, scopes, world)] : [],
  };
}

export const consent: SourceObject<Server> = {
  kind: 'consent',
  idMember: 'consent_request.client',
  id(fields) {
    const { clientId, subject } = placeIn(fields);
    const inner = fields.object('consent_request');
    const id = textIn(fields, 'consent_request_id', 'ID', 'challenge') || inner?.plain('challenge');
    const alone = [subject, ...(listIn(fields, 'grant_scope', 'GrantedScope') ?? [])].join(' ');
    return clientId === '' ? '' : `${clientId} ${id || alone}`;
  },
  shares(fields) {
    const { clientId, subject } = placeIn(fields);
    return sharesOf(clientId, subject);
  },
  read: readConsent,
};
