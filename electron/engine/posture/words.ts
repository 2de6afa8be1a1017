import { dayMs, durationWords } from '#shared/lib/duration.ts';
import type { Credential } from '#shared/model/credential.ts';
import { isStatic } from '#shared/model/credential.ts';
import type { Fact, Instant } from '#shared/model/fact.ts';
import { isUnknown, reasonWords } from '#shared/model/fact.ts';
import type { Evidence } from '#shared/model/finding.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { Presence } from './rule.ts';

/** Whole days between, never negative: `41 d`. */
export const daysBetween = (since: Instant, now: Instant): string =>
  `${Math.max(0, Math.floor((now - since) / dayMs)).toLocaleString('en-US')} d`;
/** `2026-03-14`, in UTC wherever the machine stands. */
export const date = (at: Instant): string => new Date(at).toISOString().slice(0, 10);
export const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** At most three names, and how many more. */
export function someOf(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

const presences: Readonly<Record<Presence, string>> = {
  active: 'active',
  disabled: 'disabled',
  expired: 'expired',
  retired: 'retired',
  left: 'gone, by the word of an analyst',
  unlisted: 'no longer listed by its source',
};

export const presenceWords = (presence: Presence): string => presences[presence];

/** `ends 2026-03-14, in 12 d`: how long it goes on. */
export function residual(until: Instant, now: Instant): string {
  if (until === Number.POSITIVE_INFINITY) return 'never ends by itself';
  return `ends ${date(until)}, ${durationWords(Math.max(0, Math.round((until - now) / 1000)))} from now`;
}

export function moment(fact: Fact<Instant | 'never'>, never: string): string {
  if (isUnknown(fact)) return `unknown: ${reasonWords[fact.unknown]}`;
  return fact === 'never' ? never : date(fact);
}

export const activeStatic = (identity: Identity): readonly Credential[] =>
  identity.credentials.filter((credential) => credential.status === 'active' && isStatic(credential.kind));

/** One evidence row a credential. */
export function credentialEvidence(credential: Credential, value: string): Evidence {
  const print = isUnknown(credential.fingerprint) ? '' : ` ${credential.fingerprint}`;
  return { label: `${credential.kind.replaceAll('_', ' ')}${print}`, value, ref: `credential:${credential.id}` };
}

/** How old what it authenticates with is. */
export const rotatedSince = (credential: Credential): Fact<Instant> =>
  isUnknown(credential.rotatedAt) ? credential.createdAt : credential.rotatedAt;
