import { create } from 'zustand';
import { call } from '#renderer/client/call.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import type { Progress } from '#shared/contract/wire.ts';

interface QuestionsState {
  readonly running: boolean;
  readonly progress: Progress | null;
  /** `q2 check`: the check whose evidence is shown. */
  readonly check: string | null;
}

const beginning: QuestionsState = { running: false, progress: null, check: null };

/** The run of the five questions, and what is chosen among its answers. */
export const useQuestions = create<QuestionsState>()(() => beginning);

let abort: AbortController | null = null;

/** Asks all checks. Rejects with import.cancelled where the analyst stopped it; the last answers stay. */
export async function runQuestions(): Promise<CallOutput<'questions.run'>> {
  const own = new AbortController();
  abort = own;
  useQuestions.setState({ running: true, progress: null });
  try {
    return await call(
      'questions.run',
      {},
      { signal: own.signal, onProgress: (progress) => useQuestions.setState({ progress }) },
    );
  } finally {
    abort = null;
    useQuestions.setState({ running: false, progress: null });
  }
}

export const cancelQuestions = (): void => abort?.abort();

export const chooseCheck = (check: string | null): void => useQuestions.setState({ check });

/** Another workspace: its own answers, none chosen. A run that still goes on belonged to the last one. */
export function resetQuestions(): void {
  cancelQuestions();
  useQuestions.setState(beginning);
}
