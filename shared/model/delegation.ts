import type { IdentityId } from './ids.ts';

export const delegationKinds = [
  'acts_for',
  'spawned',
  'may_exchange',
  'may_act',
  'impersonate',
  'secret_read',
  'grant_admin',
] as const;
export type DelegationKind = (typeof delegationKinds)[number];

/** An edge from the one who holds power to the one who may use it, or from parent to sub-agent. */
export interface Delegation {
  readonly kind: DelegationKind;
  readonly from: IdentityId;
  readonly to: IdentityId;
  /** Scopes that travel along the edge; empty when the source does not say. */
  readonly scopes: readonly string[];
}
