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
    const text = `${this.#waiting.join('\n')}\n`;
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#writes = this.#writes.then(async () => {
      this.#object ??= await this.#objects.stage();
      await this.#object.append(text);
    });
    // Whoever drains or finishes hears of the failure; until then it must not count as unhandled.
    this.#writes.catch(() => undefined);
  }
}
