// A reminder as a calendar file that every calendar opens: an event on the day it is due, with two alarms (RFC 5545).
import type { Instant } from '#shared/model/fact.ts';

export interface Reminder {
  /** Names the event: a later file of the same takes the place of the earlier. */
  readonly uid: string;
  readonly campaign: string;
  readonly workspace: string;
  readonly reviewer: string;
  readonly due: Instant;
  readonly madeAt: Instant;
  /** What is still open, a line each. */
  readonly lines: readonly string[];
}

const mostLines = 200;
/** Octets of a content line (RFC 5545 §3.1). */
const mostOctets = 75;

export function reminderFile(reminder: Reminder): string {
  const { uid, campaign, workspace, reviewer, due, madeAt, lines } = reminder;
  const more = lines.length - mostLines;
  const description = [
    `${reviewer}: ${lines.length === 1 ? '1 review is' : `${lines.length} reviews are`} open in “${campaign}” of ${workspace}.`,
    'Say of each: keep, shrink or revoke.',
    '',
    ...lines.slice(0, mostLines),
    ...(more > 0 ? [`and ${more} more`] : []),
  ].join('\n');
  const alarm = (before: string): string[] => [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(campaign)}`,
    `TRIGGER:-${before}`,
    'END:VALARM',
  ];
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//NHI Workbench//Certification//EN',
    'BEGIN:VEVENT',
    `UID:${escaped(uid)}`,
    `DTSTAMP:${compact(madeAt).slice(0, 15)}Z`,
    `DTSTART;VALUE=DATE:${compact(due).slice(0, 8)}`,
    `SUMMARY:${escaped(`${campaign}: ${lines.length} to review`)}`,
    `DESCRIPTION:${escaped(description)}`,
    'TRANSP:TRANSPARENT',
    ...alarm('P7D'),
    ...alarm('P1D'),
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('');
}

/** `20261231T235959` (RFC 5545 §3.3.5). */
const compact = (at: Instant): string => new Date(at).toISOString().replaceAll(/[-:]/g, '');

/** TEXT (RFC 5545 §3.3.11); other controls have no place in it. */
function escaped(text: string): string {
  return (
    text
      .replaceAll(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out.
      .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
      .replaceAll(/[\\;,]/g, '\\$&')
      .replaceAll('\n', '\\n')
  );
}

/** Lines of 75 octets at most, cut between characters (RFC 5545 §3.1). */
function folded(line: string): string {
  let text = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > mostOctets) {
      text += '\r\n ';
      octets = 1;
    }
    text += character;
    octets += size;
  }
  return text;
}

/** A file name that every system takes; unique as long as `uid` is. */
export function reminderName(
  { campaign, reviewer }: Pick<Reminder, 'campaign' | 'reviewer'>,
  taken: Set<string>,
): string {
  const plain = (text: string): string => text.replaceAll(/[^\p{L}\p{N}@_-]+/gu, '-').replaceAll(/^-+|-+$/g, '');
  const base = `${plain(campaign)} ${plain(reviewer)}`.trim().slice(0, 120) || 'reminder';
  for (let number = 1; ; number += 1) {
    const name = `${base}${number === 1 ? '' : ` ${number}`}.ics`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}
