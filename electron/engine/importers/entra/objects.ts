import type { Fields } from '#engine/importers/fields.ts';
import type { SourceObject, Vendored } from '#engine/importers/gather/source-object.ts';
import type { Asked } from '#engine/importers/json-record.ts';
import { agentIdentity } from './agents.ts';
import { application, servicePrincipal } from './applications.ts';
import { appRoleAssignment } from './assignments.ts';
import { permissionGrant } from './consents.ts';
import { countIn, type Directory, idIn, placeOf, settled } from './directory.ts';
import { federatedCredential } from './federation.ts';
import { graphForm } from './graph-form.ts';
import { assignedIdentity, createdSecret } from './outputs.ts';
import { owner } from './owners.ts';
import { agentUser, user } from './people.ts';
import { directoryRole, privilegedServicePrincipal, privilegedUser, roleAssignment } from './roles.ts';
import { credentialReport, signInReport } from './sign-in-reports.ts';
import { tokenLifetimePolicy } from './token-lifetimes.ts';

type EntraObject = SourceObject<Directory>;

/** Objects that are no identities and say nothing of any: kept as records, and counted. */
const other: EntraObject = {
  kind: 'object',
  idMember: 'id',
  id: (fields) => idIn(fields, 'id'),
  shares(fields, { others }) {
    const type = fields.plain('@odata.type').replace(/^.*\./, '') || 'unknown';
    countIn(others, `objects of the type ${type}`);
    return [];
  },
};

/** The tenant itself: recognised by the file's head. */
const organization: EntraObject = {
  ...other,
  kind: 'organization',
  shares: () => [],
  learn(fields, directory) {
    directory.home ||= idIn(fields, 'id');
  },
};

/** By the last part of `@odata.type`, in lower case. */
const byType: ReadonlyMap<string, EntraObject> = new Map([
  ['application', application],
  ['agentidentityblueprint', application],
  ['serviceprincipal', servicePrincipal],
  ['agentidentityblueprintprincipal', servicePrincipal],
  ['agentidentity', agentIdentity],
  ['user', user],
  ['agentuser', agentUser],
  ['approleassignment', appRoleAssignment],
  ['oauth2permissiongrant', permissionGrant],
  ['federatedidentitycredential', federatedCredential],
  ['unifiedroleassignment', roleAssignment],
  ['unifiedroleassignmentschedule', roleAssignment],
  ['unifiedroleassignmentscheduleinstance', roleAssignment],
  ['unifiedroleeligibilityschedule', roleAssignment],
  ['unifiedroleeligibilityscheduleinstance', roleAssignment],
  ['unifiedroledefinition', directoryRole],
  ['directoryrole', directoryRole],
  ['directoryroletemplate', directoryRole],
  ['serviceprincipalsigninactivity', signInReport],
  ['appcredentialsigninactivity', credentialReport],
  ['tokenlifetimepolicy', tokenLifetimePolicy],
  ['organization', organization],
]);

/** Of objects that do not name their type: the first whose members are all there. */
const byMembers: readonly (readonly [members: readonly string[], object: EntraObject])[] = [
  [['roles', 'servicePrincipalId'], privilegedServicePrincipal],
  [['roles', 'displayName'], privilegedUser],
  [['consentType', 'clientId'], permissionGrant],
  [['principalId', 'resourceId'], appRoleAssignment],
  [['principalId', 'roleDefinitionId'], roleAssignment],
  [['roleDefinitionName', 'scope'], roleAssignment],
  [['keyId', 'signInActivity'], credentialReport],
  [['appId', 'lastSignInActivity'], signInReport],
  [['appId', 'applicationAuthenticationClientSignInActivity'], signInReport],
  [['appId', 'delegatedClientSignInActivity'], signInReport],
  [['issuer', 'subject'], federatedCredential],
  [['issuer', 'claimsMatchingExpression'], federatedCredential],
  [['definition', 'isOrganizationDefault'], tokenLifetimePolicy],
  [['verifiedDomains'], organization],
  [['rolePermissions', 'displayName'], directoryRole],
  [['roleTemplateId', 'displayName'], directoryRole],
  [['clientId', 'principalId', 'tenantId'], assignedIdentity],
  [['appId', 'password', 'tenant'], createdSecret],
  [['clientId', 'clientSecret', 'tenantId'], createdSecret],
  [['agentIdentityBlueprintId'], agentIdentity],
  [['identityParentId', 'userPrincipalName'], agentUser],
  [['userPrincipalName'], user],
  [['appId', 'servicePrincipalType'], servicePrincipal],
  [['appId', 'servicePrincipalNames'], servicePrincipal],
  [['appId', 'servicePrincipalName', 'displayName'], servicePrincipal],
  [['appId', 'appOwnerOrganizationId', 'displayName'], servicePrincipal],
  [['appId', 'accountEnabled'], servicePrincipal],
  [['appId', 'appRoleAssignmentRequired'], servicePrincipal],
  [['appId', 'appOwnerTenantId'], servicePrincipal],
  [['appId', 'displayName'], application],
  [['appId', 'passwordCredentials'], application],
  [['appId', 'keyCredentials'], application],
];

export const shapes: readonly (readonly string[])[] = byMembers.map(([members]) => members);

/** The last part of where a list stands, and of what its context calls its elements. */
const relations: ReadonlyMap<string, EntraObject> = new Map([
  ['owners', owner],
  ['sponsors', owner],
  ['federatedidentitycredentials', federatedCredential],
]);

const typeOf = (fields: Fields): string =>
  (fields.plain('@odata.type') || fields.plain('objectType')).replace(/^.*\./, '').replace(/^#/, '').toLowerCase();

function tellIn(directory: Directory, fields: Fields, asked: Asked | undefined): EntraObject | null {
  const place = placeOf(asked, directory);
  const related = place === null ? undefined : relations.get(place.relation);
  if (related !== undefined) return related;
  const typed = byType.get(typeOf(fields));
  if (typed !== undefined) return typed;
  const names = new Set(fields.names().filter((name) => fields.raw(name) !== undefined));
  const shaped = byMembers.find(([members]) => members.every((name) => names.has(name)));
  if (shaped !== undefined) return shaped[1];
  return typeOf(fields) !== '' && idIn(fields, 'id') !== '' ? other : null;
}

/** Those that speak for an identity first are listed first. */
export const directoryObjects = (directory: Directory): Vendored<Directory> => ({
  objects: [
    application,
    servicePrincipal,
    agentIdentity,
    agentUser,
    user,
    assignedIdentity,
    createdSecret,
    privilegedServicePrincipal,
    privilegedUser,
    appRoleAssignment,
    permissionGrant,
    roleAssignment,
    directoryRole,
    federatedCredential,
    owner,
    signInReport,
    credentialReport,
  ],
  form: graphForm,
  tell: (fields, asked) => tellIn(directory, fields, asked),
  settle: (ref, known) => {
    const found = settled(ref, known);
    if (found === null || found.namespace === 'service-principal' || found.namespace === 'application')
      known.dangling.add(ref.externalId);
    return found;
  },
  remarks({ others, dangling, forAll, users }, world) {
    for (const [type, count] of others) {
      const message = `${type}: ${count} kept as records`;
      world.remark('import.skipped', '', message);
    }
    if (dangling.size > 0) {
      const names = [...dangling].slice(0, 5).join(', ') + (dangling.size > 5 ? ' …' : '');
      const message = `principals and APIs that are not in this file, ${dangling.size}: ${names}; they stand under their object id`;
      world.remark('import.dangling_reference', '', message);
    }
    if (forAll && users === 0) {
      const message = 'a consent for all users was met, and the file does not show how many they are: counted as one';
      world.remark('import.guessed', '', message);
    }
  },
});
