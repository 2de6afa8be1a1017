import type { z } from 'zod';
import { AppError } from '#shared/errors/app-error.ts';

const MAX_INPUT_CHARACTERS = 1_000_000;

/** The request as the contract reads it. Throws `input.invalid`, naming the first member that is wrong but not its value. */
export function checkedInput(schema: z.ZodType, input: unknown, name: string): unknown {
  if (tooLarge(input)) throw new AppError('input.invalid', `The request to “${name}” is too large.`);
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue && issue.path.length > 0 ? issue.path.map(String).join('.') : 'input';
  throw new AppError('input.invalid', `The request to “${name}” is not valid: ${where}.`, {
    hint: issue?.message ?? '',
    details: { member: where },
  });
}

/** What goes out, reduced to what the contract names. A mismatch is a bug of ours and throws as one. */
export function checkedOutput(schema: z.ZodType, output: unknown, name: string): unknown {
  const parsed = schema.safeParse(output);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Error(
    `the answer of ${name} breaks the contract at ${issue?.path.map(String).join('.')}: ${issue?.message}`,
  );
}

function tooLarge(input: unknown): boolean {
  try {
    return (JSON.stringify(input) ?? '').length > MAX_INPUT_CHARACTERS;
  } catch {
    return true; // Cyclic, or with a BigInt: nothing that the contract knows.
  }
}
