import type { Severity } from '#shared/model/finding.ts';
import type { Limits } from '#shared/model/limits.ts';
import { exampleNow } from './example-clock.ts';
import { exampleFacts } from './example-facts.ts';
import { type FactInWords, factWords } from './fact-words.ts';
import type { Example, Rule, RuleContext } from './rule.ts';
import { severityOf } from './severity.ts';

/** An example as it came out when it was run. */
export interface RunExample {
  readonly what: string;
  readonly facts: readonly FactInWords[];
  /** null: not flagged. */
  readonly severity: Severity | null;
  /** Under the standard policy; another one has other limits. */
  readonly standard: Severity | null;
}

/** The examples of a rule, run under these limits: those that the standard policy flags, then those that it does not. */
export function runExamples(rule: Rule, limits: Limits): readonly RunExample[] {
  // `as`: flags runs over columns, so it has a clock and limits and asks for nothing else; a test runs every example.
  const context = { now: exampleNow, limits } as RuleContext;
  const run = ({ what, facts }: Example, standard: Severity | null): RunExample => ({
    what,
    facts: factWords(facts, exampleNow),
    severity: severityOf(rule, { ...exampleFacts, ...facts }, context),
    standard,
  });
  return [
    ...rule.examples.flagged.map((example) => run(example, example.severity)),
    ...rule.examples.clean.map((example) => run(example, null)),
  ];
}
