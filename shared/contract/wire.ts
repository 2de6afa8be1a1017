import { z } from 'zod';

/** Messages over the port between window and engine. One shape each way; everything else is dropped and logged. */
const id = z.number().int().nonnegative();

export const toEngine = z.discriminatedUnion('t', [
  z.object({ t: z.literal('call'), id, name: z.string().max(64), input: z.unknown().optional() }),
  z.object({ t: z.literal('cancel'), id }),
  z.object({ t: z.literal('watch'), id, name: z.string().max(64), params: z.unknown().optional() }),
  z.object({ t: z.literal('unwatch'), id }),
]);
export type ToEngine = z.infer<typeof toEngine>;

/** Of a file among several: waiting, reading, done, unchanged, not recognised, skipped. */
export const fileStates = ['w', 'r', 'd', 'u', 'n', 's'] as const;
export type FileState = (typeof fileStates)[number];

const progress = z.object({
  done: z.number(),
  total: z.number().nullable(),
  detail: z.string(),
  /** Work on several files: a letter of `fileStates` for each, in their order, and how much of the one under way is read, 0–1. */
  files: z.object({ states: z.string().regex(/^[wrduns]*$/), fraction: z.number() }).optional(),
});
export type Progress = z.infer<typeof progress>;

export const errorEnvelope = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

const fromEngine = z.discriminatedUnion('t', [
  z.object({ t: z.literal('result'), id, output: z.unknown() }),
  z.object({ t: z.literal('refusal'), id, error: errorEnvelope }),
  z.object({ t: z.literal('progress'), id, progress }),
  z.object({ t: z.literal('view'), id, view: z.unknown() }),
]);
export type FromEngine = z.infer<typeof fromEngine>;
