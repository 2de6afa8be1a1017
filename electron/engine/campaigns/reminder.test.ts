import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Reminder, reminderFile, reminderName } from './reminder.ts';

const reminder: Reminder = {
  uid: 'cmp_7-0123@wks',
  campaign: 'Q4 review; agents, keys',
  workspace: 'Acme',
  reviewer: 'Marta Lind',
  due: Date.UTC(2026, 11, 31, 23, 59, 59, 999),
  madeAt: Date.UTC(2026, 10, 28, 12, 4),
  lines: ['shop-assist (keycloak-prod)', 'erp (okta)'],
};
/** Folding taken back (RFC 5545 §3.1). */
const lines = (text: string): string[] => text.replaceAll('\r\n ', '').split('\r\n');

describe('a reminder', () => {
  it('is an event of the day it is due, with who, what and what to do', () => {
    expect(lines(reminderFile(reminder))).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//NHI Workbench//Certification//EN',
      'BEGIN:VEVENT',
      'UID:cmp_7-0123@wks',
      'DTSTAMP:20261128T120400Z',
      'DTSTART;VALUE=DATE:20261231',
      'SUMMARY:Q4 review\\; agents\\, keys: 2 to review',
      'DESCRIPTION:Marta Lind: 2 reviews are open in “Q4 review\\; agents\\, keys” of Acme.\\nSay of each: keep\\, shrink or revoke.\\n\\nshop-assist (keycloak-prod)\\nerp (okta)',
      'TRANSP:TRANSPARENT',
      ...['P7D', 'P1D'].flatMap((before) => [
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'DESCRIPTION:Q4 review\\; agents\\, keys',
        `TRIGGER:-${before}`,
        'END:VALARM',
      ]),
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  it('names two hundred at most, and says how many more there are', () => {
    const many = reminderFile({ ...reminder, lines: Array.from({ length: 203 }, (_, at) => `identity ${at}`) });
    expect(lines(many).join('\n')).toContain('identity 199\\nand 3 more');
  });

  it('is lines of 75 octets whatever the names are, and no name adds a line of its own', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }),
        (name, some) => {
          const text = reminderFile({ ...reminder, campaign: name, reviewer: name, lines: some });
          const raw = text.split('\r\n');
          expect(raw.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
          expect(raw.filter((line) => /[\r\n]/.test(line))).toEqual([]);
          expect(lines(text)).toHaveLength(23);
        },
      ),
      { seed: 7 },
    );
  });
});

describe('the name of its file', () => {
  it('is one that every system takes, and each is there once', () => {
    const taken = new Set<string>();
    const named = (reviewer: string): string => reminderName({ campaign: '../Q4: review', reviewer }, taken);
    expect([named('ana@acme.example'), named('ANA@acme.example'), named('..//')]).toEqual([
      'Q4-review ana@acme-example.ics',
      'Q4-review ANA@acme-example 2.ics',
      'Q4-review.ics',
    ]);
  });
});
