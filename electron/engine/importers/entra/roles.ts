// Roles of the directory and of Azure, and who was given them.
import type { Fields } from '#engine/importers/fields.ts';
import { blankGrant, scopesNamed } from '#engine/importers/gather/blank.ts';
import type { Contribution, Ref, Share, SourceObject } from '#engine/importers/gather/source-object.ts';
import type { Grant } from '#shared/model/grant.ts';
import { azureApi, directoryApi } from './apis.ts';
import { appRef, type Directory, idIn, principalRef, servicePrincipalRef, userRef } from './directory.ts';
import { directoryRoles } from './directory-roles.ts';
import { elementsOf } from './elements.ts';

const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** `directory role`, or `eligible …` where its holder has to ask for it each time. */
const directoryGrant = (name: string, place: string, origin: string): Grant => ({
  ...blankGrant,
  id: `${origin} ${name} ${place}`,
  resource: place === '/' || place === '' ? directoryApi : `${directoryApi} ${place}`,
  scopes: scopesNamed([name], directoryApi),
  origin,
});

function holderOf(fields: Fields): Ref | null {
  const principal = fields.object('principal');
  const id = idIn(fields, 'principalId') || idIn(fields, 'id');
  const type = [
    principal?.plain('@odata.type') ?? '',
    fields.plain('principalType'),
    fields.plain('objectType'),
    fields.plain('@odata.type'),
  ].find((text) => /(?:user|serviceprincipal|group)$/i.test(text));
  if (id === '' || /group$/i.test(type ?? '')) return null;
  if (/user$/i.test(type ?? '')) return userRef(id);
  return /serviceprincipal$/i.test(type ?? '') ? servicePrincipalRef(id) : principalRef(id);
}

function roleName(fields: Fields, { roleNames }: Directory): string {
  const id = lastOf(idIn(fields, 'roleDefinitionId'));
  const told = fields.object('roleDefinition')?.plain('displayName') || fields.plain('roleDefinitionName');
  return told || roleNames.get(id) || directoryRoles.get(id) || id;
}

const isEligible = (fields: Fields): boolean => /Eligibility/i.test(fields.plain('@odata.type'));

function givenGrant(fields: Fields, directory: Directory): Grant {
  const name = roleName(fields, directory);
  const scope = fields.plain('scope');
  const ends =
    fields.instant('endDateTime') ?? fields.object('scheduleInfo')?.object('expiration')?.instant('endDateTime');
  const expiresAt = ends ?? 'never';
  if (scope === '') {
    const origin = isEligible(fields) ? 'eligible directory role' : 'directory role';
    return { ...directoryGrant(name, fields.plain('directoryScopeId'), origin), expiresAt };
  }
  const condition = fields.plain('condition');
  return {
    ...blankGrant,
    id: `azure-role ${name} ${scope}`,
    resource: scope,
    scopes: scopesNamed([name], azureApi),
    origin: condition === '' ? 'Azure role assignment' : `Azure role assignment if ${condition}`,
    expiresAt,
  };
}

/** `roleAssignments` of the directory with their schedules, and those of Azure RBAC, which name a scope. */
export const roleAssignment: SourceObject<Directory> = {
  kind: 'role assignment',
  idMember: 'principalId',
  id(fields) {
    const holder = idIn(fields, 'principalId') || idIn(fields, 'id');
    const role = lastOf(idIn(fields, 'roleDefinitionId')) || fields.plain('roleDefinitionName');
    const place = fields.plain('scope') || fields.plain('directoryScopeId');
    return holder === '' ? '' : [holder, role, place, isEligible(fields) ? 'eligible' : ''].join(' ').trim();
  },
  shares(fields) {
    const ref = holderOf(fields);
    return ref === null ? [] : [{ ref, at: '' }];
  },
  read({ fields, ref }, directory) {
    const name =
      fields.object('principal')?.plain('displayName') || fields.plain('principalName') || fields.plain('displayName');
    return {
      ...(name !== '' && { name }),
      ...(ref.namespace === 'user' && { vendorKind: 'user' }),
      grants: [givenGrant(fields, directory)],
    };
  },
};

/** A role that was activated in the directory, with its members where they were asked for. */
export const directoryRole: SourceObject<Directory> = {
  kind: 'directory role',
  idMember: 'id',
  id: (fields) => idIn(fields, 'roleTemplateId', 'id'),
  shares: (fields) =>
    elementsOf(fields, 'members').flatMap(({ element, raw, at }): readonly Share[] => {
      const ref = holderOf(element);
      return ref === null ? [] : [{ ref, at, raw: { displayName: fields.raw('displayName'), member: raw } }];
    }),
  learn(fields, { roleNames }) {
    for (const id of [idIn(fields, 'id'), idIn(fields, 'templateId'), idIn(fields, 'roleTemplateId')])
      if (id !== '') roleNames.set(id, fields.plain('displayName') || fields.plain('roleName'));
  },
  read({ fields, ref }): Contribution {
    const name = fields.object('member')?.plain('displayName') ?? '';
    return {
      ...(name !== '' && { name }),
      ...(ref.namespace === 'user' && { vendorKind: 'user' }),
      grants: [directoryGrant(fields.plain('displayName'), '/', 'directory role')],
    };
  },
};

const roleGrants = (fields: Fields): readonly Grant[] =>
  [...new Set(fields.texts('roles') ?? [])].map((name) => directoryGrant(name, '/', 'directory role'));

/** An assessment report's list of those who hold one of the strongest roles. */
export const privilegedUser: SourceObject<Directory> = {
  kind: 'privileged user',
  idMember: 'id',
  id: (fields) => idIn(fields, 'id'),
  shares: (fields) => [{ ref: userRef(idIn(fields, 'id')), at: '' }],
  learn(fields, { people }) {
    const id = idIn(fields, 'id');
    if (!people.has(id)) people.set(id, { name: fields.plain('displayName') || id, active: true });
  },
  read: ({ fields }) => ({ name: fields.plain('displayName'), vendorKind: 'user', grants: roleGrants(fields) }),
};

export const privilegedServicePrincipal: SourceObject<Directory> = {
  kind: 'privileged service principal',
  idMember: 'appId',
  id: (fields) => idIn(fields, 'appId'),
  shares: (fields) => [{ ref: appRef(idIn(fields, 'appId'), 'service_account'), at: '' }],
  learn(fields, { appOf }) {
    const id = idIn(fields, 'servicePrincipalId');
    if (id !== '') appOf.set(id, idIn(fields, 'appId'));
  },
  read: ({ fields }) => ({
    name: fields.plain('displayName'),
    vendorKind: 'Application',
    aliases: [idIn(fields, 'servicePrincipalId')],
    grants: roleGrants(fields),
    autonomy: 'unattended',
    standing: 'standing',
  }),
};
