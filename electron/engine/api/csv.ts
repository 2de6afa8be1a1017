import Papa from 'papaparse';

/** Spreadsheets run what begins so, also in full width and behind blanks (OWASP, CSV Injection). */
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

/** No line feed after the last row. A cell that a spreadsheet would run begins with an apostrophe. */
export const csvOf = (fields: readonly string[], rows: readonly (readonly string[])[]): string =>
  Papa.unparse([[...fields], ...rows.map((row) => [...row])], { escapeFormulae: formula, newline: '\n' });
