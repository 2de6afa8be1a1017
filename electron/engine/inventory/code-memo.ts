/** A number of each text of a dictionary, worked out when it is first asked for. 32 bits, unsigned. */
export class CodeMemo {
  readonly #of: (text: string) => number;
  #values = new Uint32Array(64);
  /** 1: it stands in `values`. */
  #known = new Uint8Array(64);

  constructor(of: (text: string) => number) {
    this.#of = of;
  }

  at(code: number, texts: readonly string[]): number {
    if (code >= this.#known.length) this.#grow(Math.max(code + 1, this.#known.length * 2));
    if (this.#known[code] !== 1) {
      this.#values[code] = this.#of(texts[code] ?? '');
      this.#known[code] = 1;
    }
    return this.#values[code] ?? 0;
  }

  #grow(length: number): void {
    const [values, known] = [new Uint32Array(length), new Uint8Array(length)];
    values.set(this.#values);
    known.set(this.#known);
    [this.#values, this.#known] = [values, known];
  }
}

/** FNV-1a over UTF-16 units: tells texts apart, and is no secret. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
