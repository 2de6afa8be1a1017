import { useEffect, useRef, useState } from 'react';
import { create } from 'zustand';
import { call } from '#renderer/client/call.ts';
import type { CallInput, CallOutput } from '#shared/contract/contract.ts';
import type { Difference } from '#shared/contract/moments.ts';
import type { Progress } from '#shared/contract/wire.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { PastMoment } from './moment.ts';
import { reportError } from './notifications.ts';
import { useSession } from './session.ts';

/** null: what is shown now. */
export type Moment = PastMoment | null;
export interface Pair {
  readonly from: Moment;
  readonly to: Moment;
}
export type Compared = CallOutput<'moments.compare'>;
export type Sides = CallOutput<'moments.sides'>;

/** Number of the record that was selected for a comparison. */
export const useDiffSelection = create<{ readonly seq: number | null }>()(() => ({ seq: null }));

const partOf = (moment: Moment): string =>
  moment === null ? 'now' : 'seq' in moment ? `r${moment.seq}` : `t${moment.at}`;

function momentOf(part: string): Moment | undefined {
  if (part === 'now') return null;
  const [, kind, digits] = /^([rt])(\d{1,15})$/.exec(part) ?? [];
  if (digits === undefined) return undefined;
  return kind === 'r' ? { seq: Number(digits) } : { at: Number(digits) };
}

export const diffUri = ({ from, to }: Pair): string => `nhi:/diff/${partOf(from)}..${partOf(to)}`;

/** The two moments of an editor; null: the uri names none. */
export function pairOf(uri: string): Pair | null {
  const [, one = '', other = ''] = /^nhi:\/diff\/(\w+)\.\.(\w+)$/.exec(uri) ?? [];
  const [from, to] = [momentOf(one), momentOf(other)];
  return from === undefined || to === undefined ? null : { from, to };
}

/** Now, also while the past is shown. */
export function nowMoment(): Moment {
  const moment = useSession.getState().status?.workspace?.moment ?? null;
  return moment === null ? null : { seq: moment.records };
}

export interface Narrowing {
  readonly what: readonly Difference[];
  readonly text: string;
}

interface Comparing {
  /** The last answer, also while the one for a newer question is on its way. */
  readonly view: Compared | undefined;
  readonly progress: Progress | null;
  readonly error: AppError | undefined;
  readonly running: boolean;
}

/** Questions under way of each editor: a page in two groups asks twice. */
const running = new Map<string, Set<AbortController>>();

export function cancelDiff(uri: string): void {
  for (const one of running.get(uri) ?? []) one.abort();
}

/** Counts as under way until the returned function is called. */
function began(uri: string, one: AbortController): () => void {
  const all = running.get(uri) ?? new Set();
  running.set(uri, all.add(one));
  return () => {
    all.delete(one);
    if (all.size === 0) running.delete(uri);
  };
}

/** A commit moves what now is; the past stays as it was. */
function useNowIn(uri: string): string {
  const head = useSession((session) => session.status?.chain.head ?? '');
  return uri.endsWith('..now') || uri.includes('/now..') ? head : '';
}

/**
 * What differs between the moments of an editor, narrowed, a window of it. The engine keeps both moments for a while:
 * only the first question replays the journal. `attempt`: asks again when it grows. `epoch`: what now means.
 */
export function useComparison(
  uri: string,
  { what, text }: Narrowing,
  range: { readonly first: number; readonly count: number },
  attempt: number,
): Comparing {
  const [state, setState] = useState<Comparing>({ view: undefined, progress: null, error: undefined, running: true });
  const epoch = `${attempt} ${useNowIn(uri)}`;
  const mine = useRef(new Set<AbortController>());
  const asked = JSON.stringify({ uri, what, text, ...range, epoch });
  useEffect(() => {
    const { uri: of, what: kinds, text: words, first, count } = JSON.parse(asked) as AskedFor;
    const pair = pairOf(of);
    if (pair === null) return;
    let current = true;
    const own = new AbortController();
    const ended = began(of, own);
    mine.current.add(own);
    setState((before) => ({ ...before, error: undefined, running: true }));
    const input = { ...pair, what: kinds, text: words, first, count };
    const onProgress = (progress: Progress): void => {
      if (current) setState((before) => ({ ...before, progress }));
    };
    call('moments.compare', input, { signal: own.signal, onProgress })
      .then(
        (view) => current && setState({ view, progress: null, error: undefined, running: false }),
        (error: unknown) => {
          if (!(error instanceof AppError)) throw error;
          if (current) setState((before) => ({ ...before, progress: null, error, running: false }));
        },
      )
      .finally(() => {
        ended();
        mine.current.delete(own);
      });
    return () => {
      current = false;
    };
  }, [asked]);
  // Nobody looks any more: a replay that goes on is for nobody. While somebody does it also serves the next question.
  useEffect(() => {
    const all = mine.current;
    return () => {
      for (const one of all) one.abort();
    };
  }, []);
  return state;
}

interface AskedFor extends Narrowing {
  readonly uri: string;
  readonly what: Difference[];
  readonly first: number;
  readonly count: number;
}

/** Rows beyond the window that is loaded. A refusal is told to the analyst and answered with none. */
export async function comparedRows(
  pair: Pair,
  { what, text }: Narrowing,
  first: number,
  count: number,
): Promise<Compared['rows']> {
  try {
    return (await call('moments.compare', { ...pair, what: [...what], text, first, count })).rows;
  } catch (error) {
    reportError(error, 'Select');
    return [];
  }
}

/** One identity on both sides; null while it is on its way, or where there is none. */
export function useSides(uri: string, id: string | undefined): Sides | null {
  const [sides, setSides] = useState<{ readonly id: string; readonly of: Sides } | null>(null);
  const epoch = useNowIn(uri);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what now is has moved
  useEffect(() => {
    const pair = pairOf(uri);
    if (id === undefined || pair === null) return;
    let current = true;
    // The contract checks what an id is.
    const input = { ...pair, id } as CallInput<'moments.sides'>;
    call('moments.sides', input).then(
      (of) => current && setSides({ id, of }),
      (error: unknown) => reportError(error, 'Compare'),
    );
    return () => {
      current = false;
    };
  }, [uri, id, epoch]);
  return sides !== null && sides.id === id ? sides.of : null;
}
