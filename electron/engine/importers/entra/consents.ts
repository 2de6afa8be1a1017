// Delegated permissions: what a client may do in the name of people.
import type { Fields } from '#engine/importers/fields.ts';
import { blankGrant, recordedAt, scopesNamed } from '#engine/importers/gather/blank.ts';
import type { Ref, SourceObject, World } from '#engine/importers/gather/source-object.ts';
import type { Delegation } from '#shared/model/delegation.ts';
import { unknown } from '#shared/model/fact.ts';
import type { Consent, Grant } from '#shared/model/grant.ts';
import { apiOf } from './apis.ts';
import { type Directory, idIn, servicePrincipalRef, userRef } from './directory.ts';

/** One text with spaces between the scopes, and often before the first. */
const scopesIn = (fields: Fields): readonly string[] => [
  ...new Set(
    fields
      .plain('scope')
      .split(/\s+/)
      .filter((scope) => scope !== ''),
  ),
];

const isForAll = (fields: Fields): boolean => fields.plain('consentType') !== 'Principal';

/** Extends to everybody who can sign in: as many as the file shows. */
export const everybody = ({ users }: Directory): number => Math.max(1, users);

export const liveConsent = (id: string): Consent => ({
  id,
  status: 'live',
  givenAt: unknown('not_recorded'),
  expiresAt: 'never',
  purpose: unknown('not_recorded'),
});

export interface Consented {
  readonly grant: Grant;
  readonly delegations: readonly Delegation[];
}

export function consented(fields: Fields, client: Ref, directory: Directory, world: World): Consented {
  const resourceId = idIn(fields, 'resourceId');
  const api = apiOf(resourceId, fields.plain('resourceDisplayName'), directory);
  const scopes = scopesIn(fields);
  const principal = isForAll(fields) ? '' : idIn(fields, 'principalId');
  const human = principal === '' ? null : world.idOf(userRef(principal));
  const id = `delegated ${resourceId} ${principal || 'all'}`;
  const grant: Grant = {
    ...blankGrant,
    id,
    resource: api,
    scopes: scopesNamed(scopes, api),
    onBehalfOf: human,
    subjects: human === null ? (isForAll(fields) ? everybody(directory) : 1) : 1,
    // What stands under `expiryTime` has no effect (Microsoft Graph, oAuth2PermissionGrant).
    consent: { ...liveConsent(id), givenAt: recordedAt(fields.instant('startTime')) },
    offline: scopes.includes('offline_access'),
    origin: isForAll(fields) ? 'consent for all users' : 'consent',
  };
  const delegations: readonly Delegation[] =
    human === null ? [] : [{ kind: 'acts_for', from: human, to: world.idOf(client), scopes }];
  return { grant, delegations };
}

/** `client`: appId or object id of whom people let act for them. */
export function learnConsent(fields: Fields, client: string, directory: Directory): void {
  const { delegates } = directory;
  delegates.set(client, delegates.get(client) === true || scopesIn(fields).includes('offline_access'));
  directory.forAll ||= isForAll(fields);
}

export const permissionGrant: SourceObject<Directory> = {
  kind: 'delegated permission grant',
  idMember: 'clientId',
  id: (fields) => {
    const client = idIn(fields, 'clientId');
    return client === '' ? '' : [client, idIn(fields, 'resourceId'), idIn(fields, 'principalId')].join(' ');
  },
  shares: (fields) => [{ ref: { ...servicePrincipalRef(idIn(fields, 'clientId')), kind: 'oauth_client' }, at: '' }],
  learn: (fields, directory) => learnConsent(fields, idIn(fields, 'clientId'), directory),
  read({ fields, ref }, directory, world) {
    const { grant, delegations } = consented(fields, ref, directory, world);
    return { grants: [grant], delegations, autonomy: 'delegated' };
  },
};
