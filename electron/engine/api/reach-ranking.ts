import type { CallContext, CallHandlers } from '#engine/door/door.ts';
import { closureOf } from '#engine/graph/closure.ts';
import { fieldOf, type Ranking, rank, reachRanking } from '#engine/projections/reach-ranking.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Session } from './session.ts';

type Job = Pick<CallContext, 'signal' | 'progress'>;

export function reachRankingCalls(session: Session): Pick<CallHandlers, 'reach.ranking'> {
  let last: { readonly of: object; readonly ranking: Ranking } | null = null;
  return {
    async 'reach.ranking'({ count }, job) {
      const { picture } = session.mustBeOpen();
      const ranking = last?.of === picture ? last.ranking : await rankAll(session, job);
      last = { of: picture, ranking };
      return reachRanking(session.mustBeOpen().picture.identities, ranking, count);
    },
  };
}

async function rankAll(session: Session, job: Job): Promise<Ranking> {
  const { picture, explain } = session.mustBeOpen();
  const field = fieldOf(picture.identities);
  return rank(field, await inSlices(closureOf(explain.graph(), field.own), job));
}

/** Others are answered between two slices. Rejects with import.cancelled. */
async function inSlices<T>(work: Generator<number, T>, { signal, progress }: Job): Promise<T> {
  for (;;) {
    const { value, done } = work.next();
    if (done === true) return value;
    progress({ done: Math.round(value * 100), total: 100, detail: 'percent of the graph' });
    await new Promise<void>((resolve) => void setImmediate(resolve));
    if (signal.aborted) throw new AppError('import.cancelled', 'The ranking was cancelled.');
  }
}
