// What the five questions need beside a way to ask over HTTP as anybody could: an analyst's desk.
import type { ConsentRow, TokenRow } from '#shared/contract/issuer.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';

/** Settings of a client that a check needs. */
export interface WantedClient {
  readonly name: string;
  readonly kind: 'oauth_client' | 'service_account' | 'agent';
  readonly grants: readonly string[];
  readonly scopes: readonly string[];
  readonly resources: readonly string[];
  readonly detailTypes: readonly string[];
  readonly redirectUris: readonly string[];
  readonly mayActFor: readonly string[];
  readonly mayIntrospect: boolean;
}

export interface MadeClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Residual {
  readonly jti: string;
  readonly until: number;
}

/** What an analyst can see and do at the target. */
export interface Desk {
  createClient(wanted: WantedClient): Promise<MadeClient>;
  /** `code` is what she signs in with. */
  addHuman(name: string): Promise<{ readonly id: string; readonly code: string }>;
  consents(human: string): Promise<readonly ConsentRow[]>;
  /** Live ones. */
  tokens(human: string): Promise<readonly TokenRow[]>;
  withdrawConsent(id: string): Promise<{ readonly residual: readonly Residual[] }>;
  revokeHuman(id: string): Promise<void>;
  /** Records of the audit trail since this run began. */
  records(): Promise<readonly JournalRecord[]>;
  verifyChain(): Promise<boolean>;
  /** Takes away what was made for the run. Runs also when it was cancelled. */
  clear(): Promise<void>;
}
