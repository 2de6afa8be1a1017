import type { Fact } from '#shared/model/fact.ts';
import type { Fingerprints } from './strip-secrets.ts';

export interface PendingObject {
  readonly path: string;
  readonly externalId: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly fingerprints: Fingerprints;
}

/** How an object is put away: an array costs no names. */
type Stored = [
  path: string,
  externalId: string,
  fingerprints: [string, Fact<string>][],
  value: Readonly<Record<string, unknown>>,
];

/** The first block is small, for small files, of which there may be thousands; each next one is twice as large. */
const firstBlockBytes = 16 * 1024;
const mostBlockBytes = 1024 * 1024;

/** Source objects that wait for others of their file: JSON in large blocks outside the heap, a few bytes of heap each. */
export class PendingObjects {
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder();
  #blocks: (Uint8Array | null)[] = [];
  #used = 0;
  #bytes = 0;
  /** Block, start and length of each object, one after the other. */
  #places: number[] = [];

  get bytes(): number {
    return this.#bytes;
  }

  /** Answers the handle that `get` takes. */
  add(path: string, externalId: string, value: unknown, fingerprints: Fingerprints): number {
    const json = this.#encoder.encode(JSON.stringify([path, externalId, [...fingerprints], value]));
    let block = this.#blocks.at(-1);
    if (!block || this.#used + json.length > block.length) {
      const size = Math.min(mostBlockBytes, block ? block.length * 2 : firstBlockBytes);
      block = new Uint8Array(Math.max(size, json.length));
      this.#blocks.push(block);
      this.#used = 0;
    }
    block.set(json, this.#used);
    this.#places.push(this.#blocks.length - 1, this.#used, json.length);
    this.#used += json.length;
    this.#bytes += json.length;
    return this.#places.length / 3 - 1;
  }

  get(handle: number): PendingObject {
    const [block = 0, start = 0, length = 0] = this.#places.slice(handle * 3, handle * 3 + 3);
    const bytes = this.#blocks[block]?.subarray(start, start + length);
    // Written by `add` and by nobody else.
    const [path, externalId, fingerprints, value] = JSON.parse(this.#decoder.decode(bytes)) as Stored;
    return { path, externalId, fingerprints: new Map(fingerprints), value };
  }

  /** Hands all out in their order and forgets them on the way. */
  *take(): Iterable<PendingObject> {
    const count = this.#places.length / 3;
    for (let handle = 0; handle < count; handle += 1) {
      const block = this.#places[handle * 3] ?? 0;
      if (block > 0 && this.#blocks[block - 1] !== null) this.#blocks[block - 1] = null;
      yield this.get(handle);
    }
    this.#blocks = [];
    this.#places = [];
    this.#used = 0;
    this.#bytes = 0;
  }
}
