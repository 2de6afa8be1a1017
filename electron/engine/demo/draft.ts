import type { Binding, Credential, CredentialKind } from '#shared/model/credential.ts';
import type { DelegationKind } from '#shared/model/delegation.ts';
import type { UnknownReason } from '#shared/model/fact.ts';
import type { Consent } from '#shared/model/grant.ts';
import type { Autonomy, IdentityKind, IdentityStatus, Standing } from '#shared/model/identity.ts';

export const tenantKeys = ['keycloak-prod', 'auth0-customers', 'okta-workforce', 'entra-corp'] as const;
export type TenantKey = (typeof tenantKeys)[number];

/** Ages in days before the as-of instant, ends in days after it. */
export interface DraftCredential {
  readonly kind: CredentialKind;
  readonly vendorKind?: string;
  readonly age: number | null;
  readonly ends: number | 'never' | null;
  readonly binding?: Binding;
  readonly status?: Credential['status'];
  /** Two drafts with the same print share one secret. */
  readonly print?: string;
  readonly storage?: Credential['storage'];
  readonly trusts?: Credential['trusts'];
}

export interface DraftPeople {
  /** Counted but not named. */
  readonly counted: number;
  /** Names of customers. */
  readonly named: readonly string[];
  readonly consent: Consent['status'] | 'unrecorded';
  readonly consentAge: number;
  /** Days until offline sessions end; null: there are none. */
  readonly offline: number | 'never' | null;
  /** Share of events at which the human was there. */
  readonly live: number;
}

export interface DraftEdge {
  readonly kind: DelegationKind;
  /** Names of identities; '' is the one that is drafted. */
  readonly from: string;
  readonly to: string;
  readonly scopes: readonly string[];
}

/** An identity as its author thinks of it; `identityOf` spells it out. */
export interface Draft {
  readonly name: string;
  readonly tenant: TenantKey;
  readonly kind: IdentityKind;
  readonly vendorKind: string;
  readonly description?: string;
  readonly environment?: string;
  readonly publisher?: string;
  /** Of somebody else's: whether the tenant's platform vouches for the publisher. */
  readonly verified?: boolean;
  /** Names of employees and teams; null: the tenant does not record it. */
  readonly owners: readonly string[] | null;
  /** What its scopes are on; default: its tenant. */
  readonly resource?: string;
  readonly age: number;
  readonly status?: IdentityStatus;
  readonly credentials: readonly DraftCredential[];
  /** Scope to number of events in 90 days. */
  readonly used: Readonly<Record<string, number>>;
  /** Granted but not used in 90 days; a number is the day of the last use, else never. */
  readonly idle?: Readonly<Record<string, number | 'never'>>;
  /** Hours since the newest event; or days since when the log does not reach so far; or why it is unknown. */
  readonly last: { readonly hours: number } | { readonly days: number } | 'never' | UnknownReason;
  readonly people?: DraftPeople;
  /** Seconds; null: it is not issued tokens. */
  readonly access: number | null;
  readonly refresh?: number | 'never';
  readonly rotates?: boolean;
  readonly standing?: Standing;
  readonly autonomy: Autonomy;
  readonly leaked?: boolean;
  readonly edges?: readonly DraftEdge[];
  /** Agent that acts before it in a chain. */
  readonly parent?: string;
}
