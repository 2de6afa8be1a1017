import { describe, expect, it } from 'vitest';
import { aPlan, deleting, disabling, rotating, sha256 } from '#test/support/plan-builders.ts';
import { dangerOf, digestOf, manyTargets } from './make-plan.ts';

const erp = { clientId: 'erp', enabled: true, secretCreatedAt: 1 };
const never = (): boolean => false;
const nameOf = (): string => 'erp';

describe('makePlan', () => {
  it('stops issuance everywhere before it takes anything else away', () => {
    const plan = aPlan([deleting('a', erp), rotating('b', erp), disabling('a', erp), disabling('b', erp)]);
    expect(plan.steps.map(({ id, title }) => [id, title])).toEqual([
      ['s001', 'Disable client a'],
      ['s002', 'Disable client b'],
      ['s003', 'Rotate the secret of b'],
      ['s004', 'Delete client a'],
    ]);
    expect(plan.steps.map(({ waitsFor }) => waitsFor)).toEqual([[], [], ['s002'], ['s001']]);
  });

  it('takes nothing from what came from another before that one may get no more', () => {
    const parent = disabling('agent', {}).target.identity;
    const child = { ...rotating('token', {}), parent };
    const { steps } = aPlan([child, rotating('other', {}), disabling('agent', {})]);
    expect(steps.map(({ id, title, waitsFor }) => [id, title, waitsFor])).toEqual([
      ['s001', 'Disable client agent', []],
      ['s002', 'Rotate the secret of token', ['s001']],
      ['s003', 'Rotate the secret of other', []],
    ]);
  });

  it('is sealed: whatever is altered, the digest is another one', () => {
    const plan = aPlan([disabling('a', erp)]);
    expect(digestOf(plan, sha256)).toBe(plan.digest);
    const [step] = plan.steps;
    if (step === undefined) throw new Error('the plan has a step');
    const altered = [
      { ...plan, title: 'x' },
      { ...plan, steps: [] },
      { ...plan, steps: [{ ...step, after: { ...erp, enabled: true } }] },
      { ...plan, steps: [{ ...step, operation: { ...step.operation, object: { client: 'other' } } }] },
      { ...plan, undoes: plan.id },
    ];
    for (const other of altered) expect(digestOf(other, sha256)).not.toBe(plan.digest);
  });
});

describe('dangerOf', () => {
  it('lets what can be taken back run unasked', () => {
    expect(dangerOf(aPlan([disabling('a', erp)]), never, nameOf)).toEqual({
      irreversible: 0,
      tierZero: 0,
      targets: 1,
      mustType: null,
      asksMain: false,
      isForeign: false,
    });
  });

  it('asks for the name of one, and for the count of many', () => {
    expect(dangerOf(aPlan([rotating('a', erp)]), never, nameOf)).toMatchObject({
      irreversible: 1,
      mustType: 'erp',
      asksMain: true,
      isForeign: false,
    });
    expect(dangerOf(aPlan([disabling('a', erp)]), () => true, nameOf)).toMatchObject({ tierZero: 1, mustType: 'erp' });
    const many = Array.from({ length: manyTargets + 1 }, (_, index) => disabling(`c${index}`, erp));
    expect(dangerOf(aPlan(many), never, nameOf)).toMatchObject({ targets: 21, mustType: '21', asksMain: true });
    expect(dangerOf(aPlan(many.slice(1)), never, nameOf).mustType).toBeNull();
  });
});
