import type { Picture } from '#engine/projections/picture.ts';
import { type Field, type Language, through } from '#engine/query/field.ts';
import { choice } from '#engine/query/forms/choice.ts';
import { severities } from '#shared/model/finding.ts';
import { acceptanceOf, packOf, ruleOf } from './finding-columns.ts';
import { identityFields } from './identity.ts';

/** A query that asks for it speaks of accepted findings too; all others are about those that count. */
export const acceptedField = 'accepted';

const own: readonly Field<Picture>[] = [
  { name: 'rule', meaning: 'The rule that flags it', form: ruleOf },
  { name: 'pack', meaning: 'Pack of the rule: OWASP, a lint of RFC 9700 or MCP, own rules', form: packOf },
  { name: 'severity', meaning: 'How bad it is', form: choice(severities, ({ findings }) => findings.severity) },
  { name: acceptedField, meaning: 'Whether an analyst accepted the risk', form: acceptanceOf },
];

const rowOf = (picture: Picture) => ({
  source: picture,
  row: (finding: number) => picture.findings.row[finding] ?? -1,
});

/** Findings: their own fields, and those of the identity that they are about. */
export const findingLanguage: Language<Picture> = {
  fields: [
    ...own,
    ...identityFields
      .filter(({ name }) => !own.some((field) => field.name === name))
      .map((field) => through(field, rowOf)),
  ],
  length: ({ findings }) => findings.length,
  search:
    ({ findings, identities }) =>
    (finding) =>
      identities.search(findings.row[finding] ?? 0),
};
