/** Texts longer than this are cut: a name of a megabyte is no name. */
const longest = 4096;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const control = /[\u0000-\u001f\u007f-\u009f]/g;
const gap = /[\t\n\r]+/g;
/** Characters that turn the direction of what stands beside them (Unicode UAX #9 §2). */
const turning = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
/** What a spreadsheet takes for a formula when the text is pasted into a cell. */
const formula = /^(?:[=@].|[+-][^\s+-])/;

export interface CleanText {
  readonly text: string;
  readonly hadNul: boolean;
  readonly hadControl: boolean;
  readonly turnsDirection: boolean;
  readonly isFormula: boolean;
  readonly cut: boolean;
}

/** NUL goes, line breaks become spaces, other control characters are written out; what else is odd stays, and is said. */
export function cleanText(raw: string): CleanText {
  const cut = raw.length > longest;
  const short = cut ? `${raw.slice(0, longest)}…` : raw;
  const hadNul = short.includes('\u0000');
  const flat = short.replaceAll('\u0000', '').replace(gap, ' ').trim();
  const text = flat.replace(control, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const [turnsDirection, isFormula] = [turning.test(text), formula.test(text)];
  return { text, hadNul, hadControl: text !== flat, turnsDirection, isFormula, cut };
}
