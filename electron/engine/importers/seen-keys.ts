/** A set of 64-bit hashes in two typed arrays: remembers millions of ids in 16 bytes each. */
export class SeenKeys {
  #high = new Uint32Array(1024);
  #low = new Uint32Array(1024);
  #size = 0;

  /** Adds the first 64 bits of a hex digest; false when they were there. */
  add(digest: string): boolean {
    const high = Number.parseInt(digest.slice(0, 8), 16) | 1;
    const low = Number.parseInt(digest.slice(8, 16), 16);
    if (!this.#insert(high >>> 0, low)) return false;
    this.#size += 1;
    if (this.#size * 2 > this.#high.length) this.#grow();
    return true;
  }

  #insert(high: number, low: number): boolean {
    const mask = this.#high.length - 1;
    let slot = low & mask;
    while (this.#high[slot] !== 0) {
      if (this.#high[slot] === high && this.#low[slot] === low) return false;
      slot = (slot + 1) & mask;
    }
    this.#high[slot] = high;
    this.#low[slot] = low;
    return true;
  }

  #grow(): void {
    const high = this.#high;
    const low = this.#low;
    this.#high = new Uint32Array(high.length * 2);
    this.#low = new Uint32Array(low.length * 2);
    for (let slot = 0; slot < high.length; slot += 1) {
      const part = high[slot] ?? 0;
      if (part !== 0) this.#insert(part, low[slot] ?? 0);
    }
  }
}
