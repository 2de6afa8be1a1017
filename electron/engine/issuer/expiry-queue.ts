import type { Instant } from '#shared/model/fact.ts';

interface Entry<Kind extends string> {
  readonly kind: Kind;
  readonly key: string;
  readonly at: Instant;
}

/** A binary heap of what is void after an instant, the earliest first. */
export class ExpiryQueue<Kind extends string> {
  readonly #heap: Entry<Kind>[] = [];

  add(kind: Kind, key: string, at: Instant): void {
    const heap = this.#heap;
    let place = heap.push({ kind, key, at }) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (this.#at(parent) <= this.#at(place)) return;
      this.#swap(place, parent);
      place = parent;
    }
  }

  /** When the earliest is void; Infinity: there is none. */
  get nextAt(): Instant {
    return this.#at(0);
  }

  /** Takes out what was due at `now` or before. */
  *due(now: Instant): Iterable<Entry<Kind>> {
    for (;;) {
      const first = this.#heap[0];
      if (first === undefined || first.at > now) return;
      this.#takeFirst();
      yield first;
    }
  }

  #takeFirst(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    let place = 0;
    for (;;) {
      const left = 2 * place + 1;
      const right = left + 1;
      let least = place;
      if (this.#at(left) < this.#at(least)) least = left;
      if (this.#at(right) < this.#at(least)) least = right;
      if (least === place) return;
      this.#swap(place, least);
      place = least;
    }
  }

  #at(place: number): number {
    return this.#heap[place]?.at ?? Number.POSITIVE_INFINITY;
  }

  #swap(a: number, b: number): void {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    if (first === undefined || second === undefined) return;
    this.#heap[a] = second;
    this.#heap[b] = first;
  }
}
