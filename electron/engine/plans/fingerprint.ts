import { stableStringify } from '#shared/lib/stable-stringify.ts';
import type { Json } from '#shared/model/json.ts';

/** SHA-256 of an object as it was read, members in one order; hex. Absence has a fingerprint too. */
export const fingerprintOf = (state: Json, sha256: (text: string) => string): string => sha256(stableStringify(state));
