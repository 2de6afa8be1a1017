import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { delegationKinds } from '#shared/model/delegation.ts';
import { attenuate, type ScopeSet, type Step } from './attenuate.ts';

const set = (...scopes: string[]): ScopeSet => new Set(scopes);

const anyScopes = fc
  .option(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e')), { nil: null })
  .map((list) => (list === null ? null : new Set(list)));
const anyStep = (kinds: readonly Step['kind'][]): fc.Arbitrary<Step> =>
  fc.record({ kind: fc.constantFrom(...kinds), edge: anyScopes, held: anyScopes });
const delegating = delegationKinds.filter((kind) => !['secret_read', 'grant_admin', 'impersonate'].includes(kind));

describe('attenuate', () => {
  it('never widens along steps that delegate', () => {
    fc.assert(
      fc.property(anyScopes, fc.array(anyStep(delegating), { maxLength: 8 }), (origin, steps) => {
        let before: ScopeSet = origin;
        for (const { effective } of attenuate(origin, steps)) {
          if (before !== null) {
            expect(effective).not.toBeNull();
            for (const scope of effective ?? []) expect(before.has(scope)).toBe(true);
          }
          before = effective;
        }
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('is parent and consent and user and agent', () => {
    const [step] = attenuate(set('read', 'write', 'pay'), [
      { kind: 'acts_for', edge: set('read', 'write'), held: set('read', 'admin') },
    ]);
    expect(step).toEqual({ effective: set('read'), beyond: new Set(), takesOver: false });
  });

  it('shows a sub-agent that holds more than travelled down to it', () => {
    const [step] = attenuate(set('read'), [{ kind: 'spawned', edge: null, held: set('read', 'pay') }]);
    expect(step).toEqual({ effective: set('read'), beyond: set('pay'), takesOver: false });
  });

  it('takes all of whom it replaces', () => {
    const [step] = attenuate(set('read'), [{ kind: 'secret_read', edge: null, held: set('admin') }]);
    expect(step).toEqual({ effective: set('admin'), beyond: new Set(), takesOver: true });
  });

  it('keeps what is known where a step says nothing', () => {
    const [first, second] = attenuate(null, [
      { kind: 'may_act', edge: null, held: null },
      { kind: 'spawned', edge: set('read'), held: null },
    ]);
    expect(first?.effective).toBeNull();
    expect(second?.effective).toEqual(set('read'));
  });
});
