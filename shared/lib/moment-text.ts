import { dayMs } from './duration.ts';

const dateForm = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?Z)?$/;

/** What can be written for a moment, for hints. */
export const momentForms = 'A day (2026-03-14), an instant (2026-03-14T12:04Z) or a record of the journal (#12).';

/** Reads a record (`#12`, `12`), an instant or a day of UTC, which stands for its end; null: it is none of them. */
export function readMoment(text: string): { readonly seq: number } | { readonly at: number } | null {
  const seq = /^#?([1-9]\d{0,8})$/.exec(text)?.[1];
  if (seq !== undefined) return { seq: Number(seq) };
  const at = dateForm.test(text) ? Date.parse(text) : Number.NaN;
  // The 30th of February is read as a day of March: it is none.
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(text.slice(0, 10))) return null;
  return { at: text.includes('T') ? at : at + dayMs - 1 };
}
