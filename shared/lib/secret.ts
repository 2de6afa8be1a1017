const redacted = '«secret»';

/** Wraps a secret so that printing, interpolating or serialising it never shows it. `reveal()` is the only way out. */
export class Secret {
  readonly #value: string;
  constructor(value: string) {
    this.#value = value;
  }
  reveal(): string {
    return this.#value;
  }
  toString(): string {
    return redacted;
  }
  toJSON(): string {
    return redacted;
  }
  [Symbol.toPrimitive](): string {
    return redacted;
  }
}
