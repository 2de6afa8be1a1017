// Which streams list an identity no more, and since when: a column of few different texts.
import type { Instant } from '#shared/model/fact.ts';
import { streamsIn } from './said.ts';

const between = '\u001e';
const since = '\u001d';

export function missingText(missing: ReadonlyMap<string, Instant>): string {
  return [...missing]
    .map(([stream, at]) => `${stream}${since}${at}`)
    .sort()
    .join(between);
}

export function missingIn(text: string): Map<string, Instant> {
  if (text === '') return new Map();
  return new Map(
    text.split(between).map((entry) => {
      const cut = entry.lastIndexOf(since);
      return [entry.slice(0, cut), Number(entry.slice(cut + 1))];
    }),
  );
}

/** An identity counts as missing when the source that is heard first lists it no more. NaN: it is there. */
export function missingSince(streams: string, missing: string): Instant {
  if (missing === '') return Number.NaN;
  const [first = ''] = streamsIn(streams);
  return missingIn(missing).get(first) ?? Number.NaN;
}
