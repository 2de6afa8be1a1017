// Takes one import back: what it said is withdrawn, and what stood before stands again, beside what came later. Worked out
// from the journal: every line says which of its contributions it brought.
import type { Journal } from '#engine/journal/journal.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';
import { inlineLines, objectOf } from './details.ts';
import { missingIn } from './missing.ts';
import type { Objects } from './objects.ts';
import { type PayloadLine, parsePayloadLine, saidOf } from './payload.ts';
import { type Stored, storedIn } from './said.ts';
import type { LinePlace } from './staging.ts';

interface LineRef extends LinePlace {
  readonly seq: number;
  /** Digest of the object; '' where the line stands in the record. */
  readonly place: string;
}

/** Of one identity, without the import that is withdrawn and those that were before. */
interface Past {
  /** Which line brought what a stream says. */
  readonly lines: Map<string, LineRef>;
  readonly missing: Map<string, Instant>;
  /** Marks that stood after the last line, whoever set them. */
  marked: ReadonlyMap<string, Instant>;
}

interface Sources {
  readonly journal: Pick<Journal, 'list' | 'records'>;
  readonly objects: Pick<Objects, 'lines' | 'read'>;
  readonly signal?: AbortSignal | undefined;
}

/** What a line begins with up to the id of its identity, and the length of an id. */
const head = '["i",{"id":"';
const idLength = 20;
const [tagAt, identityTag, marksTag, missingTag] = [2, 'i'.charCodeAt(0), 'k'.charCodeAt(0), 'm'.charCodeAt(0)];
const recordsAtOnce = 200;
const linesAtOnce = 2_000;

export class Withdrawal {
  readonly #sources: Sources;
  readonly #seq: number;
  readonly #past = new Map<string, Past>();
  /** Marks of source records that the import was the one to read. */
  readonly marks: string[] = [];

  constructor(sources: Sources, seq: number) {
    this.#sources = sources;
    this.#seq = seq;
  }

  /** Reads the journal: which identities it spoke of, and what is left of each. `undone`: imports withdrawn before. */
  async read(undone: ReadonlySet<number>): Promise<void> {
    const [record] = this.#sources.journal.list(this.#seq - 1, 1);
    if (record !== undefined) await this.#lines(record, (line) => this.#begin(line));
    const { journal } = this.#sources;
    for (let first = 0; first < journal.records; first += recordsAtOnce) {
      for (const each of journal.list(first, Math.min(recordsAtOnce, journal.records - first))) {
        const counts = each.seq !== this.#seq && !undone.has(each.seq) && each.action !== 'import.undone';
        await this.#lines(each, (line, ref) => this.#follow(line, ref, counts));
      }
    }
  }

  get ids(): Iterable<string> {
    return this.#past.keys();
  }

  /** What is left of an identity; nothing: nobody else ever spoke of it. */
  left(id: string): { readonly stored: readonly Stored[]; readonly missing: ReadonlyMap<string, Instant> } {
    const past = this.#past.get(id);
    if (past === undefined) return { stored: [], missing: new Map() };
    const stored = [...past.lines].map(([stream, ref]) => {
      const found = this.#storedAt(ref).find(({ contribution }) => contribution.stream === stream);
      if (found === undefined) throw new Error('a line lost what it said');
      return { ...found, fresh: false };
    });
    return { stored, missing: past.missing };
  }

  #begin(line: PayloadLine): void {
    if (line[0] === 'k') this.marks.push(line[1]);
    for (const id of line[0] === 'i' ? [line[1].id] : line[0] === 'm' ? line[2] : []) {
      this.#past.set(id, { lines: new Map(), missing: new Map(), marked: new Map() });
    }
  }

  #follow(line: PayloadLine, ref: LineRef, counts: boolean): void {
    if (line[0] === 'm') {
      for (const id of line[2]) this.#mark(this.#past.get(id), line[1], counts);
      return;
    }
    if (line[0] !== 'i') return;
    const past = this.#past.get(line[1].id);
    if (past === undefined) return;
    const stored = storedIn(line[1], line[2], saidOf(line));
    if (counts) {
      const spoken = new Set(stored.map(({ contribution }) => contribution.stream));
      // Before there were contributions, a file took the place of all others.
      for (const stream of past.lines.keys()) if (!spoken.has(stream)) past.lines.delete(stream);
      for (const { contribution, fresh } of stored) {
        if (!fresh) continue;
        past.lines.set(contribution.stream, ref);
        past.missing.delete(contribution.stream);
      }
    }
    this.#mark(past, line[5] ?? '', counts);
  }

  #mark(past: Past | undefined, text: string, counts: boolean): void {
    if (past === undefined) return;
    const marked = missingIn(text);
    if (counts) {
      for (const [stream, since] of marked) if (past.marked.get(stream) !== since) past.missing.set(stream, since);
    }
    past.marked = marked;
  }

  #storedAt({ seq, place, entry, offset, bytes }: LineRef): readonly Stored[] {
    const line = this.#lineAt({ seq, place, entry, offset, bytes });
    if (line?.[0] !== 'i') throw new Error('a line that was an identity is none');
    const raws = line[2].map((raw) => (raw === null || raw.length === 5 ? raw : ([...raw, place, seq] as const)));
    return storedIn(line[1], raws, saidOf(line));
  }

  #lineAt({ seq, place, entry, offset, bytes }: LineRef): PayloadLine | undefined {
    const { journal, objects } = this.#sources;
    if (place !== '') return parsePayloadLine(Buffer.from(objects.read(place, offset, bytes)).toString('utf8'));
    const [record] = journal.list(seq - 1, 1);
    return record === undefined ? undefined : inlineLines(record)[entry];
  }

  /** Lines of identities, marks and missing ones; of identities only those that matter once it is known which do. */
  async #lines(record: JournalRecord, take: (line: PayloadLine, ref: LineRef) => void): Promise<void> {
    const { seq } = record;
    for (const [entry, line] of inlineLines(record).entries())
      take(line, { seq, place: '', entry, offset: 0, bytes: 0 });
    const place = objectOf(record);
    if (place === '') return;
    let entry = 0;
    for (const { bytes, offset } of this.#sources.objects.lines(place)) {
      if (this.#matters(bytes, record)) {
        const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
        take(parsePayloadLine(text), { seq, place, entry, offset, bytes: bytes.byteLength });
      }
      entry += 1;
      if (entry % linesAtOnce === 0) await this.#breath();
    }
  }

  #matters(bytes: Uint8Array, { seq }: JournalRecord): boolean {
    const tag = bytes[tagAt];
    if (tag === missingTag || tag === marksTag) return true;
    if (tag !== identityTag) return false;
    if (seq === this.#seq) return true;
    const id = Buffer.from(bytes.buffer, bytes.byteOffset + head.length, idLength).toString('latin1');
    return this.#past.has(id);
  }

  async #breath(): Promise<void> {
    if (this.#sources.signal?.aborted) throw new AppError('import.cancelled', 'Undoing the import was cancelled.');
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
}
