import { describe, expect, it } from 'vitest';
import { standardPolicy } from '#engine/scoring/policy.ts';
import { exampleNow } from './example-clock.ts';
import { exampleFacts } from './example-facts.ts';
import { factWords } from './fact-words.ts';
import { runExamples } from './rule-help.ts';
import { rules } from './rules/index.ts';

const { limits } = standardPolicy;
const rule = (id: string) => {
  const found = rules.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no rule ${id}`);
  return found;
};

describe('the help of a rule', () => {
  it.each(rules)('runs the examples of $id as the rule itself promises', (each) => {
    const run = runExamples(each, limits);
    expect(run).toHaveLength(each.examples.flagged.length + each.examples.clean.length);
    for (const { severity, standard, facts } of run) {
      expect(severity).toBe(standard);
      expect(JSON.stringify(facts)).not.toMatch(/NaN|undefined|Infinity|null/);
    }
  });

  it('says the facts in words', () => {
    expect(
      runExamples(rule('NHI1b'), limits).map(({ what, facts }) => [
        what,
        ...facts.map((fact) => Object.values(fact).join(': ')),
      ]),
    ).toEqual([
      ['last used 100 days ago', 'Last used: 100 days ago'],
      ['last used 200 days ago', 'Last used: 200 days ago'],
      ['never used, created 40 days ago', 'Last used: never', 'Created: 40 days ago'],
      ['used yesterday', 'Last used: 1 day ago'],
      ['the source does not record use', 'Last used: unknown'],
      ['never used, but only a week old', 'Last used: never', 'Created: 7 days ago'],
      ['disabled already', 'Last used: 200 days ago', 'Status: disabled'],
    ]);
  });

  it('tells where another policy decides otherwise', () => {
    const patient = runExamples(rule('NHI1b'), { ...limits, dormantDays: 150, dormantHighDays: 300 });
    expect(patient.slice(0, 2).map(({ severity, standard }) => [severity, standard])).toEqual([
      [null, 'medium'],
      ['medium', 'high'],
    ]);
  });

  it('has words for every fact, also for all that is unknown', () => {
    const unknown = Object.fromEntries(Object.keys(exampleFacts).map((name) => [name, Number.NaN]));
    expect(new Set(factWords(unknown, exampleNow).map(({ value }) => value))).toEqual(new Set(['unknown']));
    const words = factWords(exampleFacts, exampleNow);
    expect(new Set(words.map(({ label }) => label)).size).toBe(words.length);
    expect(words.find(({ label }) => label === 'Weakest credential')?.value).toBe('client secret');
  });
});
