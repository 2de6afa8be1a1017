// Cuts a JSON file of any size into the elements that an importer asks for, a chunk at a time: brackets and strings are
// followed on the bytes, and only the cut-out slice is decoded and parsed. Memory is bounded by one record.
import { joinBytes } from './join-bytes.ts';
import { isForbiddenName } from './json-inspect.ts';
import { compilePatterns, type PatternNode } from './json-patterns.ts';
import { readRecord, type Split } from './json-record.ts';
import type { ProblemCode } from './problem-codes.ts';

export interface SplitLimits {
  readonly recordBytes: number;
  readonly depth: number;
}

interface Frame {
  readonly array: boolean;
  readonly node: PatternNode;
  readonly path: string;
  readonly pattern: string;
  readonly names: Set<string>;
  index: number;
  name: string;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** Names of members on the way down are short; longer ones are refused with the file. */
const NAME_BYTES = 4096;

type Expect = 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'in-name' | 'colon' | 'comma-or-end' | 'nothing';

export class JsonSplitter {
  readonly #root: PatternNode;
  readonly #limits: SplitLimits;
  readonly #sequence: boolean;
  readonly #frames: Frame[] = [];
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #out: Split[] = [];
  #expect: Expect = 'value';
  #failed = false;
  #offset = 0;
  #name: number[] = [];
  #escape = false;

  #capturing = false;
  #scalar = false;
  #inString = false;
  #depth = 0;
  #colons = 0;
  #tooDeep = false;
  #start = 0;
  #parts: Uint8Array[] = [];
  #held = 0;

  /** `sequence`: several values follow one another (JSON lines), and are cut as if they stood in a list. */
  constructor(patterns: readonly string[], limits: SplitLimits, sequence = false) {
    this.#root = compilePatterns(patterns);
    this.#limits = limits;
    this.#sequence = sequence && this.#root.each !== null;
    if (!this.#sequence) return;
    this.#frames.push({
      array: true,
      node: this.#root,
      path: '$',
      pattern: '$',
      names: new Set(),
      index: -1,
      name: '',
    });
    this.#expect = 'value-or-end';
  }

  /** What became complete with this chunk. The chunk is not kept. */
  push(chunk: Uint8Array): Split[] {
    this.#out = [];
    this.#start = 0;
    let at = 0;
    while (at < chunk.length && !this.#failed)
      at = this.#capturing ? this.#capture(chunk, at) : this.#navigate(chunk, at);
    if (this.#capturing) this.#keep(chunk.subarray(this.#start));
    this.#offset += chunk.length;
    return this.#out;
  }

  /** Says where the file broke off, if it did. */
  end(): Split[] {
    this.#out = [];
    if (this.#failed) return this.#out;
    const outermost = this.#sequence ? 1 : 0;
    if (this.#capturing && this.#scalar && !this.#inString && this.#frames.length === outermost)
      this.#finish(new Uint8Array(0));
    if (this.#expect !== 'nothing' && (this.#capturing || !this.#isBetweenValues)) {
      this.#fail('import.truncated', `the file ends after ${this.#offset} bytes, in the middle of ${this.#here()}`);
    }
    return this.#out;
  }

  /** Outside of every value of a sequence. */
  get #isBetweenValues(): boolean {
    return this.#sequence && this.#frames.length === 1;
  }

  #navigate(chunk: Uint8Array, from: number): number {
    let at = from;
    while (at < chunk.length) {
      const byte = chunk[at];
      if (this.#expect === 'in-name') {
        at = this.#readName(chunk, at);
        if (this.#failed) return chunk.length;
        continue;
      }
      if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) {
        at += 1;
        continue;
      }
      switch (this.#expect) {
        case 'value-or-end':
          if (byte === CLOSE_BRACKET && !this.#isBetweenValues) {
            this.#close();
            break;
          }
          if (this.#open(byte, at)) return at;
          break;
        case 'value':
          if (this.#open(byte, at)) return at;
          break;
        case 'name-or-end':
        case 'name':
          if (byte === QUOTE) this.#expect = 'in-name';
          else if (byte === CLOSE_BRACE && this.#expect === 'name-or-end') this.#close();
          else return this.#unexpected(at, chunk);
          break;
        case 'colon':
          if (byte !== COLON) return this.#unexpected(at, chunk);
          this.#expect = 'value';
          break;
        case 'comma-or-end': {
          const frame = this.#frames.at(-1);
          const closes = byte === CLOSE_BRACE || byte === CLOSE_BRACKET;
          if (this.#isBetweenValues && !closes) {
            // Commas between them are let pass.
            if (byte !== COMMA && this.#open(byte, at)) return at;
          } else if (this.#isBetweenValues) return this.#unexpected(at, chunk);
          else if (byte === COMMA && frame) this.#expect = frame.array ? 'value' : 'name';
          else if (frame && byte === (frame.array ? CLOSE_BRACKET : CLOSE_BRACE)) this.#close();
          else return this.#unexpected(at, chunk);
          break;
        }
        default:
          return this.#unexpected(at, chunk);
      }
      at += 1;
    }
    return at;
  }

  /** Descends where the patterns lead on; otherwise starts to cut out, and says so. */
  #open(byte: number | undefined, at: number): boolean {
    const parent = this.#frames.at(-1);
    if (parent?.array) parent.index += 1;
    const node = parent
      ? parent.array
        ? parent.node.each
        : (parent.node.members.get(parent.name) ?? null)
      : this.#root;
    const array = byte === OPEN_BRACKET && (node?.each !== null || !parent);
    const object = byte === OPEN_BRACE && ((node?.members.size ?? 0) > 0 || !parent);
    if (node && (array || object)) {
      this.#frames.push({
        array,
        node,
        path: this.#here(),
        pattern: this.#pattern(),
        names: new Set(),
        index: -1,
        name: '',
      });
      this.#expect = array ? 'value-or-end' : 'name-or-end';
      return false;
    }
    this.#capturing = true;
    this.#scalar = byte !== OPEN_BRACE && byte !== OPEN_BRACKET;
    this.#inString = false;
    this.#escape = false;
    this.#depth = 0;
    this.#colons = 0;
    this.#tooDeep = false;
    this.#start = at;
    this.#parts = [];
    this.#held = 0;
    return true;
  }

  #capture(chunk: Uint8Array, from: number): number {
    if (this.#scalar) return this.#captureScalar(chunk, from);
    let at = from;
    let inString = this.#inString;
    let depth = this.#depth;
    let colons = this.#colons;
    const end = chunk.length;
    const deepest = this.#limits.depth;
    if (this.#escape && at < end) {
      this.#escape = false;
      at += 1;
    }
    while (at < end) {
      if (inString) {
        while (at < end) {
          const byte = chunk[at];
          at += 1;
          if (byte === QUOTE) {
            inString = false;
            break;
          }
          if (byte === BACKSLASH) {
            if (at < end) at += 1;
            else this.#escape = true;
          }
        }
        continue;
      }
      const byte = chunk[at];
      at += 1;
      if (byte === QUOTE) inString = true;
      else if (byte === COLON) colons += 1;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        depth += 1;
        if (depth > deepest) this.#tooDeep = true;
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        depth -= 1;
        if (depth === 0) {
          this.#colons = colons;
          this.#finish(chunk.subarray(this.#start, at));
          return at;
        }
      }
    }
    this.#inString = inString;
    this.#depth = depth;
    this.#colons = colons;
    return at;
  }

  #captureScalar(chunk: Uint8Array, from: number): number {
    let at = from;
    while (at < chunk.length) {
      const byte = chunk[at];
      if (this.#inString) {
        at += 1;
        if (this.#escape) this.#escape = false;
        else if (byte === BACKSLASH) this.#escape = true;
        else if (byte === QUOTE) {
          this.#finish(chunk.subarray(this.#start, at));
          return at;
        }
      } else if (byte === QUOTE && this.#held === 0 && at === this.#start) {
        this.#inString = true;
        at += 1;
      } else if (
        byte === COMMA ||
        byte === CLOSE_BRACE ||
        byte === CLOSE_BRACKET ||
        byte === 0x20 ||
        byte === 0x0a ||
        byte === 0x0d ||
        byte === 0x09
      ) {
        this.#finish(chunk.subarray(this.#start, at));
        return at;
      } else at += 1;
    }
    return at;
  }

  #keep(rest: Uint8Array): void {
    this.#held += rest.length;
    if (this.#held > this.#limits.recordBytes || this.#tooDeep) this.#parts = [];
    else if (rest.length > 0) this.#parts.push(rest.slice());
  }

  #finish(last: Uint8Array): void {
    this.#capturing = false;
    this.#inString = false;
    const path = this.#here();
    const pattern = this.#pattern();
    const size = this.#held + last.length;
    const parts = this.#parts;
    this.#parts = [];
    this.#expect = this.#frames.length === 0 ? 'nothing' : 'comma-or-end';
    const frame = this.#frames.at(-1);
    // A member that stands twice in an object that is walked through: the first one counts and was reported already.
    if (frame && !frame.array && frame.name === '') return;
    if (size > this.#limits.recordBytes) {
      this.#lose(
        path,
        pattern,
        'import.record_too_large',
        `holds ${size} bytes, more than ${this.#limits.recordBytes}`,
      );
    } else if (this.#tooDeep) {
      this.#lose(path, pattern, 'import.too_deep', `is nested deeper than ${this.#limits.depth} levels`);
    } else {
      const bytes = parts.length === 0 ? last : joinBytes([...parts, last], size);
      for (const split of readRecord(bytes, this.#scalar ? null : this.#colons, path, pattern)) this.#out.push(split);
    }
  }

  #readName(chunk: Uint8Array, from: number): number {
    for (let at = from; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (byte === undefined) break;
      if (this.#escape) this.#escape = false;
      else if (byte === BACKSLASH) this.#escape = true;
      else if (byte === QUOTE) {
        this.#named();
        return at + 1;
      }
      if (this.#name.push(byte) > NAME_BYTES) {
        this.#fail('import.malformed', `a member name at byte ${this.#offset + at} is longer than ${NAME_BYTES} bytes`);
        return chunk.length;
      }
    }
    return chunk.length;
  }

  #named(): void {
    const frame = this.#frames.at(-1);
    if (!frame) return;
    const bytes = Uint8Array.from([QUOTE, ...this.#name, QUOTE]);
    this.#name = [];
    this.#expect = 'colon';
    let name: string;
    try {
      name = String(JSON.parse(this.#decoder.decode(bytes)));
    } catch {
      frame.name = '';
      this.#lose(frame.path, frame.pattern, 'import.malformed', 'has a member whose name cannot be read: skipped');
      return;
    }
    frame.name = name;
    if (isForbiddenName(name)) {
      frame.name = '';
      this.#lose(frame.path, frame.pattern, 'import.forbidden_member', `has a member named ${name}: skipped`, name);
    } else if (frame.names.has(name)) {
      frame.name = '';
      const message = `has the member ${JSON.stringify(name)} twice: the second one is skipped`;
      this.#lose(frame.path, frame.pattern, 'import.duplicate_member', message, name);
    }
    frame.names.add(name);
  }

  #close(): void {
    this.#frames.pop();
    this.#expect = this.#frames.length === 0 ? 'nothing' : 'comma-or-end';
  }

  #here(): string {
    const frame = this.#frames.at(-1);
    if (!frame) return '$';
    return frame.array ? `${frame.path}[${Math.max(0, frame.index)}]` : `${frame.path}${member(frame.name)}`;
  }

  #pattern(): string {
    const frame = this.#frames.at(-1);
    if (!frame) return '$';
    return frame.array ? `${frame.pattern}[*]` : `${frame.pattern}${member(frame.name)}`;
  }

  #unexpected(at: number, chunk: Uint8Array): number {
    const byte = chunk[at] ?? 0;
    const shown = byte > 0x20 && byte < 0x7f ? `"${String.fromCharCode(byte)}"` : `byte 0x${byte.toString(16)}`;
    this.#fail('import.malformed', `unexpected ${shown} at byte ${this.#offset + at}: what follows was not read`);
    return chunk.length;
  }

  #fail(code: ProblemCode, message: string): void {
    this.#failed = true;
    this.#capturing = false;
    this.#parts = [];
    this.#out.push({ ok: false, path: this.#here(), pattern: '$', code, message, field: null, lost: false });
  }

  #lose(path: string, pattern: string, code: ProblemCode, message: string, field: string | null = null): void {
    this.#out.push({ ok: false, path, pattern, code, message, field, lost: true });
  }
}

const member = (name: string): string => (/^[A-Za-z_][\w-]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`);
