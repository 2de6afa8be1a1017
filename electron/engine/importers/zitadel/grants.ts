// What users may do: roles of projects, and memberships that let them administer.
import type { Fields } from '#engine/importers/fields.ts';
import { blankGrant, scopesNamed } from '#engine/importers/gather/blank.ts';
import type { Contribution, SourceObject } from '#engine/importers/gather/source-object.ts';
import type { Asked } from '#engine/importers/json-record.ts';
import type { IdentityKind } from '#shared/model/identity.ts';
import { type Instance, idInPath, statusOf, userRef } from './instance.ts';

const userIdOf = (fields: Fields): string => fields.plain('userId') || fields.object('user')?.plain('id') || '';

const nameOf = (fields: Fields): string => {
  const user = fields.object('user') ?? fields;
  return user.plain('displayName') || user.plain('preferredLoginName') || user.plain('userName');
};

/** A grant names the type of its user, a membership only what people have. */
function kindOf(fields: Fields): IdentityKind {
  const type = fields.plain('userType');
  if (type !== '') return type.endsWith('HUMAN') || type === '1' ? 'human' : 'service_account';
  return fields.plain('email') !== '' || fields.plain('lastName') !== '' ? 'human' : 'service_account';
}

/** Keys as texts, or as objects with a name for people beside. */
function rolesOf(fields: Fields): readonly string[] {
  const name = fields.raw('roleKeys') === undefined ? 'roles' : 'roleKeys';
  const list = fields.raw(name);
  if (Array.isArray(list) && list.some((one) => typeof one === 'object' && one !== null))
    return fields.objects(name).map((role) => role.plain('key') || role.plain('name'));
  return fields.texts(name) ?? [];
}

function common(fields: Fields): Contribution {
  const name = nameOf(fields);
  const login = (fields.object('user') ?? fields).plain('preferredLoginName');
  // A membership without a mail address may be anybody's: the user itself says what it is.
  const isSure = fields.plain('userType') !== '' || kindOf(fields) === 'human';
  return {
    ...(name !== '' && { name }),
    ...(isSure && { kind: kindOf(fields) }),
    ...(isSure && { vendorKind: kindOf(fields) === 'human' ? 'human user' : 'machine user' }),
    aliases: [login, fields.plain('email')],
  };
}

export const authorization: SourceObject<Instance> = {
  kind: 'authorization',
  idMember: 'userId',
  id: (fields) => {
    const user = userIdOf(fields);
    return user === '' ? '' : fields.plain('id') || `${user} ${projectOf(fields)}`;
  },
  shares: (fields) => [{ ref: userRef(userIdOf(fields), kindOf(fields)), at: '' }],
  read({ fields }) {
    const project = projectOf(fields);
    const name = fields.plain('projectName') || fields.object('project')?.plain('name') || project;
    const isActive = statusOf(fields) === 'active';
    const roles = rolesOf(fields).filter((role) => role !== '');
    const isGranted = (fields.plain('projectGrantId') || fields.plain('grantedOrganizationId')) !== '';
    return {
      ...common(fields),
      grants: isActive
        ? [
            {
              ...blankGrant,
              id: `authorization ${fields.plain('id') || project}`,
              resource: name,
              scopes: scopesNamed(roles, project),
              origin: isGranted ? 'user grant on a granted project' : 'user grant',
            },
          ]
        : [],
    };
  },
};

const projectOf = (fields: Fields): string => fields.plain('projectId') || fields.object('project')?.plain('id') || '';

interface Place {
  readonly level: string;
  readonly id: string;
}

/** Of what it is a membership: its own members say, then the address, then the names of its roles. */
function placeOf(fields: Fields, asked: Asked | undefined): Place {
  const url = asked?.url ?? '';
  const grant = fields.plain('projectGrantId') || fields.object('projectGrant')?.plain('projectGrantId') || '';
  if (grant !== '') return { level: 'project grant', id: grant };
  const project = projectOf(fields) || idInPath(asked, 'projects');
  if (project !== '') return { level: 'project', id: project };
  const organization = fields.plain('orgId') || fields.object('organization')?.plain('id') || '';
  if (organization !== '') return { level: 'organization', id: organization };
  const first = rolesOf(fields)[0] ?? '';
  const isInstance =
    fields.isTrue('iam') || fields.isTrue('instance') || first.startsWith('IAM_') || /\/admin\/v1\/members/.test(url);
  if (isInstance) return { level: 'instance', id: '' };
  const owner = fields.object('details')?.plain('resourceOwner') ?? '';
  return { level: first.startsWith('PROJECT_') ? 'project' : 'organization', id: owner };
}

export const member: SourceObject<Instance> = {
  kind: 'membership',
  idMember: 'userId',
  id: (fields, asked) => {
    const user = userIdOf(fields);
    const { level, id } = placeOf(fields, asked);
    return user === '' ? '' : `${user} ${level} ${id}`;
  },
  shares: (fields) => [{ ref: userRef(userIdOf(fields), kindOf(fields)), at: '' }],
  read({ fields, asked }) {
    const { level, id } = placeOf(fields, asked);
    const resource = `${level} ${id}`.trim();
    const grant = {
      ...blankGrant,
      id: `member ${resource}`,
      resource,
      scopes: scopesNamed(rolesOf(fields), 'zitadel'),
      origin: `${level} membership`,
    };
    if (common(fields).kind === undefined) {
      const message = `the member ${userIdOf(fields)} may be a person or a machine: taken for a machine unless another object says`;
      fields.complain('info', 'import.guessed', 'userId', message);
    }
    return { ...common(fields), grants: [grant] };
  },
};
