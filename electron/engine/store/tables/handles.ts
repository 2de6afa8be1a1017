import { isUnknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import { isFingerprint } from '#shared/model/leak.ts';
import { HeldRows } from './held-rows.ts';
import { keyNumber } from './keys.ts';

const handleSchema = {
  /** Row of the identity that is called so. */
  holder: 'u32',
  /** `handleNumber` of the fingerprint or the id. */
  handle: 'f64',
} as const;

const [shortest, longest] = [8, 200];
const prime = 0x01000193;
const sixteenBits = 0x10000;
const [bigA, bigZ] = [0x41, 0x5a];

/**
 * 48 bits of a hash of an id (FNV-1a) without regard to case, for a report writes ids its own way; NaN: it names nobody,
 * being short or of several words. Some vendors' ids are numbers: of those only what a report calls an id comes this far.
 */
function idNumber(id: string): number {
  if (id.length < shortest || id.length > longest) return Number.NaN;
  let [low, high] = [0x811c9dc5, 0x9e3779b9];
  for (let at = 0; at < id.length; at += 1) {
    const code = id.charCodeAt(at);
    if (code <= 0x20) return Number.NaN;
    const small = code >= bigA && code <= bigZ ? code | 0x20 : code;
    low = Math.imul(low ^ small, prime);
    high = Math.imul(high ^ small, prime);
  }
  return ((high >>> 0) % sixteenBits) * 0x1_0000_0000 + (low >>> 0);
}

export const handleNumber = (key: string): number => (isFingerprint(key) ? keyNumber(key) : idNumber(key));

/**
 * Who is known by what in a report of somebody else: one row a handle, which is the fingerprint of a credential that still
 * opens something, its id, or an id of the identity itself. An id that a dead credential bears is none.
 */
export class HandleTable extends HeldRows<typeof handleSchema> {
  constructor() {
    super('handle', handleSchema);
  }

  add(holder: number, { externalId, aliases, credentials }: Identity): void {
    const dead = credentials.filter(({ status }) => status !== 'active');
    this.#addId(holder, externalId, dead);
    for (const alias of aliases) this.#addId(holder, alias, dead);
    for (const { id, status, fingerprint } of credentials) {
      if (status !== 'active') continue;
      this.#addId(holder, id, dead);
      if (!isUnknown(fingerprint)) this.table.append({ holder, handle: keyNumber(fingerprint) });
    }
  }

  #addId(holder: number, id: string, dead: Identity['credentials']): void {
    const handle = idNumber(id);
    if (Number.isNaN(handle)) return;
    if (dead.length > 0 && dead.some((one) => one.id === id || one.vendorKind.endsWith(` ${id}`))) return;
    this.table.append({ holder, handle });
  }
}
