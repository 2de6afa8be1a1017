// App roles: what a principal may do in its own name.
import type { Fields } from '#engine/importers/fields.ts';
import { blankGrant, scopesNamed } from '#engine/importers/gather/blank.ts';
import type { Contribution, Piece, Ref, Share, SourceObject, World } from '#engine/importers/gather/source-object.ts';
import type { Grant } from '#shared/model/grant.ts';
import { apiOf, appRoleName, learnApi } from './apis.ts';
import { countIn, type Directory, idIn, principalRef, servicePrincipalRef, userRef } from './directory.ts';
import { elementsOf } from './elements.ts';

/** Older tools call the id of the role `Id`, and that of the assignment `ObjectId`. */
const roleIdIn = (fields: Fields): string =>
  idIn(fields, 'appRoleId') || (fields.raw('creationTimestamp') === undefined ? '' : idIn(fields, 'id'));

/** The same in every shape: no two assignments give one role of one resource to one principal. */
const idOf = (fields: Fields): string =>
  idIn(fields, 'principalId') === ''
    ? ''
    : [idIn(fields, 'principalId'), idIn(fields, 'resourceId'), roleIdIn(fields)].join(' ');

function holderOf(fields: Fields): Ref | null {
  const id = idIn(fields, 'principalId');
  if (id === '') return null;
  switch (fields.plain('principalType').toLowerCase()) {
    case 'serviceprincipal':
      return servicePrincipalRef(id);
    case 'user':
      return userRef(id);
    case '':
      return principalRef(id);
    default:
      return null;
  }
}

export function assignmentGrant(fields: Fields, directory: Directory, world: World): Grant {
  const [resourceId, roleId] = [idIn(fields, 'resourceId'), roleIdIn(fields)];
  const api = apiOf(resourceId, fields.plain('resourceDisplayName'), directory);
  const name = appRoleName(resourceId, roleId, api, directory);
  if (name === null) {
    const message = `the app role ${roleId} of ${api} is not in this file: it is shown by its id`;
    world.remark('import.dangling_reference', fields.record, message);
  }
  return {
    ...blankGrant,
    id: `app-role ${resourceId} ${roleId}`,
    resource: api,
    scopes: scopesNamed([name ?? roleId], api),
    origin: 'app role assignment',
  };
}

const contribution = (fields: Fields, ref: Ref, directory: Directory, world: World): Contribution => {
  const name = fields.plain('principalDisplayName');
  return {
    ...(name !== '' && { name }),
    ...(ref.namespace !== 'user' && { autonomy: 'unattended' as const, standing: 'standing' as const }),
    ...(ref.namespace === 'user' && { vendorKind: 'user' }),
    grants: fields.raw('deletedDateTime') === undefined ? [assignmentGrant(fields, directory, world)] : [],
  };
};

export function learnHolder(fields: Fields, directory: Directory): void {
  const ref = holderOf(fields);
  if (ref?.namespace === 'service-principal') directory.holders.add(ref.externalId);
  learnApi(idIn(fields, 'resourceId'), fields.plain('resourceDisplayName'), roleIdIn(fields), directory);
}

/** `appRoleAssignments` of the principal and `appRoleAssignedTo` of the resource are the same objects. */
export const appRoleAssignment: SourceObject<Directory> = {
  kind: 'app role assignment',
  idMember: 'principalId',
  id: idOf,
  shares(fields, { others }) {
    const ref = holderOf(fields);
    if (ref === null) countIn(others, 'app role assignments to groups');
    return ref === null ? [] : [{ ref, at: '' }];
  },
  learn: (fields, directory) => learnHolder(fields, directory),
  read: ({ fields, ref }, directory, world) => contribution(fields, ref, directory, world),
};

const assignedTo = 'appRoleAssignedTo';

export const isAssigned = (at: string): boolean => at.startsWith(`.${assignedTo}[`);

/** One share for each principal that the resource's own list names. */
export const assignedShares = (fields: Fields): readonly Share[] =>
  elementsOf(fields, assignedTo).flatMap(({ element, raw, at }): readonly Share[] => {
    const ref = holderOf(element);
    return ref === null ? [] : [{ ref, at, raw }];
  });

export const readAssigned = ({ fields, ref }: Piece, directory: Directory, world: World): Contribution =>
  contribution(fields, ref, directory, world);
