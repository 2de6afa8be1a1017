import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Known, matchLeaks, type Sighting } from './leaks.ts';

const print = 'sha256:0123456789ab';
const sighting = (keys: readonly string[], more: Partial<Sighting> = {}): Sighting => ({
  at: 100,
  tool: 'gitleaks',
  place: 'a.env:1',
  said: 'generic-api-key',
  keys,
  dismissed: false,
  ...more,
});
const known = (rows: Readonly<Record<string, readonly number[]>>, more: Partial<Known> = {}): Known => ({
  rowsOf: (key) => rows[key] ?? [],
  rotatedAt: () => Number.NaN,
  isLive: () => true,
  ...more,
});
const rowsOf = (one: Sighting, by: Known): readonly number[] => [...matchLeaks([one], by).ofRow.keys()].sort();

describe('a secret that was seen', () => {
  it.each<[string, Sighting, Known, readonly number[]]>([
    ['is of all that hold its value', sighting([print]), known({ [print]: [1, 2] }), [1, 2]],
    ['whatever people say of it', sighting([print], { dismissed: true }), known({ [print]: [1] }), [1]],
    ['is of whom its report names', sighting(['client-one']), known({ 'client-one': [3] }), [3]],
    ['of nobody, where the name is of several', sighting(['client-one']), known({ 'client-one': [3, 4] }), []],
    ['nor where it was closed', sighting(['client-one'], { dismissed: true }), known({ 'client-one': [3] }), []],
    [
      'nor once the secret is another',
      sighting(['client-one']),
      known({ 'client-one': [3] }, { rotatedAt: () => 101 }),
      [],
    ],
    ['but was made before', sighting(['client-one']), known({ 'client-one': [3] }, { rotatedAt: () => 99 }), [3]],
    ['nor of whom has none', sighting(['client-one']), known({ 'client-one': [3] }, { isLive: () => false }), []],
    ['a pair is found by either', sighting([print, 'client-one']), known({ [print]: [1], 'client-one': [3] }), [1, 3]],
  ])('%s', (_what, one, by, rows) => expect(rowsOf(one, by)).toEqual(rows));

  it('is counted where it is of nobody', () => {
    const of = matchLeaks([sighting([print]), sighting(['client-one']), sighting([])], known({ [print]: [1] }));
    expect(of).toMatchObject({ secrets: 3, unmatched: 2, hidden: 2 });
    expect(matchLeaks([sighting([print])], known({}))).toMatchObject({ secrets: 1, unmatched: 1, hidden: 0 });
    const twice = [sighting([print, 'client-one']), sighting([print], { place: 'b.env:7' })];
    expect(matchLeaks(twice, known({}))).toMatchObject({ secrets: 1, unmatched: 1 });
    expect(matchLeaks(twice, known({ 'client-one': [3] }))).toMatchObject({ secrets: 1, unmatched: 0 });
  });

  it('the order in which they came changes nothing', () => {
    const keys = fc.constantFrom('sha256:000000000001', 'sha256:000000000002', 'client-one', 'client-two');
    const one = fc.record({ at: fc.integer({ min: 1, max: 9 }), keys: fc.uniqueArray(keys), dismissed: fc.boolean() });
    const by = known({
      'sha256:000000000001': [1],
      'sha256:000000000002': [1, 2],
      'client-one': [3],
      'client-two': [4, 5],
    });
    const shown = (all: readonly Sighting[]) =>
      [...matchLeaks(all, by).ofRow]
        .map(([row, leaks]) => [row, leaks.map((leak) => JSON.stringify(leak)).sort()])
        .sort();
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (all) => {
        const sightings = all.map((each) => sighting(each.keys, each));
        expect(shown([...sightings].reverse())).toEqual(shown(sightings));
      }),
      { seed: 7 },
    );
  });
});
