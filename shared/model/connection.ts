import type { Intent } from './finding.ts';
import type { TenantId } from './ids.ts';
import type { Vendor } from './tenant.ts';

/** Which addresses a tenant may have. Loopback and private ranges only where the analyst says so (SECURITY row 7). */
export const addressRules = ['public', 'private', 'loopback'] as const;
export type AddressRule = (typeof addressRules)[number];

/** Where the secret of a connection is kept. `run`: in memory until the engine ends. */
export const secretKeepings = ['system', 'passphrase', 'run'] as const;
export type SecretKeeping = (typeof secretKeepings)[number];

/** How the workbench reaches one backend. The secret is never part of it: only where it is kept. */
export interface Connection {
  readonly tenant: TenantId;
  /** Id of the connector. */
  readonly connector: string;
  readonly vendor: Vendor;
  readonly name: string;
  /** The connector's own settings: address, realm, client id … */
  readonly settings: Readonly<Record<string, string>>;
  readonly addresses: AddressRule;
  /** PEM of a private certificate authority; '' : the system's own. */
  readonly ca: string;
  /** `http://host:port`; '' : none. */
  readonly proxy: string;
  /** Requests under way at once, 1–16. */
  readonly concurrency: number;
  /** Requests a second; 0: as many as the backend takes. */
  readonly rate: number;
  /** false: read-only, the default. */
  readonly writes: boolean;
  readonly keeping: SecretKeeping;
}

export const accessStates = ['held', 'missing', 'unknown'] as const;
export type AccessState = (typeof accessStates)[number];

/** One role or scope that the admin credential needs, and whether it was found. */
export interface AccessNeed {
  readonly name: string;
  readonly for: readonly (Intent | 'read')[];
  readonly state: AccessState;
}

export const testSteps = ['address', 'name', 'connect', 'tls', 'clock', 'authenticate', 'access'] as const;
export type TestStep = (typeof testSteps)[number];

/** What *Test connection* found, step by step; the first failure ends it. */
export interface ConnectionTest {
  readonly ok: boolean;
  readonly steps: readonly { readonly step: TestStep; readonly ok: boolean; readonly message: string }[];
  readonly access: readonly AccessNeed[];
  /** Product and version, as the backend says; '' where it does not. */
  readonly server: string;
  /** Whom the credential belongs to, where only asking tells: the ARN of an IAM user or role. */
  readonly actsAs?: string;
}
