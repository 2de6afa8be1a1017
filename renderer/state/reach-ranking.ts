import { create } from 'zustand';
import { call } from '#renderer/client/call.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import type { Progress } from '#shared/contract/wire.ts';

interface RankingState {
  /** null: it does not run. */
  readonly running: { readonly progress: Progress | null } | null;
  /** null: nobody has ranked yet. */
  readonly ranking: CallOutput<'reach.ranking'> | null;
  /** When it was worked out. */
  readonly at: number | null;
}

const nothing: RankingState = { running: null, ranking: null, at: null };

export const useRanking = create<RankingState>()(() => nothing);

let abort: AbortController | null = null;

/** Ranks anew. Rejects with import.cancelled where the analyst stopped it; the last ranking stays. */
export async function rankReach(): Promise<void> {
  if (abort !== null) return;
  const own = new AbortController();
  abort = own;
  useRanking.setState({ running: { progress: null } });
  try {
    const onProgress = (progress: Progress): void => {
      if (abort === own) useRanking.setState({ running: { progress } });
    };
    const ranking = await call('reach.ranking', {}, { signal: own.signal, onProgress });
    // A run that was left behind with its workspace says nothing of this one.
    if (abort === own) useRanking.setState({ ranking, at: Date.now() });
  } finally {
    if (abort === own) {
      abort = null;
      useRanking.setState({ running: null });
    }
  }
}

export const cancelRanking = (): void => abort?.abort();

/** Another workspace: nothing of the last one's ranking stays. */
export function resetRanking(): void {
  cancelRanking();
  abort = null;
  useRanking.setState(nothing);
}
