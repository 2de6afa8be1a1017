import type { Signal } from '#shared/model/activity.ts';

/**
 * A JWT, or a key that came with one, is not acceptable. `reason` is private: it stands in the journal alone, whoever
 * answers chooses the error of the protocol.
 */
export class JwtRefusal extends Error {
  readonly reason: string;
  /** What it shows of its owner, whose key had signed it; empty where nobody's had. */
  readonly signals: readonly Signal[];

  constructor(reason: string, options: { readonly cause?: unknown; readonly signals?: readonly Signal[] } = {}) {
    super(reason, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'JwtRefusal';
    this.reason = reason;
    this.signals = options.signals ?? [];
  }
}
