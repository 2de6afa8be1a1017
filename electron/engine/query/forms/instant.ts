import type { Form, RowNumbers } from '#engine/query/field.ts';
import { type Literal, type Outcome, right, type Value, wrong } from '#engine/query/query.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { secondsOf } from './duration.ts';
import {
  type Interval,
  intervalOf,
  mirrored,
  type NumberWords,
  type Stretch,
  saying,
  shifted,
  within,
} from './interval.ts';
import { ends, wordOf } from './number.ts';

/** Times of rows, and the instant from which durations are counted. */
export interface Times {
  readonly at: RowNumbers;
  readonly now: number;
  /** What the words of the field are asked of; absent: `at`. */
  readonly said?: RowNumbers;
}

type Read = Stretch & { readonly counted: boolean };

/**
 * Instants: a date or time in UTC (`2026-03-14`, `2026-03-14T09:30`, `2026-03-14T09:30:05Z`) is compared as it stands, a duration
 * is counted from now: into the past (`used:<7d`, in the last 7 days) or, where `ahead`, into the future (`expires:<30d`).
 */
export function instants<S>(direction: 'back' | 'ahead', words: NumberWords, timesOf: (source: S) => Times): Form<S> {
  const named = Object.keys(words);
  const examples =
    direction === 'back' ? ['<1d', '<7d', '>30d', '>90d', '>=2026-01-01'] : ['<7d', '<30d', '<0d', '>1y'];
  return {
    label: 'time',
    examples: [...examples, ...named],
    compared: true,
    test(value) {
      const word = wordOf(words, value);
      if (word) {
        return right((source) => {
          const { at, said = at } = timesOf(source);
          return saying(said, word);
        });
      }
      const read = ends(value, (literal) => readInstant(literal, named));
      if (!read.ok) return read;
      const [lower, upper] = read.value;
      const refused = misread(value, lower, upper);
      if (refused) return refused;
      const interval = intervalOf(value.operator, lower, upper);
      return right((source) => {
        const { at, now } = timesOf(source);
        return within(at, lower.counted ? fromNow(interval, now, direction) : interval);
      });
    },
    offers: () => [...examples, ...named].map((text) => ({ text, count: null })),
  };
}

const fromNow = (interval: Interval, now: number, direction: 'back' | 'ahead'): Interval =>
  direction === 'back' ? mirrored(interval, now) : shifted(interval, now);

function misread({ operator, literal, upper }: Value, lower: Read, last: Read | null): Outcome<never> | null {
  if (upper !== null && last !== null && lower.counted !== last.counted) {
    return wrong(upper, 'A range has two dates or two durations.', lower.counted ? 'a duration' : 'a date');
  }
  if (operator !== '' || !lower.counted) return null;
  return wrong(
    literal,
    'Nothing happened exactly that long ago.',
    `a comparison such as <${literal.text} or >${literal.text}`,
  );
}

function readInstant(literal: Literal, words: readonly string[]): Outcome<Read> {
  const seconds = secondsOf(literal.text);
  if (seconds !== null) return right({ from: seconds * 1000, end: seconds * 1000, counted: true });
  const date = dateOf(literal.text);
  if (date !== null) return right({ ...date, counted: false });
  return wrong(
    literal,
    `“${literal.text}” is no time.`,
    `a duration from now such as 30d, a date such as 2026-01-31${words.length > 0 ? `, or ${words.join(', ')}` : ''}`,
  );
}

const dateForm = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2}))?Z?)?$/i;

/** A day, minute or second of UTC; null: it is none, or there is no such day. */
function dateOf(text: string): Stretch | null {
  const [, date, time, second] = dateForm.exec(text) ?? [];
  if (date === undefined) return null;
  const from = Date.parse(`${date}T${time ?? '00:00'}:${second ?? '00'}.000Z`);
  // Date.parse takes the 31st of February for the 3rd of March.
  if (Number.isNaN(from) || !new Date(from).toISOString().startsWith(date)) return null;
  return { from, end: from + (time === undefined ? dayMs : second === undefined ? 60_000 : 1000) };
}
