import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts } from '#engine/inventory/facts.ts';
import { standardPolicy } from '#engine/scoring/policy.ts';
import type { Severity } from '#shared/model/finding.ts';
import { severities } from '#shared/model/finding.ts';
import { anIdentity, plainFacts, testNow } from '#test/support/builders.ts';
import { findingOf } from './finding-of.ts';
import type { Rule, RuleContext } from './rule.ts';
import { rules } from './rules/index.ts';
import { severityOf } from './severity.ts';

const context: RuleContext = {
  now: testNow,
  limits: standardPolicy.limits,
  classify: () => ({ tier: 3, verb: 'read', mints: false, classified: true }),
  project: () => plainFacts,
  scoreIf: () => 0,
  whoIs: () => null,
  leftovers: () => [],
  incidentOf: () => null,
};
const gradesOf = (id: string, change: Partial<Facts>) => {
  const rule = rules.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  const finding = findingOf(rule, anIdentity(), { ...plainFacts, ...change }, context);
  return finding?.grades.map(({ severity, words }) => `${severity}: ${words}`);
};

describe('how a severity was reached', () => {
  it('begins with the rule, and says what raised or lowered it', () => {
    const endless = { endlessCredential: 1 };
    expect(gradesOf('NHI7a', endless)).toEqual(['high: what the rule begins with']);
    expect(gradesOf('NHI7a', { ...endless, customers: 40_000 })).toEqual([
      'high: what the rule begins with',
      'critical: one level up: it acts for 40,000 customers (1,000 or more)',
    ]);
    expect(gradesOf('NHI7a', { ...endless, reach: 1000, knownTier: 0 })).toEqual([
      'high: what the rule begins with',
      'critical: one level up: it reaches 1,000 customers and resources (1,000 or more), holds rights of tier 0',
    ]);
    expect(gradesOf('NHI7a', { ...endless, bound: 1 })).toEqual([
      'high: what the rule begins with',
      'medium: one level down: its tokens are bound to a key and last 5 min (at most 15 min)',
    ]);
    expect(gradesOf('NHI7a', { ...endless, bound: 1, knownTier: 0 })).toEqual([
      'high: what the rule begins with',
      'high: stays: raised because it holds rights of tier 0, lowered because its tokens are bound to a key and last 5 min (at most 15 min)',
    ]);
    expect(gradesOf('NHI2a', { leaked: 1, knownTier: 0 })).toEqual([
      'critical: what the rule begins with',
      'critical: cannot be raised further: it holds rights of tier 0',
    ]);
  });

  it('says what a rule itself weighs, in its own words', () => {
    expect(gradesOf('NHI1b', { lastUsedAt: testNow - 200 * 86_400_000 })).toEqual([
      'medium: what the rule begins with',
      'high: unused for more than 180 days',
    ]);
    expect(gradesOf('NHI5a', { knownTier: 0, tier: 0, standing: 2 })).toEqual([
      'critical: what the rule begins with',
      'high: its rights are granted per task',
    ]);
  });

  it('ends with the severity that bulk found, whatever the facts', () => {
    const weighs: Rule = {
      ...(rules[0] as Rule),
      severity: 'medium',
      flags: (facts) => severities[facts.scopesUsed] as Severity,
      explain: () => ({ title: 'x', evidence: [], fixes: [] }),
    };
    const change = fc.record({
      scopesUsed: fc.constantFrom(0, 1, 2, 3),
      customers: fc.constantFrom(0, 999, 1000, Number.NaN),
      reach: fc.constantFrom(0, 1000, Number.NaN),
      knownTier: fc.constantFrom(0, 1, 4, Number.NaN),
      bound: fc.constantFrom(0 as const, 1 as const),
      lifetime: fc.constantFrom(300, 901, Number.NaN, Number.POSITIVE_INFINITY),
    });
    fc.assert(
      fc.property(change, (some) => {
        const facts = { ...plainFacts, ...some };
        const finding = findingOf(weighs, anIdentity(), facts, context);
        expect(finding?.grades.at(-1)?.severity).toBe(severityOf(weighs, facts, context));
        expect(finding?.grades[0]?.severity).toBe('medium');
        expect(JSON.stringify(finding?.grades)).not.toMatch(/NaN|undefined|Infinity/);
      }),
      { seed: 20260314 },
    );
  });
});
