import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Severity, severities } from '#shared/model/finding.ts';
import { identityIdOf } from '#test/support/builders.ts';
import { AcceptedRisks, lapsedBetween, type RiskChange, stateOf } from './accepted-risks.ts';

const apply = (register: AcceptedRisks, risk: RiskChange): void =>
  register.apply({ at: '2026-03-14T12:04:00.000Z', human: 'tess', data: { risk } });
const one = { rule: 'NHI7a', identity: identityIdOf('one') };

describe('accepted risks', () => {
  it('are kept by rule and identity, the last word counts, and one can be taken back', () => {
    const register = new AcceptedRisks();
    apply(register, { is: 'accepted', findings: [{ ...one, severity: 'high' }], reason: 'old till', until: 10 });
    apply(register, { is: 'accepted', findings: [{ ...one, severity: 'high' }], reason: 'goes in May', until: 20 });
    expect(register.of(one)).toMatchObject({ reason: 'goes in May', until: 20, by: 'tess', severity: 'high' });
    expect(register.of({ ...one, rule: 'NHI7b' })).toBeUndefined();
    apply(register, { is: 'withdrawn', findings: [one] });
    expect([...register.entries()]).toEqual([]);
  });

  it('are the same after being saved and loaded', () => {
    const key = fc.record({
      rule: fc.constantFrom('NHI1a', 'NHI7a'),
      identity: fc.constantFrom('a', 'b').map(identityIdOf),
    });
    const change: fc.Arbitrary<RiskChange> = fc.oneof(
      fc.record({
        is: fc.constant('accepted' as const),
        findings: fc.array(
          fc.tuple(key, fc.constantFrom(...severities)).map(([at, severity]) => ({ ...at, severity })),
        ),
        reason: fc.string(),
        until: fc.nat(),
      }),
      fc.record({ is: fc.constant('withdrawn' as const), findings: fc.array(key) }),
    );
    fc.assert(
      fc.property(fc.array(change), (changes) => {
        const [register, again] = [new AcceptedRisks(), new AcceptedRisks()];
        for (const each of changes) apply(register, each);
        again.load(register.save());
        expect([...again.entries()]).toEqual([...register.entries()]);
      }),
      { seed: 20260314 },
    );
  });

  it('count until the end of their day, and never for what has become graver', () => {
    const of = (then: Severity, severity: Severity, now: number) =>
      stateOf({ severity: then, until: 100, reason: '', by: '', at: 0 }, severity, now);
    expect([of('high', 'high', 100), of('high', 'high', 101), of('high', 'medium', 50)]).toEqual([
      'accepted',
      'expired',
      'accepted',
    ]);
    expect([of('high', 'critical', 50), of('high', 'critical', 101)]).toEqual(['graver', 'graver']);
  });

  it('say when a day has passed', () => {
    const register = new AcceptedRisks();
    apply(register, { is: 'accepted', findings: [{ ...one, severity: 'high' }], reason: '', until: 100 });
    expect([
      lapsedBetween(register, 90, 100),
      lapsedBetween(register, 100, 101),
      lapsedBetween(register, 101, 102),
    ]).toEqual([false, true, false]);
  });
});
