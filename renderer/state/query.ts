import { call } from '#renderer/client/call.ts';
import type { QueryOver } from '#shared/contract/queries.ts';
import { reportError } from './notifications.ts';

type Answer = Awaited<ReturnType<typeof call<'queries.complete'>>>;

const completer =
  (over: QueryOver) =>
  async (text: string, position: number): Promise<Answer> => {
    try {
      return await call('queries.complete', { over, text, position });
    } catch (error) {
      reportError(error, 'Complete the query');
      // The list itself then says what is wrong with the query.
      return { at: position, end: position, items: [], problem: null };
    }
  };

/** Completion of the query box of each list. */
export const completeInventory = completer('inventory');
export const completeFindings = completer('findings');
export const completeTimeline = completer('timeline');

type Fields = Awaited<ReturnType<typeof call<'queries.fields'>>>['fields'];
export type QueryFields = Readonly<Record<QueryOver, Fields>>;

/** Every field of each list; null: the engine does not answer, which was told. */
export async function queryFields(): Promise<QueryFields | null> {
  try {
    const [inventory, findings, timeline] = await Promise.all([
      call('queries.fields', { over: 'inventory' }),
      call('queries.fields', { over: 'findings' }),
      call('queries.fields', { over: 'timeline' }),
    ]);
    return { inventory: inventory.fields, findings: findings.fields, timeline: timeline.fields };
  } catch (error) {
    reportError(error, 'Show the fields of queries');
    return null;
  }
}
