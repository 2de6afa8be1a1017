import { day, dayMs, durationWords, hour, minute, year } from '#shared/lib/duration.ts';
import { isUnknown, reasonWords, type UnknownReason } from '#shared/model/fact.ts';

type Unknown = { readonly unknown: UnknownReason };
export type InstantFact = number | 'never' | Unknown;
export type DurationFact = number | 'never' | Unknown;

const whole = new Intl.NumberFormat('en-GB');
const percentage = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 0 });
const dayMonth = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const dayMonthYear = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `1,482` */
export const number = (value: number): string => whole.format(value);

/** 0–1 as `63%`. */
export const percent = (value: number): string => percentage.format(value);

/** `1 identity`, `1,482 identities` */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

const reasonSentences: Readonly<Record<UnknownReason, string>> = {
  not_recorded: 'Unknown: the vendor does not record it.',
  window_exceeded: 'Unknown: the imported log does not cover the whole time.',
  no_permission: 'Unknown: the credential used for reading may not see it.',
  not_in_export: 'Unknown: this kind of export does not contain it.',
  unreadable: 'Unknown: the file has a value here that cannot be read. See Problems.',
  placeholder: 'Unknown: the file has a placeholder here.',
  no_log: 'Unknown: no activity log of this tenant was imported.',
  not_mapped: 'Unknown: the imported log holds no action that would show it.',
};

/** `? not in export`: never an empty cell, never a guess. */
export const unknownWords = (fact: Unknown): string => `? ${reasonWords[fact.unknown]}`;
export const unknownSentence = (fact: Unknown): string => reasonSentences[fact.unknown];

/** An age in one whole unit: what matters is how long ago, not to the second. */
function ageWords(seconds: number): string {
  const unit = [year, day, hour, minute].find((length) => seconds >= length) ?? 1;
  return durationWords(Math.round(seconds / unit) * unit);
}

/** `2 min ago`, `in 3 d`, `just now`, measured against the workspace's own now. */
export function relative(at: number, now: number): string {
  const seconds = Math.round((now - at) / 1000);
  if (Math.abs(seconds) < 5) return 'just now';
  return seconds > 0 ? `${ageWords(seconds)} ago` : `in ${ageWords(-seconds)}`;
}

/**
 * The same for what has happened. Where the workspace's clock stands in the past (the demo company), that may be days
 * after its now: then the day is said, because nothing has happened `in 260 d`.
 */
export const ago = (at: number, now: number): string => (at - now < dayMs ? relative(at, now) : `on ${date(at, now)}`);

/** The same without `ago`, for columns whose head says it. */
export const age = (at: number, now: number): string => ago(at, now).replace(/ ago$|^on /, '');

/** `14 Mar 2026, 12:04:00 UTC` */
export function exact(at: number): string {
  const iso = new Date(at).toISOString();
  return `${dayMonthYear.format(at)}, ${iso.slice(11, 19)} UTC`;
}

/** `12:04` */
export const clock = (at: number): string => new Date(at).toISOString().slice(11, 16);
/** `12:04:09` */
export const clockSeconds = (at: number): string => new Date(at).toISOString().slice(11, 19);
/** `2026-03-14 12:04` */
export const stamp = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

/** A day near now without its year: `13 Apr`, `13 Apr 2027`, or the clock within a day: `12:53`. */
export function date(at: number, now: number): string {
  if (Math.abs(at - now) < dayMs) return clock(at);
  return Math.abs(at - now) < 300 * dayMs ? dayMonth.format(at) : dayMonthYear.format(at);
}

export function lastUsedWords(fact: InstantFact, now: number): string {
  if (fact === 'never') return 'never';
  return isUnknown(fact) ? unknownWords(fact) : age(fact, now);
}

export function expiryWords(fact: InstantFact, now: number): string {
  if (fact === 'never') return 'never';
  return isUnknown(fact) ? unknownWords(fact) : date(fact, now);
}

export function lifetimeWords(fact: DurationFact): string {
  if (fact === 'never') return 'never';
  return isUnknown(fact) ? unknownWords(fact) : durationWords(fact);
}

/** Exact words for a tooltip. */
export function instantTitle(fact: InstantFact): string {
  if (fact === 'never') return 'never';
  return isUnknown(fact) ? unknownSentence(fact) : exact(fact);
}

/** A name as a sentence can carry it: names have no limit, and the sentence says more than the name. */
export const brief = (name: string): string => (name.length > 60 ? `${name.slice(0, 59).trimEnd()}…` : name);

const megabyte = 1_000_000;

/** `640 bytes`, `12 kB`, `3.4 MB`. */
export const sizeWords = (bytes: number): string =>
  bytes < 1000
    ? plural(bytes, 'byte')
    : bytes < megabyte
      ? `${Math.round(bytes / 1000)} kB`
      : `${(bytes / megabyte).toFixed(1)} MB`;
