import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factColumns } from '#engine/inventory/fact-columns.ts';
import type { Facts } from '#engine/inventory/facts.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { bands } from '#shared/model/score.ts';
import { daysAgo, plainFacts, testNow } from '#test/support/builders.ts';
import { preparePolicy, standardPolicy } from './policy.ts';
import { scoreOf } from './score.ts';
import { scoreRows } from './score-columns.ts';
import { scoreVector } from './score-vector.ts';

const policy = preparePolicy(standardPolicy, (text) => createHash('sha256').update(text).digest('hex'));
const orUnknown = (values: fc.Arbitrary<number>): fc.Arbitrary<number> =>
  fc.oneof({ weight: 4, arbitrary: values }, { weight: 1, arbitrary: fc.constant(Number.NaN) });
const flag = fc.constantFrom(0 as const, 1 as const);
const instant = fc.integer({ min: 0, max: 2000 * dayMs }).map((age) => testNow - age);

const someFacts: fc.Arbitrary<Facts> = fc
  .record({
    kind: fc.constantFrom(0, 1, 2, 3, 4),
    status: fc.constantFrom(0, 0, 0, 1, 2, 3),
    residualUntil: fc.oneof(orUnknown(instant), fc.constantFrom(Number.NEGATIVE_INFINITY, testNow, testNow + dayMs)),
    leaked: flag,
    createdAt: orUnknown(instant),
    lastUsedAt: fc.oneof(orUnknown(instant), fc.constant(Number.NEGATIVE_INFINITY)),
    rotatedAt: fc.oneof(orUnknown(instant), fc.constant(Number.POSITIVE_INFINITY)),
    lifetime: fc.oneof(orUnknown(fc.integer({ min: 0, max: 100_000_000 })), fc.constant(Number.POSITIVE_INFINITY)),
    tier: orUnknown(fc.constantFrom(0, 1, 2, 3, 4)),
    surer: fc.constantFrom(0, 0, 0, 1, 2),
    canMint: flag,
    breadth: orUnknown(fc.integer({ min: 0, max: 90 })),
    scopesUsed: orUnknown(fc.integer({ min: 0, max: 30 })),
    unused: orUnknown(fc.double({ min: 0, max: 1, noNaN: true })),
    customers: fc.integer({ min: 0, max: 60_000 }),
    reach: orUnknown(fc.double({ min: 0, max: 90_000, noNaN: true })),
    autonomy: orUnknown(fc.constantFrom(0, 1, 2, 3)),
    credential: orUnknown(fc.constantFrom(25, 20, 18, 16, 14, 6, 3, 1, 0)),
    activeCredentials: fc.integer({ min: 0, max: 3 }),
    endlessCredential: orUnknown(fc.constantFrom(0, 1)),
    standing: orUnknown(fc.constantFrom(0, 1, 2)),
    owner: fc.constantFrom(0, 1, 2, 3, 4, 5),
    consent: orUnknown(fc.constantFrom(-1, 0, 1, 2)),
    consentAt: orUnknown(instant),
    amplifies: flag,
    crossEnvironment: flag,
    sharedKey: fc.nat(3),
  })
  .map(({ surer, ...facts }) => ({
    ...plainFacts,
    ...facts,
    knownTier: Number.isNaN(facts.tier) ? 4 : Math.min(4, facts.tier + surer),
  }));

describe('every score', () => {
  it('of the bulk loop equals the one with its reasons, to the bit', () => {
    fc.assert(
      fc.property(fc.array(someFacts, { minLength: 1, maxLength: 20 }), (all) => {
        const column = (): Float64Array => new Float64Array(all.length);
        const out = {
          value: column(),
          low: column(),
          high: column(),
          confidence: column(),
          power: column(),
          exposure: column(),
          band: column(),
        };
        scoreRows(factColumns(all), all.length, policy, testNow, out);
        for (const [row, facts] of all.entries()) {
          const { value, low, high, confidence, power, exposure, band } = scoreOf(facts, policy, testNow);
          expect([
            out.value[row],
            out.low[row],
            out.high[row],
            out.confidence[row],
            out.power[row],
            out.exposure[row],
            bands[out.band[row] ?? -1],
          ]).toEqual([value, low, high, confidence, power, exposure, band]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('lies inside its interval, inside 0 to 100, and is what its parts and floors add up to', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const score = scoreOf(facts, policy, testNow);
        expect(score.low).toBeLessThanOrEqual(score.value);
        expect(score.value).toBeLessThanOrEqual(score.high);
        expect(score.low).toBeGreaterThanOrEqual(0);
        expect(score.high).toBeLessThanOrEqual(100);
        expect(score.confidence).toBeGreaterThanOrEqual(-1e-12);
        expect(score.confidence).toBeLessThanOrEqual(1);
        const raw = score.parts.reduce((sum, part) => sum + part.weighted, 0);
        const floor = Math.max(0, ...score.floors.filter((each) => each.certain).map((each) => each.value));
        expect(score.value).toBe(Math.floor(Math.max(raw, floor) + 0.5 + 1e-9));
        for (const part of score.parts) expect(part.label + part.evidence).not.toMatch(/NaN|undefined|Infinity/);
      }),
    );
  });

  it('recomputes from its vector alone', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const score = scoreOf(facts, policy, testNow);
        const again = scoreVector(score.vector, policy);
        expect([again?.value, again?.low, again?.high, again?.vector]).toEqual([
          score.value,
          score.low,
          score.high,
          score.vector,
        ]);
      }),
      { numRuns: 300 },
    );
    expect(scoreVector('CVSS:3.1/AV:N', policy)).toBeNull();
  });

  const hideable = [
    'createdAt',
    'lastUsedAt',
    'rotatedAt',
    'lifetime',
    'breadth',
    'unused',
    'reach',
    'autonomy',
    'credential',
    'endlessCredential',
    'standing',
    'consent',
    'consentAt',
    'customers',
  ] as const satisfies (keyof Facts)[];

  it('never looks safer for saying less: hiding a fact lowers neither the upper bound nor raises the lower', () => {
    fc.assert(
      fc.property(someFacts, fc.constantFrom(...hideable, 'tier', 'owner'), (facts, name) => {
        const before = scoreOf(facts, policy, testNow);
        const hidden =
          name === 'tier'
            ? { ...facts, tier: Number.NaN, knownTier: 4 }
            : name === 'owner'
              ? { ...facts, owner: 5 }
              : { ...facts, [name]: Number.NaN };
        const after = scoreOf(hidden, policy, testNow);
        expect(after.high).toBeGreaterThanOrEqual(before.high);
        expect(after.low).toBeLessThanOrEqual(before.low);
        expect(after.confidence).toBeLessThanOrEqual(before.confidence + 1e-9);
      }),
      { numRuns: 600 },
    );
  });

  it('grows with what makes it worse', () => {
    const steps: readonly (readonly [keyof Facts, readonly number[]])[] = [
      ['breadth', [0, 1, 4, 32, 60]],
      ['reach', [0, 1, 10, 1000, 1e6]],
      ['customers', [0, 999, 1000, 50_000]],
      ['lifetime', [60, 300, 3600, 86_401, 1e8, Number.POSITIVE_INFINITY]],
      ['unused', [0, 0.2, 1]],
      ['rotatedAt', [Number.POSITIVE_INFINITY, daysAgo(1), daysAgo(100), daysAgo(1000)]],
      ['standing', [2, 1, 0]],
      ['autonomy', [3, 2, 1, 0]],
      ['endlessCredential', [0, 1]],
      ['leaked', [0, 1]],
      ['amplifies', [0, 1]],
    ];
    fc.assert(
      fc.property(someFacts, fc.constantFrom(...steps), (facts, [name, values]) => {
        const scores = values.map((value) => scoreOf({ ...facts, [name]: value }, policy, testNow).value);
        expect(scores).toEqual([...scores].sort((one, other) => one - other));
      }),
      { numRuns: 300 },
    );
  });

  it('depends neither on the order of rows nor on what stood in the output', () => {
    fc.assert(
      fc.property(fc.array(someFacts, { minLength: 2, maxLength: 10 }), (all) => {
        const run = (list: readonly Facts[]): Float64Array => {
          const out = () => new Float64Array(list.length).fill(77);
          const value = out();
          scoreRows(factColumns(list), list.length, policy, testNow, {
            value,
            low: out(),
            high: out(),
            confidence: out(),
            power: out(),
            exposure: out(),
            band: out(),
          });
          return value;
        };
        expect([...run([...all].reverse())].reverse()).toEqual([...run(all)]);
      }),
    );
  });

  it('is absent for humans', () => {
    const out = { value: [0], low: [0], high: [0], confidence: [0], power: [0], exposure: [0], band: [0] };
    scoreRows(factColumns([{ ...plainFacts, kind: 5 }]), 1, policy, testNow, out);
    expect([out.value[0], out.band[0]]).toEqual([Number.NaN, 255]);
  });

  it('says the same in every locale and time zone', () => {
    const { parts, floors } = scoreOf(
      { ...plainFacts, customers: 40_000, reach: 40_001, breadth: 3.5 },
      policy,
      testNow,
    );
    const words = JSON.stringify([parts, floors]);
    expect(words).toContain('40,000 people');
    expect(words).toContain('3.5 of 32');
  });
});
