// Turns the bytes of a file into UTF-8 without a byte-order mark, or says why that cannot be.

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-16-without-mark';

/** Told from the first bytes; UTF-16 without a mark shows itself by NUL in every second byte of plain text. */
export function encodingOf(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const pairs = Math.min(head.length, 64) >> 1;
  let even = 0;
  let odd = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    if (head[2 * pair] === 0) even += 1;
    if (head[2 * pair + 1] === 0) odd += 1;
  }
  const most = pairs * 0.8;
  return pairs >= 2 && (odd >= most || even >= most) && !(odd >= most && even >= most)
    ? 'utf-16-without-mark'
    : 'utf-8';
}

export class ToUtf8 {
  readonly #decoder: InstanceType<typeof TextDecoder> | null;
  readonly #swap: boolean;
  readonly #encoder = new TextEncoder();
  #skip: number;
  #odd: number | null = null;

  constructor(encoding: 'utf-8' | 'utf-16le' | 'utf-16be', head: Uint8Array) {
    this.#decoder = encoding === 'utf-8' ? null : new TextDecoder('utf-16le', { ignoreBOM: true });
    this.#swap = encoding === 'utf-16be';
    if (encoding === 'utf-8') this.#skip = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
    else this.#skip = 2;
  }

  push(chunk: Uint8Array): Uint8Array {
    const skipped = Math.min(this.#skip, chunk.length);
    this.#skip -= skipped;
    const bytes = chunk.subarray(skipped);
    if (this.#decoder === null) return bytes;
    return this.#encoder.encode(this.#decoder.decode(this.#swap ? this.#swapped(bytes) : bytes, { stream: true }));
  }

  end(): Uint8Array {
    return this.#decoder === null ? new Uint8Array(0) : this.#encoder.encode(this.#decoder.decode());
  }

  #swapped(bytes: Uint8Array): Uint8Array {
    const source = this.#odd === null ? bytes : Uint8Array.from([this.#odd, ...bytes]);
    this.#odd = source.length % 2 === 1 ? (source.at(-1) ?? null) : null;
    const swapped = new Uint8Array(source.length - (source.length % 2));
    for (let at = 0; at < swapped.length; at += 2) {
      swapped[at] = source[at + 1] ?? 0;
      swapped[at + 1] = source[at] ?? 0;
    }
    return swapped;
  }
}
