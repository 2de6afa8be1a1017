import { type Fields, isObject } from '#engine/importers/fields.ts';
import type { SourceObject, Vendored } from '#engine/importers/gather/source-object.ts';
import { account, keyFile } from './accounts.ts';
import { apiKey } from './api-keys.ts';
import { assetName, assetType, type Cloud, countIn, dataOf } from './cloud.ts';
import { activity, key } from './keys.ts';
import { accountNamed, lastOf, poolNamed } from './names.ts';
import { isPolicy, policy } from './policies.ts';
import { pool, provider } from './pools.ts';
import { roleName } from './roles.ts';

const role: SourceObject<Cloud> = {
  kind: 'role',
  idMember: 'name',
  id: (fields) => roleName(dataOf(fields)),
  shares: () => [],
  learn(fields, { roles }, again) {
    roles.set(roleName(dataOf(fields)), () => dataOf(again()));
  },
};

const project: SourceObject<Cloud> = {
  kind: 'project',
  idMember: 'projectId',
  id: (fields) => dataOf(fields).plain('projectId'),
  shares(fields, { projects }) {
    const data = dataOf(fields);
    const number = data.plain('projectNumber');
    if (number !== '') projects.set(number, data.plain('projectId'));
    return [];
  },
};

/** Assets and resources that are no identities and say nothing of any: kept as records, and counted. */
const other: SourceObject<Cloud> = {
  kind: 'asset',
  idMember: 'name',
  id: (fields) => {
    const name = assetName(fields);
    return name === '' ? '' : `${assetType(fields)} ${name} ${contentOf(fields)}`;
  },
  shares(fields, { others }) {
    countIn(others, contentOf(fields) || assetType(fields) || 'unknown');
    return [];
  },
};

/** What of an asset was exported, where it is no resource. */
const contentOf = (fields: Fields): string =>
  ['org_policy', 'orgPolicy', 'access_policy', 'accessPolicy', 'os_inventory', 'osInventory', 'spec'].find(
    (name) => fields.raw(name) !== undefined,
  ) ?? '';

const ofType: Readonly<Record<string, SourceObject<Cloud>>> = {
  'iam.googleapis.com/ServiceAccount': account,
  'iam.googleapis.com/ServiceAccountKey': key,
  'iam.googleapis.com/Role': role,
  'iam.googleapis.com/WorkloadIdentityPool': pool,
  'iam.googleapis.com/WorkloadIdentityPoolProvider': provider,
  'apikeys.googleapis.com/Key': apiKey,
  'cloudresourcemanager.googleapis.com/Project': project,
};

function tell(fields: Fields): SourceObject<Cloud> | null {
  const has = (name: string): boolean => fields.raw(name) !== undefined;
  if (has('client_email') && has('private_key')) return keyFile;
  if (isPolicy(fields)) return policy;
  const type = assetType(fields);
  if (type !== '') return (isObject(fields.raw('resource')) && ofType[type]) || other;
  if (has('fullResourceName') && has('activityType')) return activity;
  const name = fields.plain('name');
  if (poolNamed(name) !== '') return /\/providers\/[^/]+$/.test(name) ? provider : pool;
  if (/\/locations\/[^/]+\/keys\/[^/]+$/.test(name)) return apiKey;
  const named = accountNamed(name);
  if (named !== null && named.key !== '') return key;
  if (named !== null || (has('uniqueId') && has('email'))) return account;
  if (/^(?:(?:projects|organizations)\/[^/]+\/)?roles\/[\w.]+$/.test(name)) return role;
  if (has('projectNumber') && has('projectId')) return project;
  // Organization policies, and what the search for resources answers.
  return /^(?:projects|folders|organizations)\/[^/]+\/policies\/[^/]+$/.test(name) || has('constraint') ? other : null;
}

export const cloudObjects: Vendored<Cloud> = {
  objects: [account, key, keyFile, apiKey, provider, pool, policy, activity, role, project, other],
  tell,
  remarks({ groups, others }, world) {
    for (const [kind, count] of groups) {
      const message = `${count} members of the kind ${kind} are kept as records: the policy does not say who is in it`;
      world.remark('import.skipped', '', message);
    }
    for (const [kind, count] of others) {
      world.remark(
        'import.skipped',
        '',
        `objects of the kind ${lastOf(kind)} are no identities: ${count} kept as records`,
      );
    }
  },
};
