import { type AnyWatchName, type AnyWatchParams, type AnyWatchView, watch } from '#renderer/client/feed.ts';

/** The first view of a live query, asked once. Rejects with the AppError of a refusal. */
export function firstView<K extends AnyWatchName>(name: K, params: AnyWatchParams<K>): Promise<AnyWatchView<K>> {
  let stop = (): void => {};
  const asked = new Promise<AnyWatchView<K>>((resolve, reject) => {
    stop = watch(name, params, resolve, reject);
  });
  return asked.finally(() => stop());
}

/** As many rows as asked for, or as there are, in windows of at most `most`: the contract's limit of that query. */
export async function rowsInWindows<Row>(
  first: number,
  count: number,
  most: number,
  ask: (first: number, count: number) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  while (rows.length < count) {
    const more = await ask(first + rows.length, Math.min(most, count - rows.length));
    if (more.length === 0) break;
    for (const row of more) rows.push(row);
  }
  return rows;
}
