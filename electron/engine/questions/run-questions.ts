import type { QuestionResult } from '#shared/contract/questions.ts';
import { type Check, fail, type Question, type Seen, type Verdict } from './check.ts';
import type { Lab } from './lab.ts';

/** Asks one question after the other. Throws the signal's reason when it aborts; a check that cannot go on has failed. */
export async function runQuestions(
  questions: readonly Question[],
  lab: Lab,
  signal: AbortSignal,
  onCheck: (done: number, of: number, title: string) => void,
): Promise<QuestionResult[]> {
  const of = questions.reduce((sum, { checks }) => sum + checks.length, 0);
  const results: QuestionResult[] = [];
  let done = 0;
  for (const { id, question, checks } of questions) {
    const seen: QuestionResult['checks'] = [];
    for (const check of checks) {
      signal.throwIfAborted();
      onCheck(done, of, check.title);
      const { verdict, seen: sentence } = await look(check, lab, signal);
      seen.push({ id: check.id, title: check.title, verdict, seen: sentence, evidence: lab.recorder.take() });
      done += 1;
    }
    results.push({ id, question, verdict: verdictOf(seen.map(({ verdict }) => verdict)), checks: seen });
  }
  onCheck(of, of, '');
  return results;
}

async function look(check: Check, lab: Lab, signal: AbortSignal): Promise<Seen> {
  try {
    return await check.run(lab);
  } catch (error) {
    signal.throwIfAborted();
    return fail(error instanceof Error ? error.message : String(error));
  }
}

/** `fail` and `not_exposed` when all are; `pass` when all are; everything between is `partial`. */
function verdictOf(verdicts: readonly Verdict[]): Verdict {
  const [first = 'not_exposed'] = verdicts;
  return verdicts.every((each) => each === first) ? first : 'partial';
}
