import { isOpen, type Picture } from '#engine/projections/picture.ts';
import type { Form, RowTest } from '#engine/query/field.ts';
import { among } from '#engine/query/forms/choice.ts';
import { type CodedTexts, coded, texts } from '#engine/query/forms/text.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { acceptanceStates, rulePacks, severities, soonDays } from '#shared/model/finding.ts';

/** Identities of which an open finding holds. */
const flaggedOpen = (picture: Picture, holds: (finding: number) => boolean): RowTest =>
  flagged(picture, (index) => isOpen(picture.findings, index) && holds(index));

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
    return flaggedOpen(picture, (index) => open[picture.findings.rule[index] ?? 0] === true);
  },
  ({ findings, identities }, rows) => {
    const asked = new Uint8Array(identities.length);
    for (let index = 0; index < rows.length; index += 1) asked[rows[index] ?? 0] = 1;
    const counts = new Map<string, number>();
    for (let index = 0; index < findings.length; index += 1) {
      const id = findings.rules[findings.rule[index] ?? 0]?.id ?? '';
      if (asked[findings.row[index] ?? 0] === 1 && isOpen(findings, index)) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    return counts;
  },
);

/** Of identities: the severities of their findings. */
export const severitiesOf: Form<Picture> = among(
  Object.fromEntries(
    severities.map((name, code) => [
      name,
      (picture: Picture) => flaggedOpen(picture, (index) => picture.findings.severity[index] === code),
    ]),
  ),
);

/** Of findings: their own rule. */
export const ruleOf: Form<Picture> = coded({}, ruleTexts, shown);

/** By word: does a finding bear that word of an analyst? `soon`: it counts, and ends soon. */
const acceptanceTests: Readonly<Record<string, (picture: Picture) => RowTest>> = {
  yes:
    ({ findings }) =>
    (finding) =>
      !isOpen(findings, finding),
  soon:
    ({ findings, now }) =>
    (finding) =>
      !isOpen(findings, finding) && (findings.acceptedUntil[finding] ?? Number.NaN) <= now + soonDays * dayMs,
  ...Object.fromEntries(
    acceptanceStates
      .filter((state) => state !== 'accepted')
      .map((state) => [
        state,
        ({ findings }: Picture) => {
          const code = acceptanceStates.indexOf(state) + 1;
          return (finding: number) => findings.accepted[finding] === code;
        },
      ]),
  ),
};

/** Of findings: whether an analyst accepted the risk; `no` are those that count and on which nobody has a word. */
export const acceptanceOf: Form<Picture> = among({
  no:
    ({ findings }) =>
    (finding) =>
      findings.accepted[finding] === 0,
  ...acceptanceTests,
});

/** Of identities: that they have such a finding. */
export const acceptancesOf: Form<Picture> = among(
  Object.fromEntries(
    Object.entries(acceptanceTests).map(([word, test]) => [
      word,
      (picture: Picture) => flagged(picture, test(picture)),
    ]),
  ),
);

/** Of findings: the pack of their rule. */
export const packOf: Form<Picture> = among(
  Object.fromEntries(
    rulePacks.map((name) => [
      name,
      ({ findings }: Picture) => {
        const open = findings.rules.map(({ pack }) => pack === name);
        return (finding: number) => open[findings.rule[finding] ?? 0] === true;
      },
    ]),
  ),
);
