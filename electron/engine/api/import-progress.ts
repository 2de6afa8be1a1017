import { megabytes } from '#engine/containers/container-limits.ts';
import type { FileReport } from '#shared/contract/imports.ts';
import type { FileState, Progress } from '#shared/contract/wire.ts';
import type { Piece } from './import-pieces.ts';

/** Bytes from which on looking takes long enough to be told. */
const announced = 16 * 1024 * 1024;

/** Where an import stands: bytes of all files, and the state of each. */
export function createImportProgress(pieces: readonly Piece[], tell: (progress: Progress) => void) {
  const states: FileState[] = pieces.map(() => 'w');
  const sizes = pieces.map(({ entry }) => entry.source?.size ?? 0);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let before = 0;

  const say = (detail: string, fraction: number, done: number): void => {
    tell({
      done,
      total,
      detail,
      // Read when the message leaves, at most ten times a second: there may be 10,000 files.
      files: {
        get states() {
          return states.join('');
        },
        fraction,
      },
    });
  };
  const nameOf = (index: number): string => pieces[index]?.entry.name ?? '';

  return {
    /** Before anything is taken: `done` bytes of the file were read, inflated where it is compressed. */
    looking(index: number, done: number): void {
      const amount = done < announced ? '' : `: ${megabytes(done)} read`;
      say(`Looking into ${nameOf(index)}${amount}`, 0, 0);
    },
    reading(index: number): void {
      states[index] = 'r';
      say(nameOf(index), 0, before);
    },
    /** `size`: what the file really holds, which its container may have told otherwise. */
    bytes(index: number, done: number, size: number): void {
      const fraction = size === 0 ? 0 : Math.min(1, done / size);
      say(nameOf(index), fraction, before + fraction * (sizes[index] ?? 0));
    },
    ended(index: number, report: FileReport): void {
      states[index] = stateOf(report);
      before += sizes[index] ?? 0;
      say(nameOf(index), 0, before);
    },
  };
}

function stateOf({ importer, imported, unchanged, problems }: FileReport): FileState {
  if (importer === null) return problems.every(({ severity }) => severity === 'info') ? 's' : 'n';
  return imported === 0 && unchanged > 0 ? 'u' : 'd';
}
