import { z } from 'zod';
import { read } from './define.ts';
import { count } from './values.ts';

/** Documents that people write in YAML. */
export const documentKinds = ['policy', 'rule'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** UTF-16 units; whoever needs more does not write by hand. */
export const longestDocument = 65_536;
export const documentText = z.string().max(2 * longestDocument);

/** What is wrong, where, and what would have been right. Positions count UTF-16 units; line and column count from 1. */
export const documentProblem = z.object({
  at: count,
  end: count,
  line: count,
  column: count,
  message: z.string(),
  /** A phrase that follows “Expected”. */
  expected: z.string(),
});
export type DocumentProblem = z.infer<typeof documentProblem>;

const place = z.object({ kind: z.enum(documentKinds), text: documentText, position: count });

export const documents = {
  /** What may stand at the caret instead of what stands from `at` to `end`. */
  complete: read(
    place,
    z.object({
      at: count,
      end: count,
      items: z.array(
        z.object({
          text: z.string(),
          /** What is put in: a name comes with its colon. */
          insert: z.string(),
          detail: z.string(),
          meaning: z.string(),
          is: z.enum(['name', 'value', 'field']),
        }),
      ),
    }),
  ),
  /** What the name at the caret means; null: there is none. */
  explain: read(
    place,
    z.object({ about: z.object({ at: count, end: count, title: z.string(), lines: z.array(z.string()) }).nullable() }),
  ),
};
