import type { Objects, StagedObject } from './objects.ts';
import { type PayloadLine, trusted } from './payload.ts';
import type { LinePlace } from './staging.ts';

/** Up to here the lines travel inside the journal record. */
const inlineBytes = 64 * 1024;
const batchBytes = 512 * 1024;

export type Payload =
  | { readonly kind: 'none' }
  | { readonly kind: 'inline'; readonly lines: readonly PayloadLine[] }
  | { readonly kind: 'object'; readonly digest: string; readonly bytes: number; readonly lines: number };

/** Takes the lines of one commit: keeps them while they are few, writes them to a staged object when they are many. */
export class PayloadWriter {
  readonly #objects: Objects;
  #waiting: string[] = [];
  #waitingBytes = 0;
  /** Handed to the object, which cannot give it again yet: by the place where it begins. */
  readonly #onTheWay = new Map<number, Buffer>();
  #bytes = 0;
  #entries = 0;
  #object: StagedObject | undefined;
  /** Writes follow one another; a failed one fails all that come. */
  #writes: Promise<void> = Promise.resolve();

  constructor(objects: Objects) {
    this.#objects = objects;
  }

  add(line: string): LinePlace {
    const bytes = Buffer.byteLength(line);
    const place = { entry: this.#entries, offset: this.#bytes, bytes };
    this.#waiting.push(line);
    this.#waitingBytes += bytes + 1;
    this.#bytes += bytes + 1;
    this.#entries += 1;
    if (this.#bytes > inlineBytes && this.#waitingBytes >= batchBytes) this.#write();
    return place;
  }

  /** A line that was added, whether it has left the memory or not. */
  read({ offset, bytes }: LinePlace): string {
    let at = this.#bytes - this.#waitingBytes;
    if (offset >= at) {
      for (const line of this.#waiting) {
        if (at === offset) return line;
        at += Buffer.byteLength(line) + 1;
      }
      throw new Error('no line begins there');
    }
    for (const [start, block] of this.#onTheWay) {
      const from = offset - start;
      if (from >= 0 && from < block.byteLength) return block.toString('utf8', from, from + bytes);
    }
    if (!this.#object) throw new Error('no line begins there');
    return Buffer.from(this.#object.read(offset, bytes)).toString('utf8');
  }

  /** Resolves when everything that was added has left the memory or fits into a journal record. */
  async drain(): Promise<void> {
    if (this.#bytes > inlineBytes) this.#write();
    await this.#writes;
  }

  async finish(): Promise<Payload> {
    if (this.#entries === 0) return { kind: 'none' };
    if (this.#bytes <= inlineBytes) {
      return { kind: 'inline', lines: this.#waiting.map((line) => trusted(JSON.parse(line))) };
    }
    await this.drain();
    if (!this.#object) throw new Error('a payload that is too long for a record was not written');
    return { kind: 'object', ...(await this.#object.commit()), lines: this.#entries };
  }

  async abandon(): Promise<void> {
    this.#waiting = [];
    await this.#writes.catch(() => undefined);
    await this.#object?.abandon();
  }

  #write(): void {
    if (this.#waiting.length === 0) return;
    const block = Buffer.from(`${this.#waiting.join('\n')}\n`, 'utf8');
    this.#onTheWay.set(this.#bytes - this.#waitingBytes, block);
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#writes = this.#writes.then(async () => {
      this.#object ??= await this.#objects.stage();
      await this.#object.append(block);
      for (const [start, { byteLength }] of this.#onTheWay) {
        if (start + byteLength <= this.#object.written) this.#onTheWay.delete(start);
      }
    });
    // Whoever drains or finishes hears of the failure; until then it must not count as unhandled.
    this.#writes.catch(() => undefined);
  }
}
