/** What one import may take. Sizes in bytes, times in milliseconds. */
export interface ImportLimits {
  readonly fileBytes: number;
  readonly recordBytes: number;
  /** Nesting inside one record. */
  readonly depth: number;
  /** The worker is given up after so long without a sign of life. */
  readonly stallMs: number;
  /** Up to here YAML is read by `yaml`, which names lines and goes on after a broken record. */
  readonly yamlBytes: number;
  /** Up to here YAML is read by `js-yaml`; above, refused. */
  readonly largeYamlBytes: number;
  readonly yamlAliases: number;
  /** Objects that wait for others of their file are given out early beyond this. */
  readonly pendingBytes: number;
  /** Customers of one agent that are kept by name; the others are counted. */
  readonly namedConsents: number;
  readonly problems: number;
  readonly heapMb: number;
  readonly batchIdentities: number;
  readonly batchBytes: number;
}

const kib = 1024;
const mib = 1024 * kib;

export const defaultLimits: ImportLimits = {
  fileBytes: 4 * 1024 * mib,
  recordBytes: 16 * mib,
  depth: 64,
  stallMs: 30_000,
  yamlBytes: 5_000_000,
  largeYamlBytes: 64 * mib,
  yamlAliases: 100,
  pendingBytes: 256 * mib,
  namedConsents: 10_000,
  problems: 1_000,
  heapMb: 512,
  batchIdentities: 500,
  batchBytes: mib,
};

/** How much of a file is looked at to tell what it is. */
export const headBytes = 256 * kib;
