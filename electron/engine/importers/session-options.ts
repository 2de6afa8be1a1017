import type { ColumnMapping } from '#shared/contract/imports.ts';
import type { Sha256 } from '#shared/model/identity-id.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import type { ImportLimits } from './limits.ts';
import type { PublicKeyOf } from './scanner/key-prints.ts';
import type { FromWorker } from './worker-protocol.ts';

export interface SessionOptions {
  readonly file: string;
  /** Names of the folders and archives that it lies in, outermost first. */
  readonly folders: readonly string[];
  readonly tenantName: string | null;
  readonly mapping: ColumnMapping | null;
  readonly tenants: readonly Tenant[];
  readonly now: number;
  readonly limits: ImportLimits;
  readonly sha256: Sha256;
  /** `sha256:` and 12 hex digits of a keyed hash. */
  readonly fingerprint: (secret: string) => string;
  /** The public half of a private key; left out where no key is asked for. */
  readonly publicKeyOf?: PublicKeyOf;
  /** Resolves when there is room for another batch. */
  readonly send: (message: FromWorker) => Promise<void>;
}
