import { z } from 'zod';
import { long, watch, write } from './define.ts';
import { instant } from './values.ts';

export const verdict = z.enum(['pass', 'partial', 'fail', 'not_exposed']);

/** One recorded exchange; secrets and tokens are masked. */
export const exchange = z.object({
  request: z.string(),
  response: z.string(),
  /** Milliseconds. */
  took: z.number(),
});

export const questionResult = z.object({
  id: z.enum(['q1', 'q2', 'q3', 'q4', 'q5']),
  question: z.string(),
  verdict,
  checks: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      verdict,
      /** What was seen, in one sentence. */
      seen: z.string(),
      evidence: z.array(exchange),
    }),
  ),
});
export type QuestionResult = z.infer<typeof questionResult>;

export const questions = {
  /** Against the local issuer; starts one of its own on loopback when none runs. */
  run: long(write(z.object({}), z.object({ target: z.string(), questions: z.array(questionResult) }))),
  last: watch(
    z.object({}),
    z.object({
      ranAt: instant.nullable(),
      target: z.string().nullable(),
      questions: z.array(questionResult),
    }),
  ),
};
