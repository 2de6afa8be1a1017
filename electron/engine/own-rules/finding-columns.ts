import { AssignedOwners, ownersLabel } from '#engine/inventory/assigned-owners.ts';
import { rules } from '#engine/posture/rules/index.ts';
import type { Flags } from '#engine/posture/run-rules.ts';
import { type AssignedLabels, identityColumnsOf } from '#engine/projections/columns-of.ts';
import { emptyPicture } from '#engine/projections/empty-picture.ts';
import type { FindingColumns, Picture, RuleText } from '#engine/projections/picture.ts';
import { registerOf } from '#engine/store/register-of.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { Instant } from '#shared/model/fact.ts';
import { severities } from '#shared/model/finding.ts';
import type { OwnRule } from './own-rule.ts';

/** What analysts said of each flag, as `FindingColumns` has it. */
interface Accepted {
  readonly state: Uint8Array;
  readonly until: Float64Array;
}
type Looked = Pick<Workspace, 'identities' | 'tenants' | 'registers'>;

/** The most severe first, one rule after the other, the highest score first. Own rules stand behind all others. */
export function findingColumnsOf(
  { identities }: Pick<Workspace, 'identities'>,
  flags: Flags,
  accepted: Accepted,
  own: readonly OwnRule[],
): FindingColumns {
  const { row, rule, severity } = flags;
  const score = identities.derived.score.view();
  const order = Uint32Array.from({ length: flags.count }, (_, index) => index).sort(
    (a, b) =>
      (severity[a] ?? 0) - (severity[b] ?? 0) ||
      (rule[a] ?? 0) - (rule[b] ?? 0) ||
      (score[row[b] ?? 0] || 0) - (score[row[a] ?? 0] || 0) ||
      (row[a] ?? 0) - (row[b] ?? 0),
  );
  return {
    length: flags.count,
    row: order.map((index) => row[index] ?? 0),
    rule: Uint16Array.from(order, (index) => rule[index] ?? 0),
    severity: Uint8Array.from(order, (index) => severity[index] ?? severities.length - 1),
    accepted: Uint8Array.from(order, (index) => accepted.state[index] ?? 0),
    acceptedUntil: Float64Array.from(order, (index) => accepted.until[index] ?? Number.NaN),
    rules: [
      ...rules.map(ruleText),
      ...own.map(({ document }) => ({
        id: document.id,
        pack: 'own' as const,
        owasp: null,
        title: document.title,
        why: document.why,
        severity: document.severity,
        references: document.references ?? [],
      })),
    ],
  };
}

/** What lists and exports tell of a rule. */
export const ruleText = ({ id, pack, owasp, title, why, severity, references }: RuleText): RuleText => ({
  id,
  pack,
  owasp,
  title,
  why,
  severity,
  references,
});

/** Owners by the word of analysts, by row. */
export function assignedLabels(workspace: Pick<Workspace, 'identities' | 'registers'>): AssignedLabels {
  const labels = new Map<number, string>();
  for (const [id, { owners }] of registerOf(workspace, AssignedOwners).entries()) {
    const row = workspace.identities.rowOf(id);
    if (row >= 0) labels.set(row, ownersLabel(owners));
  }
  return labels;
}

const nobody: Accepted = { state: new Uint8Array(0), until: new Float64Array(0) };

/** What own rules see, whether a risk is accepted or not: scores, and the findings of all other rules; never each other's. */
export function seenByOwn(workspace: Looked, flags: Flags, now: Instant): Picture {
  return {
    ...emptyPicture(now),
    identities: { ...identityColumnsOf(workspace, assignedLabels(workspace)), findings: flags.perRow },
    findings: findingColumnsOf(workspace, flags, nobody, []),
  };
}
