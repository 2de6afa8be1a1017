import { expect, it } from 'vitest';
import { type StepRow, treeRows } from './step-rows.ts';

const probe = (seen: string): StepRow['probes'][number] => ({
  kind: 'mint',
  party: 'issuer',
  verdict: 'dead',
  seen,
  at: 0,
  after: 0,
  until: null,
});
const step = (id: string, ...seen: string[]): StepRow => ({
  id,
  title: id,
  identity: 'idn_aaaaaaaaaaaaaaaa',
  tenant: 'ten_aaaaaaaaaaaa',
  intent: 'disable',
  effect: { stopsNewTokens: 'yes', killsLiveTokens: 'no', killsRefresh: 'yes', undo: 'flip', undoDays: 0 },
  waitsFor: [],
  disrupts: [],
  state: 'verified',
  message: '',
  took: 1,
  probes: seen.map(probe),
  hasSecret: false,
});

it('shows steps in order, each with its probes unless it is folded', () => {
  const steps = [step('s001'), step('s002', 'a', 'b'), step('s003', 'c')];
  const shown = (folded: readonly string[]): string[] => treeRows(steps, new Set(folded)).map(({ key }) => key);
  expect(shown([])).toEqual(['s001', 's002', 's002 0', 's002 1', 's003', 's003 0']);
  expect(shown(['s002'])).toEqual(['s001', 's002', 's003', 's003 0']);
  expect(shown(['s001', 's002', 's003'])).toEqual(['s001', 's002', 's003']);
  expect(treeRows(steps, new Set(['s003'])).map((row) => (row.is === 'step' ? [row.number, row.open] : []))).toEqual([
    [1, false],
    [2, true],
    [],
    [],
    [3, false],
  ]);
});
