import { randomBytes, randomFillSync } from 'node:crypto';
import type { Random } from './system.ts';

const poolBytes = 4096;
/** What is larger is drawn by itself. */
const mostOfPool = 256;

/** The system's random bytes, drawn many at a time: each way there costs more than the bytes. Each is given out once. */
export function createNodeRandom(): Random {
  const pool = new Uint8Array(poolBytes);
  let given = poolBytes;
  return {
    bytes(count) {
      if (count > mostOfPool) return randomBytes(count);
      if (given + count > poolBytes) {
        randomFillSync(pool);
        given = 0;
      }
      const bytes = pool.slice(given, given + count);
      // Nothing that became a secret stays behind.
      pool.fill(0, given, given + count);
      given += count;
      return bytes;
    },
  };
}
