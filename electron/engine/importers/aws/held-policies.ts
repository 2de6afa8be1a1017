// Which policies a principal holds: inline, attached, and those of its groups.
import type { Fields } from '#engine/importers/fields.ts';
import type { World } from '#engine/importers/gather/source-object.ts';
import { type Account, nameKey } from './account.ts';
import { everything, type Statement, statementsOf } from './policies.ts';

export interface HeldPolicy {
  readonly id: string;
  readonly name: string;
  readonly origin: string;
  /** null: the document is not in the file. */
  readonly statements: readonly Statement[] | null;
}

const inlineLists = ['UserPolicyList', 'RolePolicyList', 'GroupPolicyList'] as const;
const attachedLists = ['AttachedManagedPolicies', 'AttachedPolicies'] as const;

export function policiesHeldBy(
  fields: Fields,
  groups: readonly string[],
  account: Account,
  world: World,
): readonly HeldPolicy[] {
  const ofGroups = groups.flatMap((name) => {
    const group = account.groups.get(nameKey(fields.plain('Arn'), name));
    if (group !== undefined) return policiesOf(group(), name, account, world);
    const message = `the group ${name} is not in this file: what it gives to its members is not known`;
    world.remark('import.dangling_reference', fields.record, message);
    return [];
  });
  return [...policiesOf(fields, '', account, world), ...ofGroups];
}

function policiesOf(holder: Fields, group: string, account: Account, world: World): readonly HeldPolicy[] {
  const [prefix, suffix] = group === '' ? ['', ''] : [`group/${group} `, ` of the group ${group}`];
  const inline = inlineLists
    .flatMap((list) => holder.objects(list))
    .map((policy) => inlinePolicy(policy, prefix, suffix));
  const attached = attachedLists
    .flatMap((list) => holder.objects(list))
    .map((policy): HeldPolicy => {
      const arn = policy.plain('PolicyArn');
      const name = policy.plain('PolicyName') || arn;
      const statements = managed(arn, name, holder.record, account, world);
      return { id: `${prefix}${arn || name}`, name, origin: `policy ${name}${suffix}`, statements };
    });
  return [...inline, ...attached];
}

export function inlinePolicy(policy: Fields, prefix = '', suffix = ''): HeldPolicy {
  const name = policy.plain('PolicyName');
  const statements = statementsOf(policy, 'PolicyDocument') ?? [];
  return { id: `${prefix}inline/${name}`, name, origin: `inline policy ${name}${suffix}`, statements };
}

/** The statements of a managed policy; null: they are not in the file. */
export function managed(
  arn: string,
  name: string,
  record: string,
  account: Account,
  world: World,
): readonly Statement[] | null {
  const statements = account.documents.get(arn)?.() ?? null;
  if (statements !== null) return statements;
  const isEverything = /^arn:aws[a-z-]*:iam::aws:policy\/AdministratorAccess$/.test(arn);
  const message = isEverything
    ? 'AdministratorAccess is not in this file: taken for what AWS makes it, everything'
    : `the policy ${name} is not in this file: what it allows is not known`;
  world.remark(isEverything ? 'import.guessed' : 'import.dangling_reference', record, message);
  return isEverything ? [everything] : null;
}
