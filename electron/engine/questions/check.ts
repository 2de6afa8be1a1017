import type { z } from 'zod';
import type { QuestionResult, verdict } from '#shared/contract/questions.ts';
import type { Lab } from './lab.ts';

export type Verdict = z.infer<typeof verdict>;

/** What a check saw, in one sentence, and what follows. */
export interface Seen {
  readonly verdict: Verdict;
  readonly seen: string;
}

/** One check of a question. It may throw: an answer that nobody can read is a failed check, with the reason. */
export interface Check {
  readonly id: string;
  readonly title: string;
  run(lab: Lab): Promise<Seen>;
}

export interface Question {
  readonly id: QuestionResult['id'];
  readonly question: string;
  readonly checks: readonly Check[];
}

export const pass = (seen: string): Seen => ({ verdict: 'pass', seen });
export const fail = (seen: string): Seen => ({ verdict: 'fail', seen });
export const notExposed = (seen: string): Seen => ({ verdict: 'not_exposed', seen });

/** Pass when nothing is amiss; else every thing that is, in one sentence. */
export const passUnless = (amiss: readonly (string | false)[], seen: string): Seen => {
  const said = amiss.filter((each) => each !== false);
  return said.length === 0 ? pass(seen) : fail(said.join('; '));
};
