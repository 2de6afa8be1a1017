import { parseDocument } from 'yaml';
import { isSection, policyTable, type Table } from '#engine/scoring/policy-table.ts';
import type { Weight } from '#shared/model/limits.ts';

const unitOf = ({ unit, least, most }: Weight): string => `${unit}, ${least}–${most}`;

function linesOf(table: Table, indent: string): string[] {
  return Object.entries(table).flatMap(([name, entry]) =>
    isSection(entry)
      ? [
          ...(indent === '' ? [''] : []),
          `${indent}# ${entry.means}`,
          `${indent}${name}:`,
          ...linesOf(entry.of, `${indent}  `),
        ]
      : [
          ...(indent === '' ? [''] : []),
          `${indent}${`${name}: ${entry.standard}`.padEnd(28 - indent.length)} # ${entry.means} (${unitOf(entry)})`,
        ],
  );
}

/** The standard policy, every number with its sentence, unit and range. */
export const standardText = (): string =>
  `${[
    '# Policy of this workspace: weights of the score, thresholds of the rules, points of What If.',
    '# What is left out is standard.',
    'version: 1',
    ...linesOf(policyTable, ''),
  ].join('\n')}\n`;

/** The same text with one number changed; comments stay where they are. */
export function withNumber(text: string, path: readonly string[], value: number): string {
  const document = parseDocument(text);
  document.setIn(path, value);
  return document.toString({ lineWidth: 0 });
}
