import { date, plural } from '#renderer/ui/format.ts';
import type { LiveBar } from '#shared/contract/live.ts';
import { deathWords, leftWords } from './issuer-words.ts';

/** `access token`, `offline session`. */
export const liveWhat: Readonly<Record<LiveBar['what'], string>> = {
  access: 'access token',
  refresh: 'refresh token',
  opaque: 'opaque token',
  sessions: 'offline sessions',
  session: 'offline session',
};

/** `refresh token, renewed 3 times`; a dead one says why it is, and that it is believed. */
export function liveWords({ what, rotations, death }: Pick<LiveBar, 'what' | 'rotations' | 'death'>): string {
  const renewed = rotations === 0 ? '' : `, renewed ${plural(rotations, 'time')}`;
  return `${liveWhat[what]}${renewed}${death === null ? '' : `, ${deathWords[death]}, still believed`}`;
}

/** `4:10 left`; hours and more in one unit. */
export const remainingWords = (until: number, now: number): string =>
  until <= now ? 'over' : `${leftWords(until - now)} left`;

/** What can be shown at once around now: a quarter of it lies behind. Seconds. */
export const liveSpans = [3600, 28_800, 86_400, 604_800, 7_776_000, 31_536_000] as const;

/** Where an instant stands on an axis of `span` seconds with now at its first quarter: 0 to 1, beyond it less or more. */
export const placeOnSpan = (at: number, now: number, span: number): number => (at - now) / (span * 1000) + 0.25;

export interface ResidualCounts {
  readonly tokens: number;
  readonly until: number | null;
  readonly identities: { readonly count: number; readonly until: number | null };
  readonly unknown: number;
}

/** `3 dead tokens and tokens of 2 identities that are off are still believed`; empty: nobody believes in anything dead. */
export function residualWords({ tokens, identities, unknown }: ResidualCounts): string {
  const parts = [
    tokens === 0 ? '' : plural(tokens, 'dead token'),
    identities.count === 0
      ? ''
      : `tokens of ${plural(identities.count, 'identity that is off', 'identities that are off')}`,
  ].filter((part) => part !== '');
  const open =
    unknown === 0
      ? ''
      : `nobody says how long of ${plural(unknown, 'identity that is off', 'identities that are off')}`;
  if (parts.length === 0) return open;
  const verb = tokens === 1 && identities.count === 0 ? 'is' : 'are';
  return `${parts.join(' and ')} ${verb} still believed${open === '' ? '' : `; ${open}`}`;
}

/** `until 12:04, 4 min left`. */
export const untilWords = (until: number, now: number): string =>
  `until ${date(until, now)}, ${remainingWords(until, now)}`;
