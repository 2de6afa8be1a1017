/** So many distinct things are remembered of each owner: those that were seen last. */
export const mostRemembered = 8;

/**
 * Of each owner (0, 1, 2 …) the things that were seen last, each under two numbers, with the time. Whatever the order in
 * which they are put, the outcome is the same: of all that was put, the latest; of equal times those of higher numbers.
 */
export class LatestFew {
  #first = new Uint32Array(64);
  #second = new Uint32Array(64);
  #at = new Float64Array(64);
  #count = new Uint8Array(8);

  countOf(owner: number): number {
    return this.#count[owner] ?? 0;
  }

  entryAt(owner: number, index: number): { readonly first: number; readonly second: number; readonly at: number } {
    const slot = owner * mostRemembered + index;
    return { first: this.#first[slot] ?? 0, second: this.#second[slot] ?? 0, at: this.#at[slot] ?? Number.NaN };
  }

  put(owner: number, first: number, second: number, at: number): void {
    if (owner >= this.#count.length) this.#grow(owner + 1);
    const base = owner * mostRemembered;
    const count = this.#count[owner] ?? 0;
    for (let slot = base; slot < base + count; slot += 1) {
      if (this.#first[slot] !== first || this.#second[slot] !== second) continue;
      if (at > (this.#at[slot] ?? 0)) this.#at[slot] = at;
      return;
    }
    let place = base + count;
    if (count === mostRemembered) {
      place = this.#least(base);
      if (!this.#isBehind(place, first, second, at)) return;
    } else {
      this.#count[owner] = count + 1;
    }
    this.#first[place] = first;
    this.#second[place] = second;
    this.#at[place] = at;
  }

  #least(base: number): number {
    let least = base;
    for (let slot = base + 1; slot < base + mostRemembered; slot += 1) {
      if (this.#isBehind(slot, this.#first[least] ?? 0, this.#second[least] ?? 0, this.#at[least] ?? 0)) least = slot;
    }
    return least;
  }

  /** Is what stands in the slot earlier than this? */
  #isBehind(slot: number, first: number, second: number, at: number): boolean {
    const [own, one, two] = [this.#at[slot] ?? 0, this.#first[slot] ?? 0, this.#second[slot] ?? 0];
    if (own !== at) return own < at;
    return one === first ? two < second : one < first;
  }

  #grow(least: number): void {
    const owners = Math.max(least, this.#count.length * 2);
    const wider = <A extends Uint32Array | Float64Array | Uint8Array>(old: A, grown: A): A => {
      grown.set(old);
      return grown;
    };
    this.#first = wider(this.#first, new Uint32Array(owners * mostRemembered));
    this.#second = wider(this.#second, new Uint32Array(owners * mostRemembered));
    this.#at = wider(this.#at, new Float64Array(owners * mostRemembered));
    this.#count = wider(this.#count, new Uint8Array(owners));
  }
}
