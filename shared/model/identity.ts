import type { Credential } from './credential.ts';
import type { Delegation } from './delegation.ts';
import type { Fact, Instant } from './fact.ts';
import type { Grant } from './grant.ts';
import type { IdentityId } from './ids.ts';
import type { Registration } from './registration.ts';
import type { Tenant } from './tenant.ts';
import type { TokenPolicy } from './token-policy.ts';

export const identityKinds = ['oauth_client', 'api_key', 'service_account', 'workload', 'agent', 'human'] as const;
export type IdentityKind = (typeof identityKinds)[number];

export const identityStatuses = ['active', 'disabled', 'expired', 'retired'] as const;
export type IdentityStatus = (typeof identityStatuses)[number];

export interface Owner {
  readonly name: string;
  /** The human in the inventory, where it is one. */
  readonly id: IdentityId | null;
  readonly type: 'person' | 'team';
  /** `departed`: the source says that the person left or is disabled. */
  readonly status: Fact<'active' | 'departed'>;
}

/** Which record of which file a thing came from. */
export interface Source {
  readonly file: string;
  /** SHA-256 of the file, hex. */
  readonly digest: string;
  /** Place in the file: a JSON path (`$.clients[3]`) or `row 12`. */
  readonly record: string;
  readonly importer: string;
  readonly importedAt: Instant;
}

/** How it is used: `standing` all the time, `scheduled` in known windows, `jit` per task. */
export type Standing = 'standing' | 'scheduled' | 'jit';

/** Who is there when it acts (PRODUCT section 5, component A). */
export type Autonomy = 'unattended' | 'bounded_job' | 'delegated' | 'per_action_approval';

/** Any NHI or human in the inventory. */
export interface Identity {
  readonly id: IdentityId;
  readonly kind: IdentityKind;
  /** The vendor's own kind, in the vendor's words. */
  readonly vendorKind: string;
  readonly tenant: Tenant;
  readonly name: string;
  /** The vendor's primary id inside the tenant. */
  readonly externalId: string;
  /** Other ids by which the vendor or a log calls it (clientId, user name, e-mail). */
  readonly aliases: readonly string[];
  readonly description: string;
  readonly status: IdentityStatus;
  /** prod, stage, dev, test … as the source says. */
  readonly environment: Fact<string>;
  readonly publisher: Fact<string>;
  /** Somebody else made it, and the platform vouches for who that is (or does not); absent: one's own, or nobody says. */
  readonly publisherVerified?: boolean | undefined;
  readonly owners: Fact<readonly Owner[]>;
  readonly createdAt: Fact<Instant>;
  readonly lastUsedAt: Fact<Instant | 'never'>;
  readonly credentials: readonly Credential[];
  readonly grants: readonly Grant[];
  readonly delegations: readonly Delegation[];
  readonly tokenPolicy: TokenPolicy | null;
  readonly standing: Fact<Standing>;
  readonly autonomy: Fact<Autonomy>;
  /** A scanner or log showed a credential of it in the open. */
  readonly leaked: boolean;
  /** It is built into the product (`admin-cli`, `realm-management`): changing it breaks the tenant. */
  readonly builtIn: boolean;
  /** Of an OAuth client: how it is registered. Absent where no source says anything of it. */
  readonly registration?: Registration | undefined;
  /** Of a human: what tells the same one in other tenants. `mailto:` a verified address, `ldap:` the id in a directory. */
  readonly anchors?: readonly string[] | undefined;
  readonly sources: readonly Source[];
}
