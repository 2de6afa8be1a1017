import { type Chunk, chunksOf } from './column-table.ts';
import { NumberColumn } from './columns.ts';

/** Source record → content, both as 64 bits of a SHA-256: 20 bytes a record instead of two strings. */
export class RecordIndex {
  /** Four words a record, in the order of arrival: high and low of the key, high and low of the content. */
  #words = new NumberColumn('u32');
  /** Open addressing: number of the record plus one, 0 for empty. */
  #slots = new Uint32Array(64);

  get length(): number {
    return this.#words.length / 4;
  }

  /** `mark` is 32 hex digits: key and content. True: the record is known with this very content. */
  has(mark: string): boolean {
    const entry = this.#find(word(mark, 0), word(mark, 1));
    return (
      entry >= 0 && this.#words.at(entry * 4 + 2) === word(mark, 2) && this.#words.at(entry * 4 + 3) === word(mark, 3)
    );
  }

  /** True: the record is known, with whatever content. */
  hasKey(mark: string): boolean {
    return this.#find(word(mark, 0), word(mark, 1)) >= 0;
  }

  put(mark: string): void {
    this.#put(word(mark, 0), word(mark, 1), word(mark, 2), word(mark, 3));
  }

  /** All that a commit has staged, as if it were put one by one; what was staged may not be used any more. */
  take(staged: RecordIndex): void {
    if (this.length === 0) {
      this.#words = staged.#words;
      this.#slots = staged.#slots;
      return;
    }
    const words = staged.#words.view();
    this.#room(this.length + staged.length);
    for (let at = 0; at < words.length; at += 4) {
      this.#put(words[at] ?? 0, words[at + 1] ?? 0, words[at + 2] ?? 0, words[at + 3] ?? 0);
    }
  }

  #put(high: number, low: number, contentHigh: number, contentLow: number): void {
    const slot = this.#slotOf(high, low);
    const entry = (this.#slots[slot] ?? 0) - 1;
    if (entry >= 0) {
      this.#words.set(entry * 4 + 2, contentHigh);
      this.#words.set(entry * 4 + 3, contentLow);
      return;
    }
    for (const part of [high, low, contentHigh, contentLow]) this.#words.push(part);
    if (this.length * 2 > this.#slots.length) this.#room(this.length);
    else this.#slots[slot] = this.length;
  }

  /** So many records fit before slots have to be dealt out anew. */
  #room(records: number): void {
    let size = this.#slots.length;
    while (records * 2 > size) size *= 2;
    if (size > this.#slots.length) this.#index(size);
  }

  /** Several marks written one after another. */
  putAll(marks: string): void {
    for (let i = 0; i + 32 <= marks.length; i += 32) this.put(marks.slice(i, i + 32));
  }

  /** Forgets the records of several marks written one after another, whatever their content is now. */
  removeAll(marks: readonly string[]): void {
    const gone = new RecordIndex();
    for (const some of marks) gone.putAll(some);
    let kept = 0;
    for (let entry = 0; entry < this.length; entry++) {
      if (gone.#find(this.#words.at(entry * 4), this.#words.at(entry * 4 + 1)) >= 0) continue;
      for (let i = 0; i < 4; i++) this.#words.set(kept * 4 + i, this.#words.at(entry * 4 + i));
      kept += 1;
    }
    this.#words.resize(kept * 4);
    this.#index(this.#slots.length);
  }

  chunks(): Iterable<Chunk> {
    return chunksOf('record#words', this.#words);
  }

  load(chunks: ReadonlyMap<string, readonly Uint8Array[]>): void {
    this.#words.load(chunks.get('record#words') ?? []);
    let size = 64;
    while (this.length * 2 > size) size *= 2;
    this.#index(size);
  }

  #find(high: number, low: number): number {
    return (this.#slots[this.#slotOf(high, low)] ?? 0) - 1;
  }

  /** The slot that holds the key, or the empty one where it belongs. */
  #slotOf(high: number, low: number): number {
    const last = this.#slots.length - 1;
    // The key is a piece of a hash: any of its bits are as good as random.
    let slot = low & last;
    for (;;) {
      const entry = (this.#slots[slot] ?? 0) - 1;
      if (entry < 0 || (this.#words.at(entry * 4) === high && this.#words.at(entry * 4 + 1) === low)) return slot;
      slot = (slot + 1) & last;
    }
  }

  #index(size: number): void {
    const slots = new Uint32Array(size);
    const last = size - 1;
    const words = this.#words.view();
    // Keys are told apart already: each takes the first slot that is free.
    for (let at = 0; at < words.length; at += 4) {
      let slot = (words[at + 1] ?? 0) & last;
      while (slots[slot] !== 0) slot = (slot + 1) & last;
      slots[slot] = at / 4 + 1;
    }
    this.#slots = slots;
  }
}

const word = (mark: string, index: number): number => Number.parseInt(mark.slice(index * 8, index * 8 + 8), 16);
