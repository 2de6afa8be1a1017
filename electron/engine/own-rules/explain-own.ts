import type { Facts } from '#engine/inventory/facts.ts';
import type { RuleContext } from '#engine/posture/rule.ts';
import { gradesOf } from '#engine/posture/severity.ts';
import { date, plural } from '#engine/posture/words.ts';
import type { InventoryRow } from '#shared/contract/values.ts';
import { durationWords } from '#shared/lib/duration.ts';
import { type Fact, isUnknown } from '#shared/model/fact.ts';
import type { Evidence, Finding, Fix } from '#shared/model/finding.ts';
import type { Verdict } from './judge.ts';
import type { OwnRule } from './own-rule.ts';
import type { evidenceNames } from './rule-schema.ts';

const words = <T>(fact: Fact<T>, known: (value: T) => string): string =>
  isUnknown(fact) ? `unknown: ${fact.unknown.replaceAll('_', ' ')}` : known(fact as T);
const instant = (value: number | 'never'): string => (value === 'never' ? 'never' : date(value));

/** Evidence by its name, of a row as the grid shows it. */
const shown: Readonly<Record<(typeof evidenceNames)[number], (row: InventoryRow) => string>> = {
  kind: ({ kind }) => kind.replaceAll('_', ' '),
  tenant: ({ tenant }) => tenant,
  environment: ({ environment }) => (environment === '' ? 'unknown' : environment),
  owner: ({ owner }) => (owner.label === '' ? owner.state : `${owner.label} (${owner.state})`),
  status: ({ status }) => status,
  score: ({ score }) => (score === null ? 'none' : `${score.value} (${score.low}–${score.high})`),
  scopes: ({ scopes }) => plural(scopes.granted, 'scope'),
  lifetime: ({ lifetime }) =>
    words<number | 'never'>(lifetime, (value) => (value === 'never' ? 'never ends' : durationWords(value))),
  used: ({ lastUsedAt }) => words(lastUsedAt, instant),
  expires: ({ expiresAt }) => words(expiresAt, instant),
  rotated: ({ rotatedAt }) => words<number>(rotatedAt, date),
  customers: ({ onBehalf }) => String(onBehalf.count),
};

/** The whole finding of a rule of the workspace's own. `scoreAfter` says what each fix would make of the score. */
export function ownFinding(
  { document }: OwnRule,
  verdict: Verdict,
  row: InventoryRow,
  facts: Facts,
  context: RuleContext,
  scoreAfter: (fix: Pick<Fix, 'intent' | 'parameters'>) => number | null,
): Finding {
  const { id, title, severity, when, raise, evidence = ['owner', 'environment', 'lifetime'], fixes = [] } = document;
  const raised = raise?.[verdict.raised];
  const graded = { severity, graded: () => `in this case: ${raised?.when ?? when}` };
  const scaling = document.scaled === true ? { severity: verdict.base, facts } : null;
  return {
    rule: id,
    severity: verdict.severity,
    grades: gradesOf(graded, verdict.severity, scaling, facts, context),
    acceptance: null,
    identity: row.id as Finding['identity'], // The wire's ids are those of the inventory.
    title: `${row.name}: ${title}`,
    evidence: [
      { label: 'The rule', value: when, ref: `rule:${id}` },
      ...evidence.map((name): Evidence => ({ label: name, value: shown[name](row), ref: 'identity' })),
    ],
    fixes: fixes.map(({ intent, label, parameters = {} }) => ({
      intent,
      label,
      parameters,
      scoreAfter: scoreAfter({ intent, parameters }),
    })),
  };
}
