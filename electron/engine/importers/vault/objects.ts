import type { Fields } from '#engine/importers/fields.ts';
import type { SourceObject, Vendored } from '#engine/importers/gather/source-object.ts';
import type { Asked } from '#engine/importers/json-record.ts';
import { type Cluster, pathOf, placeOf } from './cluster.ts';
import { alias, entity, group } from './entities.ts';
import { rulesIn } from './policy-text.ts';
import { methodOf, roleFrom, roleId, secretId } from './roles.ts';
import { lease, token } from './tokens.ts';

/** As it was written: line feeds end comments. */
function textOf(fields: Fields): string {
  const text = fields.raw('policy') ?? fields.raw('rules');
  return typeof text === 'string' ? text : '';
}

const policyFrom = (stem: string): SourceObject<Cluster> => {
  const nameOf = (fields: Fields, asked: Asked | undefined): string =>
    fields.plain('name') || (/^sys\/polic(?:y|ies\/acl)\/(.+)$/.exec(pathOf(asked))?.[1] ?? stem);
  return {
    kind: 'policy',
    idMember: 'name',
    id: nameOf,
    shares: () => [],
    learn(fields, { policies }, _again, asked) {
      const name = nameOf(fields, asked);
      const rules = rulesIn(textOf(fields));
      if (rules === null) {
        const message = `the policy ${name} is neither HCL nor JSON: what it allows is not known`;
        fields.complain('warning', 'import.unreadable_value', 'policy', message);
      }
      policies.set(name, rules);
    },
  };
};

/** Settings, mounts, secrets: nobody's identity. Their values were blanked before. */
const other: SourceObject<Cluster> = {
  kind: 'answer',
  idMember: 'request_id',
  // Nothing in it may be told apart: where it stands has to do.
  id: (fields) => fields.record,
  shares(fields, { others }, asked) {
    const what = pathOf(asked) || `with ${fields.names().slice(0, 4).join(', ')}`;
    others.set(what, (others.get(what) ?? 0) + 1);
    return [];
  },
};

const has = (fields: Fields, ...names: readonly string[]): boolean =>
  names.every((name) => fields.raw(name) !== undefined);

/** What the members say comes first, the path after it. */
export function shapeOf(fields: Fields, asked: Asked | undefined): string {
  const place = placeOf(asked);
  if (has(fields, 'secret_id_accessor')) return 'secret id';
  if (has(fields, 'accessor')) return 'token';
  if (has(fields, 'canonical_id')) return 'alias';
  if (has(fields, 'id', 'member_entity_ids') || has(fields, 'id', 'member_group_ids')) return 'group';
  if (
    has(fields, 'id') &&
    (has(fields, 'aliases') || has(fields, 'direct_group_ids') || has(fields, 'merged_entity_ids'))
  )
    return 'entity';
  if (has(fields, 'id', 'issue_time') || has(fields, 'lease_id', 'lease_duration')) return 'lease';
  if (typeof fields.raw('policy') === 'string' && !has(fields, 'token_policies') && isPolicyText(fields.raw('policy')))
    return 'policy';
  if (has(fields, 'name', 'rules')) return 'policy';
  if (has(fields, 'role_id') && fields.names().length === 1) return 'role id';
  if (methodOf(fields) !== null) return 'role';
  return place !== null && place.part === '' ? 'role' : 'other';
}

const isPolicyText = (text: unknown): boolean => typeof text === 'string' && /\bpath\b|"path"/.test(text);

export function vaultObjects(stem: string): Vendored<Cluster> {
  const role = roleFrom(stem);
  const policy = policyFrom(stem);
  const shapes: ReadonlyMap<string, SourceObject<Cluster>> = new Map([
    ['secret id', secretId],
    ['token', token],
    ['alias', alias],
    ['group', group],
    ['entity', entity],
    ['lease', lease],
    ['policy', policy],
    ['role id', roleId],
    ['role', role],
  ]);
  return {
    objects: [token, entity, role, roleId, secretId, lease, alias, group, policy, other],
    tell: (fields, asked) => shapes.get(shapeOf(fields, asked)) ?? other,
    remarks({ others, missing }, world) {
      for (const [what, count] of others)
        world.remark(
          'import.skipped',
          '',
          `answers ${what} are no identities: ${count} kept as records, values left out`,
        );
      if (missing.size > 0) {
        const names = [...missing].slice(0, 5).join(', ') + (missing.size > 5 ? ' …' : '');
        const message = `policies that are not in this file, ${missing.size}: what they allow is not known: ${names}`;
        world.remark('import.dangling_reference', '', message);
      }
    },
  };
}
