/** Pairs of whole numbers (32 bits) under consecutive numbers from 0, in the order in which they came first. */
export class PairTable {
  #first = new Uint32Array(64);
  #second = new Uint32Array(64);
  /** Number of the pair + 1; 0: free. */
  #slots = new Uint32Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  firstOf(pair: number): number {
    return this.#first[pair] ?? 0;
  }

  secondOf(pair: number): number {
    return this.#second[pair] ?? 0;
  }

  /** The number of the pair; a new one when it was not there. */
  numberOf(first: number, second: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash(first, second) & mask;
    for (let held = this.#slots[slot] ?? 0; held !== 0; held = this.#slots[slot] ?? 0) {
      if (this.#first[held - 1] === first && this.#second[held - 1] === second) return held - 1;
      slot = (slot + 1) & mask;
    }
    const pair = this.#length++;
    if (pair === this.#first.length) this.#widen();
    this.#first[pair] = first;
    this.#second[pair] = second;
    this.#slots[slot] = pair + 1;
    if (this.#length * 2 > this.#slots.length) this.#spread();
    return pair;
  }

  #widen(): void {
    const widened = (column: Uint32Array): Uint32Array<ArrayBuffer> => {
      const wider = new Uint32Array(column.length * 2);
      wider.set(column);
      return wider;
    };
    this.#first = widened(this.#first);
    this.#second = widened(this.#second);
  }

  #spread(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let pair = 0; pair < this.#length; pair += 1) {
      let slot = hash(this.#first[pair] ?? 0, this.#second[pair] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = pair + 1;
    }
    this.#slots = slots;
  }
}

function hash(first: number, second: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
