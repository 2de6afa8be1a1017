import type { Picture } from '#engine/projections/picture.ts';
import type { Form, RowTest } from '#engine/query/field.ts';
import { among } from '#engine/query/forms/choice.ts';
import { type CodedTexts, coded, texts } from '#engine/query/forms/text.ts';
import { severities } from '#shared/model/finding.ts';

/** Identities of which a finding holds. */
function flagged({ findings, identities }: Picture, holds: (finding: number) => boolean): RowTest {
  const rows = new Uint8Array(identities.length);
  for (let index = 0; index < findings.length; index += 1) if (holds(index)) rows[findings.row[index] ?? 0] = 1;
  return (row) => rows[row] === 1;
}

const ruleTexts = ({ findings }: Picture): CodedTexts => ({
  codes: findings.rule,
  textsAt: (code) => [findings.rules[code]?.id ?? ''],
});

const shown = ['NHI5a', 'NHI7*'];

/** Of identities: the rules that flag them. */
export const rulesOf: Form<Picture> = texts(
  {},
  shown,
  (matches) => (picture) => {
    const open = picture.findings.rules.map(({ id }) => matches(id));
    return flagged(picture, (index) => open[picture.findings.rule[index] ?? 0] === true);
  },
  ({ findings, identities }, rows) => {
    const asked = new Uint8Array(identities.length);
    for (let index = 0; index < rows.length; index += 1) asked[rows[index] ?? 0] = 1;
    const counts = new Map<string, number>();
    for (let index = 0; index < findings.length; index += 1) {
      const id = findings.rules[findings.rule[index] ?? 0]?.id ?? '';
      if (asked[findings.row[index] ?? 0] === 1) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return counts;
  },
);

/** Of identities: the severities of their findings. */
export const severitiesOf: Form<Picture> = among(
  Object.fromEntries(
    severities.map((name, code) => [
      name,
      (picture: Picture) => flagged(picture, (index) => picture.findings.severity[index] === code),
    ]),
  ),
);

/** Of findings: their own rule. */
export const ruleOf: Form<Picture> = coded({}, ruleTexts, shown);
