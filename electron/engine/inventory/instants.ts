/** The latest instant of each number; -Infinity where there is none. */
export class Instants {
  #values = new Float64Array(64).fill(Number.NEGATIVE_INFINITY);

  at(index: number): number {
    return this.#values[index] ?? Number.NEGATIVE_INFINITY;
  }

  raise(index: number, to: number): void {
    if (index >= this.#values.length) this.#grow(index + 1);
    if (to > (this.#values[index] ?? 0)) this.#values[index] = to;
  }

  #grow(least: number): void {
    const grown = new Float64Array(Math.max(least, this.#values.length * 2)).fill(Number.NEGATIVE_INFINITY);
    grown.set(this.#values);
    this.#values = grown;
  }
}
