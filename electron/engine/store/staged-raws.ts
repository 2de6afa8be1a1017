import type { Source } from '#shared/model/identity.ts';
import { NumberColumn } from './columns.ts';
import type { RawPlace } from './payload.ts';

type SourceKey = Pick<Source, 'digest' | 'record'>;

/** Where the source records of staged identities lie, by staged row: some 30 bytes each, for there may be very many. */
export class StagedRaws {
  /** Where the sources of a row begin in the columns below; one more at the end. */
  readonly #first = new NumberColumn('u32');
  readonly #mark = new NumberColumn('u32');
  readonly #entry = new NumberColumn('u32');
  readonly #offset = new NumberColumn('f64');
  /** 0: there is no record. */
  readonly #bytes = new NumberColumn('u32');
  /** Those that lie in earlier commits: rare. */
  readonly #elsewhere = new Map<number, RawPlace>();

  constructor() {
    this.#first.push(0);
  }

  /** The next staged row. */
  add(sources: readonly SourceKey[], places: readonly (RawPlace | null)[]): void {
    for (const [i, source] of sources.entries()) {
      const place = places[i] ?? null;
      if (place?.length === 5) this.#elsewhere.set(this.#mark.length, place);
      this.#mark.push(markOf(source));
      this.#entry.push(place?.[0] ?? 0);
      this.#offset.push(place?.[1] ?? 0);
      this.#bytes.push(place?.[2] ?? 0);
    }
    this.#first.push(this.#mark.length);
  }

  find(row: number, source: SourceKey): RawPlace | null {
    const mark = markOf(source);
    for (let at = this.#first.at(row); at < this.#first.at(row + 1); at++) {
      if (this.#mark.at(at) !== mark) continue;
      const bytes = this.#bytes.at(at);
      return this.#elsewhere.get(at) ?? (bytes === 0 ? null : [this.#entry.at(at), this.#offset.at(at), bytes]);
    }
    return null;
  }
}

/** 32 bits of file and record: an identity has few sources, so that two of them hardly ever agree (FNV-1a). */
function markOf({ digest, record }: SourceKey): number {
  let mark = 0x811c9dc5;
  for (const text of [digest, record]) {
    for (let i = 0; i < text.length; i++) mark = Math.imul(mark ^ text.charCodeAt(i), 0x01000193);
  }
  return mark >>> 0;
}
