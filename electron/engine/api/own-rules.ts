import type { CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import { factsAt } from '#engine/inventory/fact-columns.ts';
import { runExamples } from '#engine/own-rules/examples.ts';
import { judgeOf, type Verdict } from '#engine/own-rules/judge.ts';
import type { OwnRule } from '#engine/own-rules/own-rule.ts';
import { readRule } from '#engine/own-rules/read-rule.ts';
import { OwnRulesRegister, type RuleChange } from '#engine/own-rules/register.ts';
import { ruleSchema } from '#engine/own-rules/rule-schema.ts';
import { rulesInForce } from '#engine/own-rules/rules-in-force.ts';
import { exampleNow } from '#engine/posture/example-clock.ts';
import { inventoryRowOf } from '#engine/projections/inventory-row.ts';
import { scoreOf } from '#engine/scoring/score.ts';
import { registerOf } from '#engine/store/register-of.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import type { DocumentProblem } from '#shared/contract/documents.ts';
import { mostOwnRules } from '#shared/contract/own-rules.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { severities } from '#shared/model/finding.ts';
import type { JournalAction } from '#shared/model/journal-record.ts';
import type { Session } from './session.ts';

type Calls = Pick<CallHandlers, 'ownRules.check' | 'ownRules.save' | 'ownRules.remove' | 'ownRules.schema'>;
type Checked = CallOutput<'ownRules.check'>;

/** JSON Schema of a rule's document, for editors. */
export const ruleJsonSchema = (): Record<string, unknown> => ({ ...ruleSchema.json });

/** Rows that a check shows; all of them are counted. */
const mostRows = 500;

export function ownRuleCalls(session: Session): Calls {
  const saved = () => registerOf(session.mustBeOpen().workspace, OwnRulesRegister).all;

  async function record(action: JournalAction, rule: RuleChange, summary: string): Promise<number> {
    const { workspace } = session.mustBeOpen();
    const { human, client } = session;
    const entry = { action, object: rule.id, human, client, decision: 'allowed' as const, data: { rule, summary } };
    return (await workspace.record(entry)).seq;
  }

  return {
    'ownRules.check': ({ text }) => checkRule(session, text),
    async 'ownRules.save'({ text }) {
      const read = readRule(text);
      if (!read.ok) throw refused(read.problems);
      const { id, title } = read.rule.document;
      const failed = examplesOf(session, read.rule).find(({ ok }) => !ok);
      if (failed !== undefined) {
        throw new AppError('input.invalid', `The example “${failed.what}” does not come out as ${failed.is}.`, {
          hint: 'Change the rule or the example. Nothing was saved.',
        });
      }
      const before = saved().get(id)?.[0] ?? null;
      if (before === null && saved().size >= mostOwnRules) {
        throw new AppError('input.invalid', `There are ${mostOwnRules} rules already.`, { hint: 'Remove one first.' });
      }
      if (before?.text === text) return { id, seq: before.seq, before: text };
      return { id, seq: await record('rule.saved', { id, text }, title), before: before?.text ?? null };
    },
    async 'ownRules.remove'({ id }) {
      const before = saved().get(id)?.[0];
      if (before === undefined) {
        throw new AppError('record.absent', `There is no rule ${id}.`, { hint: 'nhi rule list lists them all.' });
      }
      return { seq: await record('rule.removed', { id }, ''), text: before.text };
    },
    'ownRules.schema': () => ({ schema: ruleJsonSchema() }),
  };
}

function refused(problems: readonly DocumentProblem[]): AppError {
  const [first] = problems;
  const place = first === undefined ? '' : `Line ${first.line}, column ${first.column}: `;
  const more = problems.length > 1 ? ` ${problems.length - 1} more.` : '';
  return new AppError('input.invalid', `${place}${first?.message ?? 'This is no rule.'}${more}`, {
    hint: `Expected ${first?.expected ?? 'a rule'}. Nothing was saved.`,
    details: { line: first?.line ?? 1, column: first?.column ?? 1, problems: problems.length },
  });
}

const examplesOf = (session: Session, rule: OwnRule) =>
  runExamples(rule, session.policy.data.limits, (facts) => scoreOf(facts, session.policy, exampleNow));

function checkRule(session: Session, text: string): Checked {
  const read = readRule(text);
  const nobody = { total: 0, severities: { critical: 0, high: 0, medium: 0, low: 0 }, rows: [] };
  if (!read.ok) return { problems: [...read.problems], id: null, title: null, examples: [], ...nobody };
  const { id, title } = read.rule.document;
  const examples = examplesOf(session, read.rule).map((each) => ({ ...each }));
  const found = session.opened === null ? nobody : flaggedBy(session, read.rule);
  return { problems: [], id, title, examples, ...found };
}

/** Whom the rule would flag now. */
function flaggedBy(session: Session, rule: OwnRule): Pick<Checked, 'total' | 'severities' | 'rows'> {
  const { workspace, picture } = session.mustBeOpen();
  const columns = workspace.identities.facts();
  const judge = judgeOf(rule, seenNow(session), (row) => factsAt(columns, row), session.policy.data.limits);
  const found: { readonly row: number; readonly verdict: Verdict }[] = [];
  for (let row = 0; row < picture.identities.length; row += 1) {
    const verdict = judge(row);
    if (verdict !== null) found.push({ row, verdict });
  }
  const rank = ({ verdict }: (typeof found)[number]): number => severities.indexOf(verdict.severity);
  const score = ({ row }: (typeof found)[number]): number => picture.identities.value[row] || 0;
  found.sort((one, other) => rank(one) - rank(other) || score(other) - score(one) || one.row - other.row);
  const count = (wanted: (typeof severities)[number]): number =>
    found.filter(({ verdict }) => verdict.severity === wanted).length;
  return {
    total: found.length,
    severities: { critical: count('critical'), high: count('high'), medium: count('medium'), low: count('low') },
    rows: found.slice(0, mostRows).map(({ row, verdict }) => ({
      severity: verdict.severity,
      row: inventoryRowOf(picture.identities, row),
    })),
  };
}

/** The inventory as own rules see it: without the findings of each other, and whatever risks are accepted. */
function seenNow(session: Session) {
  const { own, picture } = session.mustBeOpen();
  return own.sees ?? picture;
}

export function ownRuleWatches(session: Session): Pick<WatchHandlers, 'ownRules.list'> {
  return {
    'ownRules.list': () => ({
      topics: ['findings', 'journal'],
      view() {
        if (session.opened === null) return { rules: [] };
        const { workspace, picture } = session.opened;
        const counts = countsByRule(picture.findings);
        const rules = rulesInForce(workspace).map(({ id, rule, saved, unread }) => ({
          id,
          title: rule?.document.title ?? id,
          why: rule?.document.why ?? '',
          severity: rule?.document.severity ?? ('low' as const),
          when: rule?.document.when ?? '',
          text: saved.text,
          by: saved.by,
          at: saved.at,
          count: counts.get(id) ?? 0,
          stale: unread !== null,
        }));
        return { rules };
      },
    }),
  };
}

function countsByRule({ length, rule, rules }: Session['picture']['findings']): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let index = 0; index < length; index += 1) {
    const id = rules[rule[index] ?? 0]?.id ?? '';
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
