import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { OwnRulesRegister } from '#engine/own-rules/register.ts';
import { PolicyRegister } from '#engine/policy/register.ts';
import { createPolicies } from '#engine/policy/workspace-policy.ts';
import { problemsList } from '#engine/projections/problems.ts';
import { ActivityTable } from '#engine/store/tables/activity.ts';
import { IdentityTable } from '#engine/store/tables/identities.ts';
import { problemsOf } from './problems-of.ts';

const at = (seq: number): string => new Date(Date.UTC(2026, 2, 14, 12, seq)).toISOString();
const rule = 'id: OWN-a\ntitle: A\nwhy: Why not.\nseverity: high\nwhen: kind:agent\n';

it('are told by their records, those of imports and those of documents that cannot be read', () => {
  const policies = createPolicies((text) => createHash('sha256').update(text).digest('hex'));
  const [policy, rules] = [new PolicyRegister(), new OwnRulesRegister()];
  policy.apply({
    action: 'policy.set',
    seq: 2,
    at: at(2),
    human: 'Ada',
    data: { policy: { text: 'version: 7', hash: '0' } },
  });
  for (const [seq, text] of [
    [3, rule],
    [5, `${rule}later: true\n`],
  ] as const)
    rules.apply({ action: 'rule.saved', seq, at: at(seq), human: 'Ada', data: { rule: { id: 'OWN-a', text } } });
  const common = {
    severity: 'warning',
    code: 'import.guessed',
    message: '',
    file: 'a.csv',
    record: null,
    field: null,
  } as const;
  const problems = [1, 4, 4, 6].map((seq) => ({ ...common, at: Date.parse(at(seq)), seq }));
  const tables = { identities: new IdentityTable(), activity: new ActivityTable() };
  const workspace = { ...tables, ledger: { problems, imports: [] }, registers: [policy, rules] };
  const found = problemsOf({ policies, workspace });
  expect(found.map(({ seq, code }) => [seq, code])).toEqual([
    [1, 'import.guessed'],
    [2, 'policy.unread'],
    [4, 'import.guessed'],
    [4, 'import.guessed'],
    [5, 'rule.unread'],
    [6, 'import.guessed'],
  ]);
  expect(found.map((problem) => problem.at)).toEqual([1, 2, 4, 4, 5, 6].map((seq) => Date.parse(at(seq))));
  const listed = problemsList({ problems: found }, { text: '', first: 0, count: 9 }).rows;
  expect(listed.map(({ code }) => code).indexOf('rule.unread')).toBe(1);
});
