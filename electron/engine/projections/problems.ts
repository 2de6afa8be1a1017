import type { Ledger } from '#engine/store/store.ts';
import type { WatchRequest, WatchView } from '#shared/contract/contract.ts';

/** What was complained about: the newest record first, inside one import the gravest first. */
export function problemsList(
  ledger: Pick<Ledger, 'problems'> | null,
  params: WatchRequest<'problems.list'>,
): WatchView<'problems.list'> {
  const all = saying(ledger?.problems ?? [], params.text);
  const first = Math.min(params.first, all.length);
  return {
    total: all.length,
    first,
    rows: newestFirst(all, first, params.count).map(({ seq: _, ...problem }) => problem),
  };
}

type Dated = Ledger['problems'][number];

/** Those in which every word of the text occurs. */
function saying(all: readonly Dated[], text: string): readonly Dated[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return all;
  return all.filter(({ message, code, file, record, field }) => {
    const said = [message, code, file, record ?? '', field ?? ''].join(' ').toLowerCase();
    return words.every((word) => said.includes(word));
  });
}

const gravity = { error: 0, warning: 1, info: 2 } as const;

/** Walks records from the back; of those alike in gravity the order of the files stays. */
function newestFirst(all: readonly Dated[], first: number, count: number): Dated[] {
  const rows: Dated[] = [];
  let skipped = 0;
  let end = all.length;
  while (end > 0 && rows.length < count) {
    let begin = end - 1;
    while (begin > 0 && all[begin - 1]?.at === all[end - 1]?.at) begin -= 1;
    const size = end - begin;
    if (skipped + size > first) {
      const from = begin + Math.max(0, first - skipped);
      const sorted = all.slice(begin, end).sort((one, other) => gravity[one.severity] - gravity[other.severity]);
      rows.push(...sorted.slice(from - begin, from - begin + count - rows.length));
    }
    skipped += size;
    end = begin;
  }
  return rows;
}
