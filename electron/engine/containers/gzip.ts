import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ImportSource } from '#engine/importers/import-source.ts';
import { type ContainerLimits, mayInflateTo, megabytes } from './container-limits.ts';
import { Unreadable } from './unreadable.ts';

const chunkSize = 256 * 1024;

/** Bytes that one archive may still inflate to. */
export interface Budget {
  left: number;
}

/** What a gzip file holds (RFC 1952; several members after each other are one file). Its own length and CRC are checked. */
export function gunzipped(source: ImportSource, limits: ContainerLimits, budget: Budget): ImportSource {
  let counted = 0;
  return {
    ...source,
    async *stream(signal) {
      const most = mayInflateTo(limits, source.size);
      const input = Readable.from(source.stream(signal));
      const inflate = createGunzip({ chunkSize });
      input.on('error', (error) => inflate.destroy(error));
      input.pipe(inflate);
      let size = 0;
      try {
        for await (const chunk of inflate) {
          const bytes: Uint8Array = chunk;
          size += bytes.length;
          if (size > most) {
            throw new Unreadable(
              'import.too_large',
              source.size > 0 && most < limits.inflated
                ? `it inflates to more than ${limits.ratio} times its size: a bomb`
                : `it inflates to more than ${megabytes(limits.inflated)}: unpack it first`,
            );
          }
          if (size > counted) {
            budget.left -= size - counted;
            counted = size;
            if (budget.left < 0) {
              throw new Unreadable(
                'import.too_large',
                `its archive inflates to more than ${megabytes(limits.inflated)}`,
              );
            }
          }
          if (signal?.aborted) return;
          yield bytes;
        }
      } catch (error) {
        // Aborted, the stream ends in the middle, which is no fault of the file.
        if (signal?.aborted) return;
        throw damaged(error);
      } finally {
        input.destroy();
        inflate.destroy();
      }
    },
  };
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** zlib's faults in words; every other error as it is. */
export function damaged(error: unknown): unknown {
  const code = codeOf(error);
  if (code === 'Z_BUF_ERROR') return new Unreadable('import.truncated', 'its compressed data ends too early', error);
  if (code === 'Z_DATA_ERROR' || code === 'Z_NEED_DICT') {
    return new Unreadable('import.malformed', 'its compressed data is damaged', error);
  }
  return error;
}
