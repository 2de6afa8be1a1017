import { number } from '#renderer/ui/format.ts';
import type { Verdict } from '#renderer/ui/verdict-mark.tsx';
import type { QuestionResult } from '#shared/contract/questions.ts';

export type Check = QuestionResult['checks'][number];

export const checksOf = (questions: readonly QuestionResult[]): readonly Check[] =>
  questions.flatMap(({ checks }) => checks);

export const countOf = (checks: readonly Check[], verdict: Verdict): number =>
  checks.filter((check) => check.verdict === verdict).length;

/** `The local issuer passes all 17 checks` */
export function answersTitle(questions: readonly QuestionResult[]): string {
  const checks = checksOf(questions);
  if (checks.length === 0) return 'Five questions, not asked yet';
  const passed = countOf(checks, 'pass');
  if (passed === checks.length) return `The local issuer passes all ${number(checks.length)} checks`;
  const others = (['fail', 'partial', 'not_exposed'] as const).flatMap((verdict) => {
    const count = countOf(checks, verdict);
    return count === 0
      ? []
      : [`${number(count)} ${{ fail: 'failed', partial: 'partial', not_exposed: 'not exposed' }[verdict]}`];
  });
  return `The local issuer passes ${number(passed)} of ${number(checks.length)} checks: ${others.join(', ')}`;
}

export interface Line {
  readonly text: string;
  readonly is: 'start' | 'header' | 'body';
}

/** A recorded message by its parts: first line, headers, body after the first empty line. */
export function messageLines(message: string): readonly Line[] {
  let inBody = false;
  return message.split('\n').map((text, at) => {
    if (at === 0) return { text, is: 'start' };
    if (text === '' && !inBody) inBody = true;
    return { text, is: inBody ? 'body' : 'header' };
  });
}

export const tookWords = (milliseconds: number): string =>
  milliseconds < 10 ? `${milliseconds.toFixed(1)} ms` : `${number(Math.round(milliseconds))} ms`;
