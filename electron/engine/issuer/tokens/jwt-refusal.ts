/**
 * A JWT, or a key that came with one, is not acceptable. `reason` is private: it stands in the journal alone, whoever
 * answers chooses the error of the protocol.
 */
export class JwtRefusal extends Error {
  readonly reason: string;

  constructor(reason: string, options: { readonly cause?: unknown } = {}) {
    super(reason, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'JwtRefusal';
    this.reason = reason;
  }
}
