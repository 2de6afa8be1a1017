import type { System } from '#engine/system/system.ts';
import { type Link, walkChain } from './chain.ts';
import type { OffsetIndex } from './offset-index.ts';
import { decodeLine, hashOfLine } from './record.ts';
import { type ObjectCheck, referencedObjects } from './references.ts';

export interface Verification {
  readonly ok: boolean;
  /** Records that verify, up to the first bad one. */
  readonly records: number;
  readonly head: string;
  readonly firstBad: number | null;
}

/** What the open journal knows of its file. */
export interface Known {
  readonly records: number;
  readonly head: string;
  readonly end: number;
  readonly firstBad: number | null;
  readonly index: OffsetIndex;
  /** Digests of objects by the number of the record that names them. */
  readonly references: ReadonlyMap<number, readonly string[]>;
}

/**
 * Reads the whole file again, and every object. Each line was read strictly when it was opened or is our own, so the
 * hashes suffice now: with the same last hash they are the same bytes.
 */
export async function verifyAgain(
  system: System,
  path: string,
  known: Known,
  objects: ObjectCheck | undefined,
  signal: AbortSignal | undefined,
): Promise<Verification> {
  signal?.throwIfAborted();
  const file = system.files.openToRead(path);
  const { sha256 } = system.hash;
  let records = 0;
  // Of the record that is no longer the one that was read.
  let firstOther: number | null = null;

  const intact = async (digests: readonly string[]): Promise<boolean> => {
    for (const digest of digests) {
      signal?.throwIfAborted();
      if (objects !== undefined && !(objects.has(digest) && (await objects.isIntact(digest)))) return false;
    }
    return true;
  };
  const visit = (line: Link): boolean | Promise<boolean> => {
    if (!known.index.matches(records, line.hash)) firstOther ??= records + 1;
    records += 1;
    const digests = known.references.get(records);
    return digests === undefined || intact(digests);
  };
  const walk = { sha256, read: file.readSync, signal };
  try {
    const chain =
      known.firstBad === null
        ? await walkChain<Link>({
            ...walk,
            // What is appended meanwhile is not asked about.
            size: Math.min(known.end, file.size()),
            visit,
            decode(line, seq, prev) {
              const hash = hashOfLine(sha256, line, seq, prev);
              return hash === undefined ? undefined : { hash, at: '' };
            },
          })
        : await walkChain({
            ...walk,
            size: file.size(),
            decode: (line, seq, prev) => decodeLine(sha256, line, seq, prev),
            visit: (record) => intact(referencedObjects(record) ?? ['']),
          });
    if (chain.firstBad !== null)
      return { ok: false, records: chain.records, head: chain.head, firstBad: chain.firstBad };
    // Whole in itself, but not what was read before: the file was changed under the open workspace.
    if (firstOther === null && (chain.records < known.records || chain.head !== known.head))
      firstOther = chain.records + 1;
    return { ok: firstOther === null, records: chain.records, head: chain.head, firstBad: firstOther };
  } finally {
    file.close();
  }
}
