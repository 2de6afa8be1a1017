import type { Fields } from '#engine/importers/fields.ts';
import { agent, connection, resourceOwners } from './agents.ts';
import { allowedApp, apiService, app, client, crossAppAccess } from './apps.ts';
import { type ReferenceObject, referenceObjects } from './authorization-servers.ts';
import { clientKey, clientSecret, keySet } from './credentials.ts';
import { adminRole, refreshToken, scopeGrant } from './grants.ts';
import type { OktaObject } from './okta-object.ts';
import { apiToken, appServiceAccount, oktaServiceAccount, user } from './people.ts';

/** The first that fits counts; where several speak of one identity, what the first of them says. */
export const objects: readonly OktaObject[] = [
  app,
  apiToken,
  scopeGrant,
  refreshToken,
  clientSecret,
  clientKey,
  keySet,
  apiService,
  oktaServiceAccount,
  appServiceAccount,
  adminRole,
  connection,
  resourceOwners,
  crossAppAccess,
  allowedApp,
  agent,
  user,
  client,
];

const fits = (names: ReadonlySet<string>, members: readonly string[]): boolean =>
  members.every((member) => names.has(member));

export function objectOf(fields: Fields): OktaObject | ReferenceObject | null {
  const names = new Set(fields.names());
  return (
    objects.find(({ members, isIt }) => fits(names, members) && (isIt?.(fields) ?? true)) ??
    referenceObjects.find(({ members }) => fits(names, members)) ??
    null
  );
}

export const isReference = (object: OktaObject | ReferenceObject): object is ReferenceObject => 'reference' in object;

/** Shapes that no other vendor's objects have, by their members alone. */
const own: readonly (readonly string[])[] = [
  ['signOnMode', 'accessibility'],
  ['signOnMode', 'credentials'],
  ['tokenWindow', 'userId'],
  ['scopeId', 'issuer', 'clientId'],
  ['secret_hash', 'client_secret'],
  ['grantedScopes', 'configGuideUrl'],
  ['oktaUserId', 'ownerUserIds'],
  ['containerOrn', 'ownerUserIds'],
  ['requestingAppInstanceId', 'resourceAppInstanceId'],
  ['metadataPublish', 'consent', 'system'],
  ['audiences', 'issuerMode'],
];

export const isOwnShape = (members: readonly string[]): boolean => {
  const names = new Set(members);
  return own.some((one) => fits(names, one));
};

/** Could an object with these members be one of Okta's? */
export const mayBeOkta = (members: readonly string[]): boolean => {
  const names = new Set(members);
  return [...objects, ...referenceObjects].some((object) => fits(names, object.members));
};
