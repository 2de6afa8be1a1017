import { describe, expect, it } from 'vitest';
import type { QuestionResult } from '#shared/contract/questions.ts';
import { answersTitle, messageLines, tookWords } from './sentences.ts';

const question = (...verdicts: QuestionResult['verdict'][]): QuestionResult => ({
  id: 'q1',
  question: 'Scoped?',
  verdict: 'pass',
  checks: verdicts.map((verdict, at) => ({ id: String(at), title: '', verdict, seen: '', evidence: [] })),
});

describe('the words of the five questions', () => {
  it('count the verdicts', () => {
    expect(answersTitle([])).toBe('Five questions, not asked yet');
    expect(answersTitle([question('pass', 'pass'), question('pass')])).toBe('The local issuer passes all 3 checks');
    expect(answersTitle([question('pass', 'fail'), question('partial', 'not_exposed', 'fail')])).toBe(
      'The local issuer passes 1 of 5 checks: 2 failed, 1 partial, 1 not exposed',
    );
  });

  it('part a recorded message', () => {
    expect(messageLines('POST /token\nHost: h\n\na=1\n\nb').map(({ is }) => is)).toEqual([
      'start',
      'header',
      'body',
      'body',
      'body',
      'body',
    ]);
  });

  it.each([
    [0.42, '0.4 ms'],
    [812.4, '812 ms'],
  ])('say how long %f took', (took, words) => {
    expect(tookWords(took)).toBe(words);
  });
});
