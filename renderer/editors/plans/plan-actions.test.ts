import { describe, expect, it } from 'vitest';
import { planStates } from '#shared/model/plan.ts';
import { actionsOf } from './plan-actions.ts';

type Shown = Parameters<typeof actionsOf>[0];
const plan = (changes: Partial<Shown>): Shown => ({
  state: 'done',
  counts: {},
  undoneBy: null,
  done: 0,
  failed: 0,
  rows: [],
  ...changes,
});
const shown = (changes: Partial<Shown>): string[] => actionsOf(plan(changes)).shown.map(({ label }) => label);
const all = (changes: Partial<Shown>): string[] =>
  Object.values(actionsOf(plan(changes))).flatMap((some) => some.map(({ command }) => command));

describe('what can be done with a plan', () => {
  it('is what its state allows', () => {
    expect(planStates.map((state) => [state, shown({ state })])).toEqual([
      ['draft', ['Approve', 'Discard']],
      ['approved', ['Run', 'Discard']],
      ['running', ['Pause']],
      ['paused', ['Resume']],
      ['done', ['Export Receipt…']],
      ['discarded', []],
    ]);
  });

  it('is undone once, and only where something was done', () => {
    expect(all({})).not.toContain('plan.undo');
    expect(all({ done: 1 })).toContain('plan.undo');
    expect(all({ done: 1, undoneBy: 'pln_abcdefghijklmnop' })).not.toContain('plan.undo');
  });

  it('is retried where something failed, and read back where something is unknown', () => {
    expect(all({ failed: 1 })).toContain('plan.retry');
    expect(all({ counts: { unknown_needs_check: 1 } })).toContain('plan.check');
    expect(all({ counts: { verified: 1 } })).toEqual(['plan.export-receipt', 'plan.export']);
  });

  it('offers new secrets while they are at hand', () => {
    expect(all({ rows: [{ hasSecret: true }] })).toContain('plan.save-secrets');
    expect(all({ rows: [{ hasSecret: false }] })).not.toContain('plan.save-secrets');
  });
});
