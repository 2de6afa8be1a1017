import { HeldRows } from './held-rows.ts';

const keySchema = {
  /** Row of the identity that has a credential with the key. */
  holder: 'u32',
  /** See `keyNumber`. */
  key: 'f64',
  /** 1: it is that of an active static credential. */
  opens: 'u8',
} as const;

const words = [0x811c9dc5, 0x9e3779b9] as const;
const prime = 0x01000193;
const sixteenBits = 0x10000;

/** 48 bits of a fingerprint: those that `sha256:` and 12 hex digits are, else as many of a hash of the text (FNV-1a). */
export function keyNumber(fingerprint: string): number {
  const digits = /^sha256:([0-9a-f]{12})$/.exec(fingerprint)?.[1];
  if (digits !== undefined) return Number.parseInt(digits, 16);
  const [low = 0, high = 0] = words.map((seed) => {
    let hash: number = seed;
    for (let i = 0; i < fingerprint.length; i++) hash = Math.imul(hash ^ fingerprint.charCodeAt(i), prime);
    return hash >>> 0;
  });
  return (high % sixteenBits) * 0x1_0000_0000 + low;
}

/** Who holds which key: one row a credential whose fingerprint is known. */
export class KeyTable extends HeldRows<typeof keySchema> {
  constructor() {
    super('key', keySchema);
  }

  add(holder: number, fingerprint: string, opens: boolean): void {
    this.table.append({ holder, key: keyNumber(fingerprint), opens: opens ? 1 : 0 });
  }

  /** Other rows that hold one of these fingerprints, each once a fingerprint. */
  sharing(row: number, fingerprints: Iterable<string>): { readonly row: number; readonly fingerprint: string }[] {
    const own = new Map([...fingerprints].map((fingerprint) => [keyNumber(fingerprint), fingerprint]));
    const { holder, key } = this.columns;
    const found = new Map<string, { readonly row: number; readonly fingerprint: string }>();
    for (let at = 0; at < this.length; at++) {
      const fingerprint = own.get(key.at(at));
      const other = holder.at(at);
      if (fingerprint !== undefined && other !== row) found.set(`${other} ${fingerprint}`, { row: other, fingerprint });
    }
    return [...found.values()];
  }
}
