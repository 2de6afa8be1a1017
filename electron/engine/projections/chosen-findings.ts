import type { RowTest } from '#engine/query/field.ts';
import { asksFor } from '#engine/query/query.ts';
import { acceptedField, findingLanguage } from './fields/finding.ts';
import { isOpen, type Picture } from './picture.ts';
import { understood } from './understood.ts';

/** The findings that a query is about: those that count, unless it asks for accepted ones or `which` for all. Refuses with input.invalid. */
export function findingTest(picture: Picture, text: string, which: 'open' | 'all' = 'open'): RowTest {
  const { query, test } = understood(findingLanguage, text);
  const asked = test?.(picture) ?? null;
  if (which === 'all' || asksFor(query, acceptedField)) return asked ?? (() => true);
  return (finding) => isOpen(picture.findings, finding) && (asked === null || asked(finding));
}
