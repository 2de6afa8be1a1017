// Grants that an application's or service principal's own object lists.
import type { Fields } from '#engine/importers/fields.ts';
import { blankGrant, scopesNamed } from '#engine/importers/gather/blank.ts';
import type { Contribution, Ref, World } from '#engine/importers/gather/source-object.ts';
import type { Grant } from '#shared/model/grant.ts';
import { assignmentGrant, learnHolder } from './assignments.ts';
import { consented, everybody, learnConsent, liveConsent } from './consents.ts';
import { type Directory, idIn } from './directory.ts';

const isDelegated = (permission: Fields): boolean => permission.plain('roleType') === 'Delegated';

/** Assessment reports list what was asked for; only what an administrator agreed to is held. */
const agreed = (fields: Fields): readonly Fields[] =>
  fields.objects('permissions').filter((permission) => permission.isTrue('isAdminConsented'));

function assessedGrant(permission: Fields, directory: Directory): Grant {
  const api = permission.plain('applicationDisplayName') || permission.plain('resourceDisplayName');
  const role = idIn(permission, 'roleId');
  const name = permission.plain('roleDisplayName') || role;
  const id = `${isDelegated(permission) ? 'delegated' : 'app-role'} ${api} ${role || name}`;
  const common = { ...blankGrant, id, resource: api, scopes: scopesNamed([name], api) };
  if (!isDelegated(permission)) return { ...common, origin: 'app role assignment' };
  const offline = name === 'offline_access';
  const consent = liveConsent(id);
  return { ...common, subjects: everybody(directory), consent, offline, origin: 'consent for all users' };
}

export function ownGrants(
  fields: Fields,
  ref: Ref,
  directory: Directory,
  world: World,
): Required<Pick<Contribution, 'grants' | 'delegations'>> {
  const consents = fields.objects('oauth2PermissionGrants').map((grant) => consented(grant, ref, directory, world));
  return {
    grants: [
      ...fields.objects('appRoleAssignments').map((assignment) => assignmentGrant(assignment, directory, world)),
      ...consents.map(({ grant }) => grant),
      ...agreed(fields).map((permission) => assessedGrant(permission, directory)),
    ],
    delegations: consents.flatMap(({ delegations }) => delegations),
  };
}

export function learnGrants(fields: Fields, appId: string, directory: Directory): void {
  for (const assignment of fields.objects('appRoleAssignments')) {
    directory.holders.add(appId);
    learnHolder(assignment, directory);
  }
  for (const grant of fields.objects('oauth2PermissionGrants')) learnConsent(grant, appId, directory);
  for (const assignment of fields.objects('appRoleAssignedTo')) learnHolder(assignment, directory);
  for (const permission of agreed(fields)) {
    if (!isDelegated(permission)) directory.holders.add(appId);
    else {
      directory.delegates.set(appId, directory.delegates.get(appId) === true);
      directory.forAll = true;
    }
  }
}
