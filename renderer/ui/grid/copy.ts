const dangerous = /^[\s​-‍﻿"']*[=+\-@\t\r\n＝＋－＠]/u;
const plainNumber = /^-?\d+(\.\d+)?$/;

/** A cell that a spreadsheet cannot take for a formula (CSV injection); numbers stay numbers. */
export function spreadsheetSafe(cell: string): string {
  const flat = cell.replace(/[\t\r\n]+/g, ' ');
  return dangerous.test(cell) && !plainNumber.test(flat) ? `'${flat}` : flat;
}

/** Rows as tab-separated values, with a head line. */
export function toTsv(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, ...rows].map((row) => row.map(spreadsheetSafe).join('\t')).join('\n');
}
