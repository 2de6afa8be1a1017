import type { ProblemCode } from '#engine/importers/problem-codes.ts';

/** A file cannot be read to its end, and nothing of it may be taken: cut, damaged, or it inflates without end. */
export class Unreadable extends Error {
  readonly code: ProblemCode;
  constructor(code: ProblemCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
