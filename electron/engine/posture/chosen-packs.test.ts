import { expect, it } from 'vitest';
import { factColumns } from '#engine/inventory/fact-columns.ts';
import { traitBits } from '#engine/inventory/registration-traits.ts';
import type { RulePack } from '#shared/model/finding.ts';
import { thresholds } from '#shared/model/limits.ts';
import { ChosenPacks, standardPacks } from './chosen-packs.ts';
import { exampleNow } from './example-clock.ts';
import { exampleFacts } from './example-facts.ts';
import type { RuleContext } from './rule.ts';
import { rules } from './rules/index.ts';
import { runRules } from './run-rules.ts';

const chosen = (on: readonly string[]) => ({ action: 'packs.chosen', data: { packs: { on } } }) as const;

it('begins with OWASP and the workspace’s own rules', () => {
  expect(new ChosenPacks().on).toEqual(standardPacks);
});

it('follows the last choice, in the order of packs, without those that it does not know', () => {
  const packs = new ChosenPacks();
  packs.apply(chosen(['mcp', 'owasp', 'of-tomorrow']));
  expect(packs.on).toEqual(['owasp', 'mcp']);
  packs.apply({ action: 'policy.set', data: {} });
  const again = new ChosenPacks();
  again.load(packs.save());
  expect(again.on).toEqual(['owasp', 'mcp']);
  packs.apply(chosen([]));
  expect(packs.on).toEqual([]);
});

it('decides which rules run', () => {
  const limits = Object.fromEntries(Object.entries(thresholds).map(([name, { standard }]) => [name, standard]));
  // `as`: one number for each threshold, just above; flags asks for nothing else.
  const context = { now: exampleNow, limits } as unknown as RuleContext;
  const columns = factColumns([{ ...exampleFacts, registration: traitBits.implicit }]);
  const found = (on: readonly RulePack[]): readonly string[] =>
    [...runRules(columns, 1, { ...context, packs: new Set(on) }).rule].map((index) => rules[index]?.id ?? '');
  expect(found(['owasp'])).toEqual(['NHI4b']);
  expect(found(['rfc9700'])).toEqual(['RFC9700-2.1.2']);
  expect(found([])).toEqual([]);
});
