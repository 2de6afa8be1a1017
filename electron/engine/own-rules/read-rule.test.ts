import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardOf } from '#engine/scoring/policy-table.ts';
import { thresholds } from '#shared/model/limits.ts';
import { anyPictureRow, aPicture } from '#test/support/pictures.ts';
import { runExamples } from './examples.ts';
import { judgeOf } from './judge.ts';
import type { OwnRule } from './own-rule.ts';
import { readRule } from './read-rule.ts';
import { OwnRulesRegister } from './register.ts';
import { rulesInForce } from './rules-in-force.ts';

const limits = standardOf(thresholds);
const head = 'id: OWN-orphan-agent\ntitle: Agent of nobody\nwhy: Nobody ends it.\nseverity: medium\n';

function ruleOf(text: string): OwnRule {
  const read = readRule(text);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.rule;
}
function problemsOf(text: string): string[] {
  const read = readRule(text);
  if (read.ok) return [];
  for (const { at, end } of read.problems) expect(at <= end && end <= text.length).toBe(true);
  return read.problems.map(({ line, column, message, expected }) => `${line}:${column} ${message} / ${expected}`);
}

describe('a rule’s text', () => {
  it('is a rule when all that is needed is there', () => {
    const { document } = ruleOf(`${head}when: kind:agent owner:none,departed\n`);
    expect(document).toMatchObject({
      id: 'OWN-orphan-agent',
      severity: 'medium',
      when: 'kind:agent owner:none,departed',
    });
  });

  it('is refused with what is missing, unknown or out of place', () => {
    expect(problemsOf('id: nhi-1\nseverty: high\n')).toEqual([
      '1:1 “title” is missing. / title: with text',
      '1:1 “why” is missing. / why: with text',
      '1:1 “severity” is missing. / severity: with one of critical, high, medium, low',
      '1:1 “when” is missing. / when: with text',
      '1:5 This is no value here. / its name in lists and exports: OWN- and words in lower case',
      '2:1 There is no “severty” here. / “severity”',
    ]);
  });

  it('points into its query, on one line, over several and in quotes', () => {
    expect(problemsOf(`${head}when: kind:agent ownr:none\n`)).toEqual([
      '5:18 There is no field “ownr” here. / “owner”, or the text in quotes where it is no field',
    ]);
    expect(problemsOf(`${head}when: >-\n  kind:agent\n  score:>many\n`).map((line) => line.slice(0, 4))).toEqual([
      '7:10',
    ]);
    expect(problemsOf(`${head}when: "kind:robot"\n`).map((line) => line.slice(0, 4))).toEqual(['5:7 ']);
  });

  it('finds somebody in particular, and not with too much', () => {
    const many = Array.from({ length: 61 }, (_, index) => `name:x${index}`).join(' or ');
    expect(problemsOf(`${head}when: ' '\n`)).toHaveLength(1);
    expect(problemsOf(`${head}when: ${many}\n`)).toEqual(['5:7 The query is too long. / at most 60 terms']);
    expect(problemsOf(`${head}when: ${'('.repeat(200)}\n`)).toHaveLength(1);
    expect(problemsOf(`${head}when: kind:agent\n# ${'x'.repeat(17_000)}\n`)).toHaveLength(1);
  });
});

describe('a rule', () => {
  it('flags just the rows that its query finds, humans left out, and grades by the first case that holds', () => {
    const rule = ruleOf(
      `${head}when: owner:none,departed\nraise:\n  - when: environment:prod customers:>100\n    to: critical\n  - when: environment:prod\n    to: high\n`,
    );
    fc.assert(
      fc.property(fc.array(anyPictureRow, { maxLength: 20 }), (rows) => {
        const picture = aPicture(rows);
        const judge = judgeOf(rule, picture, () => ({}) as never, limits);
        for (const [row, { kind, owner, environment, customers }] of rows.entries()) {
          const flagged = kind !== 5 && (owner === 0 || owner === 1);
          const severity = environment === 'prod' ? (customers > 100 ? 'critical' : 'high') : 'medium';
          expect(judge(row)?.severity ?? null).toBe(flagged ? severity : null);
        }
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('runs its examples', () => {
    const rule = ruleOf(
      `${head}when: kind:agent owner:none used:never lifetime:never scope:"*"
examples:
  - what: an agent of nobody
    identity: { kind: agent, owner: none, used: never, lifetime: never, scopes: ['*'] }
    is: flagged
  - what: somebody answers for it
    identity: { kind: agent, owner: single, used: never, lifetime: never, scopes: ['*'] }
    is: clean
  - what: nobody knows how long it lives
    identity: { kind: agent, owner: none, used: never, lifetime: unknown, scopes: ['*'] }
    is: flagged
`,
    );
    expect(runExamples(rule, limits, () => null)).toEqual([
      { what: 'an agent of nobody', is: 'flagged', ok: true },
      { what: 'somebody answers for it', is: 'clean', ok: true },
      { what: 'nobody knows how long it lives', is: 'flagged', ok: false },
    ]);
  });
});

describe('the rules of a workspace', () => {
  const saved = (register: OwnRulesRegister, seq: number, id: string, text: string): void =>
    register.apply({
      action: 'rule.saved',
      seq,
      at: '2026-03-14T12:00:00.000Z',
      human: 'Ada',
      data: { rule: { id, text } },
    });

  it('go on with an older text where the newest is of another version, and one stops no other', () => {
    const register = new OwnRulesRegister();
    saved(register, 1, 'OWN-a', `${head.replace('orphan-agent', 'a')}when: kind:agent\n`);
    saved(register, 2, 'OWN-a', `${head.replace('orphan-agent', 'a')}when: kind:agent\nlater: true\n`);
    saved(register, 3, 'OWN-b', 'later: true\n');
    saved(register, 4, 'OWN-c', `${head.replace('orphan-agent', 'c')}when: kind:agent\n`);
    const found = rulesInForce({ registers: [register] });
    expect(found.map(({ id, rule, saved: { seq }, unread }) => [id, rule !== null, seq, unread?.seq])).toEqual([
      ['OWN-a', true, 1, 2],
      ['OWN-b', false, 3, 3],
      ['OWN-c', true, 4, undefined],
    ]);
    const loaded = new OwnRulesRegister();
    loaded.load(register.save());
    expect([...loaded.all]).toEqual([...register.all]);
    loaded.apply({
      action: 'rule.removed',
      seq: 5,
      at: '2026-03-14T12:00:00.000Z',
      human: 'Ada',
      data: { rule: { id: 'OWN-a' } },
    });
    expect([...loaded.all.keys()]).toEqual(['OWN-b', 'OWN-c']);
  });
});
