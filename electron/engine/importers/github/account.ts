// What the objects of one GitHub file tell each other.
import type { TenantOf } from './names.ts';

export interface GitHub {
  readonly tenantOf: TenantOf;
  /** Id of the grant of a personal access token → repositories that it reaches. */
  readonly reach: Map<string, string[]>;
  /** Id of an installation → slug of its app and login of its account. */
  readonly installations: Map<string, { readonly slug: string; readonly owner: string }>;
  /** Kinds of objects that are kept and say nothing here. */
  readonly others: Map<string, number>;
}

export const emptyGitHub = (tenantOf: TenantOf): GitHub => ({
  tenantOf,
  reach: new Map(),
  installations: new Map(),
  others: new Map(),
});
