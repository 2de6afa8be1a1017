import { type Compiled, compile } from '#engine/query/compile.ts';
import type { Language } from '#engine/query/field.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** The text as a query of these rows. Refuses with input.invalid; `details` say which text, and from where to where. */
export function understood<S>(language: Language<S>, text: string): Compiled<S> {
  const compiled = compile(language, text);
  if (compiled.ok) return compiled.value;
  const { message, expected, at, end } = compiled.problem;
  throw new AppError('input.invalid', message, { hint: `Expected ${expected}.`, details: { query: text, at, end } });
}
