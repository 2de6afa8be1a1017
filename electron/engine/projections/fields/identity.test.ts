import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Picture } from '#engine/projections/picture.ts';
import { selectRows } from '#engine/projections/selection.ts';
import { compile } from '#engine/query/compile.ts';
import type { Language } from '#engine/query/field.ts';
import { compileText } from '#engine/query/text-filter.ts';
import { inventoryFilter, ownerStates } from '#shared/contract/values.ts';
import { day, dayMs } from '#shared/lib/duration.ts';
import { identityKinds, identityStatuses } from '#shared/model/identity.ts';
import { testNow } from '#test/support/builders.ts';
import { anyPictureRow, aPicture, type PictureRow } from '#test/support/pictures.ts';
import { eventLanguage } from './event.ts';
import { findingLanguage } from './finding.ts';
import { identityLanguage } from './identity.ts';
import { recordLanguage } from './record.ts';

const problemOf = (text: string): string => {
  const compiled = compile(identityLanguage, text);
  if (compiled.ok) return 'right';
  const { at, end, message, expected } = compiled.problem;
  return `${text.slice(at, end)}| ${message} Expected ${expected}.`;
};

describe('the fields of identities', () => {
  it('call reach what the score and the blast radius call so, and what it may call by itself its resources', () => {
    const picture = aPicture(fc.sample(anyPictureRow, { numRuns: 2, seed: 1 }));
    const identities = {
      ...picture.identities,
      reach: Float64Array.of(2, 900),
      resources: Float64Array.of(70, 1),
    };
    const found = (text: string) => [...selectRows({ ...picture, identities }, { ...inventoryFilter.parse({}), text })];
    expect([found('reach:>100'), found('resources:>60'), found('reach:2')]).toEqual([[1], [0], [0]]);
  });

  it.each([
    [
      'lifetme:>1d',
      'lifetme| There is no field “lifetme” here. Expected “lifetime”, or the text in quotes where it is no field.',
    ],
    ['a zzz:1', 'zzz| There is no field “zzz” here. Expected a field, or the text in quotes where it is no field.'],
    [
      'kind:agnt',
      'agnt| “agnt” is none of its values. Expected “agent”, or one of oauth_client, api_key, service_account, workload, agent, human.',
    ],
    [
      'kind:>agent',
      '>agent| Only numbers, durations and times are compared. Expected a value without a comparison; “<”, “>” and “..” go in quotes.',
    ],
    ['score:high', 'high| “high” is no number. Expected a number such as 70, >70 or 40..60, or none.'],
    ['score:60..40', '40| The range ends before it begins. Expected an end that is not below “60”.'],
    [
      'lifetime:>1month',
      '1month| “1month” is no duration. Expected a duration such as 90s, 15min, 12h, >30d or 1y, or never, unknown.',
    ],
    ['used:30d', '30d| Nothing happened exactly that long ago. Expected a comparison such as <30d or >30d.'],
    [
      'created:2026-02-31',
      '2026-02-31| “2026-02-31” is no time. Expected a duration from now such as 30d, a date such as 2026-01-31, or unknown.',
    ],
    ['created:1d..2026-02-01', '2026-02-01| A range has two dates or two durations. Expected a duration.'],
    [
      'used:>never',
      'never| “never” is no time. Expected a duration from now such as 30d, a date such as 2026-01-31, or never, unknown.',
    ],
    ['shop tier:5 kind:x', '5| “5” is no tier. Expected a tier from T0 to T3 such as T0, or <=T1, or none, unknown.'],
    ['confidence:80 %', 'right'],
    ['human:x', 'human| There is no field “human” here. Expected a field, or the text in quotes where it is no field.'],
  ])('%s: %s', (text, expected) => {
    expect(problemOf(text)).toBe(expected);
  });

  it.each<[string, Language<never>]>([
    ['identities', identityLanguage as Language<never>],
    ['findings', findingLanguage as Language<never>],
    ['events', eventLanguage as Language<never>],
    ['records', recordLanguage as Language<never>],
  ])('of %s have names of their own, and every example is a query', (_, language) => {
    const names = language.fields.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, form } of language.fields) {
      for (const example of form.examples) {
        const compiled = compile(language, `${name}:${example}`);
        expect(compiled.ok, `${name}:${example}`).toBe(true);
      }
    }
  });
});

type Naive = (row: PictureRow, index: number) => boolean;
const isHuman = (row: PictureRow): boolean => identityKinds[row.kind] === 'human';
const scoreOf = (row: PictureRow): number => (isHuman(row) ? Number.NaN : row.value);
const ago = (at: number): number => (testNow - at) / dayMs;
const unusedDays = ({ lastUsedAt, createdAt }: PictureRow): number => {
  if (Number.isNaN(lastUsedAt)) return Number.NaN;
  return Math.min(ago(lastUsedAt), Number.isNaN(createdAt) ? Number.POSITIVE_INFINITY : ago(createdAt));
};
const onDay = (at: number, date: string): boolean => at >= Date.parse(date) && at < Date.parse(date) + dayMs;
const rules = ['NHI1a', 'NHI5b', 'NHI7a'];

/** Terms beside what they mean, said of one row at a time. */
const terms: readonly (readonly [string, Naive])[] = [
  ['kind:agent', ({ kind }) => identityKinds[kind] === 'agent'],
  ['kind:api_key,human', ({ kind }) => ['api_key', 'human'].includes(identityKinds[kind] ?? '')],
  ['status:disabled', ({ status }) => identityStatuses[status] === 'disabled'],
  ['owner:none,departed', ({ owner }) => ['none', 'departed'].includes(ownerStates[owner] ?? '')],
  ['owner:"ann lee"', ({ ownerLabel }) => ownerLabel.startsWith('Ann Lee')],
  ['owner:"none"', ({ ownerLabel }) => ownerLabel === 'none'],
  ['score:>70', (row) => scoreOf(row) > 70],
  ['score:>=70', (row) => scoreOf(row) >= 70],
  ['score:<70', (row) => scoreOf(row) < 70],
  ['score:<=70', (row) => scoreOf(row) <= 70],
  ['score:50', (row) => scoreOf(row) === 50],
  ['score:40..60', (row) => scoreOf(row) >= 40 && scoreOf(row) <= 60],
  ['score:none', isHuman],
  ['lifetime:>1d', ({ lifetime }) => lifetime > day],
  ['lifetime:5s..1h', ({ lifetime }) => lifetime >= 5 && lifetime <= 3600],
  ['lifetime:never', ({ lifetime }) => lifetime === Number.POSITIVE_INFINITY],
  ['lifetime:unknown', ({ lifetime }) => Number.isNaN(lifetime)],
  ['expires:<30d', ({ expiresAt }) => expiresAt < testNow + 30 * dayMs],
  ['expires:0d..30d', ({ expiresAt }) => expiresAt >= testNow && expiresAt <= testNow + 30 * dayMs],
  ['expires:never', ({ expiresAt }) => expiresAt === Number.POSITIVE_INFINITY],
  ['rotated:>90d', ({ rotatedAt }) => Number.isFinite(rotatedAt) && ago(rotatedAt) > 90],
  ['rotated:<=90d', ({ rotatedAt }) => Number.isFinite(rotatedAt) && ago(rotatedAt) <= 90],
  ['rotated:none', ({ rotatedAt }) => rotatedAt === Number.POSITIVE_INFINITY],
  ['used:<7d', ({ lastUsedAt }) => Number.isFinite(lastUsedAt) && ago(lastUsedAt) < 7],
  ['used:>30d', ({ lastUsedAt }) => Number.isFinite(lastUsedAt) && ago(lastUsedAt) > 30],
  ['used:never', ({ lastUsedAt }) => lastUsedAt === Number.NEGATIVE_INFINITY],
  ['unused:>30d', (row) => unusedDays(row) > 30],
  ['unused:unknown', ({ lastUsedAt }) => Number.isNaN(lastUsedAt)],
  ['created:2026-01-10', ({ createdAt }) => onDay(createdAt, '2026-01-10')],
  ['created:>2026-01-10', ({ createdAt }) => createdAt >= Date.parse('2026-01-11')],
  ['created:>=2026-01-10', ({ createdAt }) => createdAt >= Date.parse('2026-01-10')],
  ['created:<2026-01-10', ({ createdAt }) => createdAt < Date.parse('2026-01-10')],
  ['created:<=2026-01-10', ({ createdAt }) => createdAt < Date.parse('2026-01-11')],
  [
    'created:2025-01-01..2026-01-10',
    ({ createdAt }) => createdAt >= Date.parse('2025-01-01') && createdAt < Date.parse('2026-01-11'),
  ],
  ['scope:"*:admin"', ({ scopes }) => scopes.some((scope) => scope.endsWith(':admin'))],
  ['scope:\\*', ({ scopes }) => scopes.includes('*')],
  ['scope:"mail \\"ALL\\""', ({ scopes }) => scopes.includes('mail "all"')],
  ['scope:none', ({ scopes }) => scopes.length === 0],
  ['scopes:>1', ({ scopes }) => scopes.length > 1],
  ['tier:T0', ({ tier }) => tier === 0],
  ['tier:<=1', ({ tier }) => tier <= 1],
  ['tier:none', ({ tier }) => tier === 4],
  ['environment:stage', ({ environment }) => environment === 'Stage'],
  ['environment:unknown', ({ environment }) => environment === ''],
  ['tenant:ten_a', ({ tenant }) => tenant === 'ten_a'],
  ['name:*assist', ({ name }) => name === 'shop-assist'],
  ['rule:nhi7*', (row) => !isHuman(row) && row.rules.some((rule) => rules[rule] === 'NHI7a')],
  ['findings:>=2', (row) => !isHuman(row) && row.rules.length >= 2],
  ['leaked:yes', ({ exposure }) => exposure > 90],
  ['has:customers', ({ customers }) => customers > 0],
  ['in:ten_b.json', ({ tenant }) => tenant === 'ten_b'],
  ['customers:0', ({ customers }) => customers === 0],
  ['SHOP', ({ name }) => name === 'shop-assist'],
  ['"refund bot"', ({ name }) => name === 'Refund bot'],
];

/** A query beside its meaning. */
const anyQuery = fc.letrec<{ query: readonly [string, Naive] }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 4 },
    { weight: 3, arbitrary: fc.constantFrom(...terms) },
    tie('query').map(([text, holds]): [string, Naive] => [`-(${text})`, (row, index) => !holds(row, index)]),
    fc
      .tuple(tie('query'), tie('query'))
      .map(([[a, one], [b, two]]): [string, Naive] => [
        `(${a}) ${b.includes(' or ') ? `(${b})` : b}`,
        (row, index) => one(row, index) && two(row, index),
      ]),
    fc
      .tuple(tie('query'), tie('query'))
      .map(([[a, one], [b, two]]): [string, Naive] => [
        `${a} or ${b}`,
        (row, index) => one(row, index) || two(row, index),
      ]),
  ),
})).query;

const rowsOf = (picture: Picture, text: string): number[] =>
  Array.from(selectRows(picture, { ...inventoryFilter.parse({ humans: true }), text }));

describe('a query over identities', () => {
  it.each(terms)('%s is what it means', (text, holds) => {
    fc.assert(
      fc.property(fc.array(anyPictureRow, { maxLength: 25 }), (rows) => {
        expect(rowsOf(aPicture(rows), text)).toEqual(rows.flatMap((row, index) => (holds(row, index) ? [index] : [])));
      }),
      { seed: 61, numRuns: 60 },
    );
  });

  it('of several terms is what a naive evaluation says', () => {
    fc.assert(
      fc.property(fc.array(anyPictureRow, { maxLength: 25 }), anyQuery, (rows, [text, holds]) => {
        expect(rowsOf(aPicture(rows), text)).toEqual(rows.flatMap((row, index) => (holds(row, index) ? [index] : [])));
      }),
      { seed: 62, numRuns: 600 },
    );
  });

  it('of plain words is the free text that it always was', () => {
    const words = fc.array(fc.constantFrom('shop', 'REFUND', 'bot', '"refund bot"', 'cmd', '=', 'a', '"shop-ass'), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(anyPictureRow, { maxLength: 25 }), words, (rows, chosen) => {
        const text = chosen.join(' ');
        const matches = compileText(text);
        const expected = rows.flatMap(({ name }, index) =>
          matches === null || matches(name.toLowerCase()) ? [index] : [],
        );
        expect(rowsOf(aPicture(rows), text)).toEqual(expected);
      }),
      { seed: 63, numRuns: 400 },
    );
  });

  it('shows humans where it asks for them, and else leaves them out', () => {
    const [row] = fc.sample(anyPictureRow, { seed: 64, numRuns: 1 });
    if (!row) throw new Error('no row');
    const picture = aPicture(identityKinds.map((_, kind) => ({ ...row, kind })));
    const human = identityKinds.indexOf('human');
    const shown = (text: string): number[] => Array.from(selectRows(picture, inventoryFilter.parse({ text })));
    expect(shown('kind:human')).toEqual([human]);
    expect(shown('kind:agent,human')).toHaveLength(2);
    expect(shown('-kind:human')).not.toContain(human);
    expect(shown('')).not.toContain(human);
  });
});
