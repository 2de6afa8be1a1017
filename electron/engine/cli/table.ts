/**
 * Text from files must not steer the terminal: control and bidirectional characters are shown as escapes.
 * (C0, DEL, C1; U+061C, U+200E–200F, U+2028–202E, U+2066–2069.)
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const steering = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

export const harmless = (text: string): string =>
  text.replace(steering, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

interface Column<Row> {
  readonly title: string;
  readonly align?: 'right';
  text(row: Row): string;
}

/** Aligned columns under their titles; the last column is as wide as it likes. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const cells = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map((column) => harmless(column.text(row)))),
  ];
  const widths = columns.map((_, index) =>
    cells.reduce((most, line) => Math.max(most, [...(line[index] ?? '')].length), 0),
  );
  return cells
    .map((line) =>
      line
        .map((cell, index) => {
          const space = ' '.repeat((widths[index] ?? 0) - [...cell].length);
          if (columns[index]?.align === 'right') return space + cell;
          return index === columns.length - 1 ? cell : cell + space;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
