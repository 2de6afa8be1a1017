/** What a folder or an archive may hold. Sizes in bytes; SECURITY.md, threat model, rows 1 and 2. */
export interface ContainerLimits {
  /** Files of a folder or entries of an archive. */
  readonly entries: number;
  /** Folders inside of each other. */
  readonly depth: number;
  /** Inflated bytes for each byte of the archive … */
  readonly ratio: number;
  /** … beyond these, which are always granted: a short text of one letter is no bomb. */
  readonly granted: number;
  /** All that one archive may inflate to: as much as a plain file may hold, for its members are read as streams. */
  readonly inflated: number;
  /** The same of a tar, whose members are kept in memory. */
  readonly tar: number;
  /** Characters of a member's name. */
  readonly name: number;
}

const kib = 1024;
const mib = 1024 * kib;

export const defaultContainerLimits: ContainerLimits = {
  entries: 10_000,
  depth: 32,
  ratio: 100,
  granted: 64 * kib,
  inflated: 4 * 1024 * mib,
  tar: 128 * mib,
  name: 1_024,
};

export const mayInflateTo = (limits: ContainerLimits, compressed: number): number =>
  Math.min(limits.inflated, limits.granted + limits.ratio * compressed);

export const megabytes = (bytes: number): string => `${Math.round(bytes / mib)} MB`;
