import type { DocumentProblem } from '#shared/contract/documents.ts';
import type { PolicyEffect } from '#shared/contract/policy.ts';
import { harmless } from './table.ts';
import { counted } from './words.ts';

/** `policy.yaml:12:3: There is no “rotationDay” here. Expected “rotationDays”.` */
export const problemLines = (file: string, problems: readonly DocumentProblem[]): string =>
  problems
    .map(({ line, column, message, expected }) =>
      harmless(`${file}:${line}:${column}: ${message} Expected ${expected}.`),
    )
    .join('\n');

const changes = (counts: Readonly<Record<string, { readonly before: number; readonly after: number }>>): string =>
  Object.entries(counts)
    .map(([name, { before, after }]) => `${name} ${before}${before === after ? '' : ` → ${after}`}`)
    .join(', ');

/** What a policy would change, in lines. */
export function effectLines({ bands, severities, scores, movers, appear, disappear }: PolicyEffect): string {
  const total = (rules: PolicyEffect['appear']): number => rules.reduce((sum, { count }) => sum + count, 0);
  const listed = (sign: string, rules: PolicyEffect['appear']): string[] =>
    rules.map(({ rule, title, count, names }) => harmless(`  ${sign}${count} ${rule} ${title}: ${names.join(', ')}`));
  return [
    `Scores: ${counted(scores, 'identity', 'identities')} would score otherwise. ${changes(bands)}`,
    ...movers.slice(0, 5).map(({ name, before, after }) => harmless(`  ${before} → ${after}  ${name}`)),
    `Findings: ${total(appear)} would appear, ${total(disappear)} would go. ${changes(severities)}`,
    ...listed('+', appear),
    ...listed('-', disappear),
  ].join('\n');
}
