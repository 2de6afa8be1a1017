// What the objects of one file tell each other.
import type { Fields } from '#engine/importers/fields.ts';
import type { Ref } from '#engine/importers/gather/source-object.ts';
import type { ImportContext } from '#engine/importers/importer.ts';
import type { Fact, Instant } from '#shared/model/fact.ts';
import type { GrantedScope } from '#shared/model/grant.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import { lastOf, readArn, type TenantOf } from './arns.ts';
import { type Budget, newBudget } from './patterns.ts';
import type { Statement } from './policies.ts';
import { vendorOfAccount } from './vendors.ts';

/** A role that every principal of its own account may assume, if its own policies let it. */
interface OpenRole {
  readonly ref: Ref;
  readonly arn: string;
}

export interface Account {
  readonly tenantOf: TenantOf;
  /** `{account}/{name}`, without path. */
  readonly groups: Map<string, () => Fields>;
  /** Of a user, by `{account}/{name}`: groups that answers about a group or a user name. */
  readonly memberships: Map<string, Set<string>>;
  /** Of managed policies, by ARN; null: the document cannot be read. */
  readonly documents: Map<string, () => readonly Statement[] | null>;
  readonly openRoles: OpenRole[];
  /** When an access key was last used, by its id. */
  readonly keyUses: Map<string, Fact<Instant | 'never'>>;
  /** Services that nobody used. */
  readonly idleServices: Set<string>;
  /** Those who used the others, by ARN, with the record that speaks of it first. */
  readonly servicesUsedBy: Map<string, { readonly record: string; readonly scopes: GrantedScope[] }>;
  /** Users of whom the file does not say whether they have a password. */
  readonly unclear: Set<string>;
  /** What comparing patterns may still cost. */
  readonly budget: Budget;
  /** Texts of policies that may still be remembered. */
  readonly room: { left: number };
  /** Statements that deny and are not subtracted. */
  denials: number;
  /** Kinds of objects that are kept and say nothing here. */
  readonly others: Map<string, number>;
}

export function tenantOfAccount(context: Pick<ImportContext, 'tenant' | 'tenantOf'>): TenantOf {
  const known = new Map<string, Tenant>();
  return (account) => {
    if (account === '') return context.tenant;
    const tenant = known.get(account) ?? context.tenantOf('aws', account, vendorOfAccount(account) ?? account);
    known.set(account, tenant);
    return tenant;
  };
}

export const emptyAccount = (context: Pick<ImportContext, 'tenant' | 'tenantOf'>): Account => ({
  tenantOf: tenantOfAccount(context),
  groups: new Map(),
  memberships: new Map(),
  documents: new Map(),
  openRoles: [],
  keyUses: new Map(),
  idleServices: new Set(),
  servicesUsedBy: new Map(),
  unclear: new Set(),
  budget: newBudget(),
  room: { left: 300_000 },
  denials: 0,
  others: new Map(),
});

/** Names a user or a group inside the file, whatever its path is. */
export const nameKey = (arn: string, name = lastOf(readArn(arn)?.path ?? '')): string =>
  `${readArn(arn)?.account ?? ''}/${name}`;

/** Statements that are remembered for all who hold their policy; others are read again for each. */
export function remembered(
  { room }: Account,
  read: () => readonly Statement[] | null,
): () => readonly Statement[] | null {
  let kept: readonly Statement[] | null | undefined;
  return () => {
    if (kept !== undefined) return kept;
    const statements = read();
    const size = (statements ?? []).reduce(
      (sum, { actions, notActions, resources }) => sum + 1 + actions.length + notActions.length + resources.length,
      1,
    );
    if (size > room.left) return statements;
    room.left -= size;
    kept = statements;
    return statements;
  };
}

export function joinGroup({ memberships }: Account, user: string, group: string): void {
  const groups = memberships.get(user) ?? new Set();
  groups.add(group);
  memberships.set(user, groups);
}
