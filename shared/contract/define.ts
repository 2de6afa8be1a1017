import type { z } from 'zod';

/** Asks for a change and gets a receipt, or asks one thing once. `long` calls report progress and can be cancelled. */
export interface CallSpec<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly type: 'call';
  readonly effect: 'read' | 'write';
  readonly long: boolean;
  readonly input: Input;
  readonly output: Output;
}

/** A live view: the engine sends the whole window, and sends it again when a commit touched what it shows. */
export interface WatchSpec<Params extends z.ZodType = z.ZodType, View extends z.ZodType = z.ZodType> {
  readonly type: 'watch';
  readonly params: Params;
  readonly view: View;
}

export const read = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): CallSpec<I, O> => ({
  type: 'call',
  effect: 'read',
  long: false,
  input,
  output,
});

export const write = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O): CallSpec<I, O> => ({
  type: 'call',
  effect: 'write',
  long: false,
  input,
  output,
});

export const long = <I extends z.ZodType, O extends z.ZodType>(spec: CallSpec<I, O>): CallSpec<I, O> => ({
  ...spec,
  long: true,
});

export const watch = <P extends z.ZodType, V extends z.ZodType>(params: P, view: V): WatchSpec<P, V> => ({
  type: 'watch',
  params,
  view,
});
