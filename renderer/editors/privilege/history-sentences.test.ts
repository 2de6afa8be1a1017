import { describe, expect, it } from 'vitest';
import type { FleetSample } from '#renderer/state/score-history.ts';
import { bandsTitle, moversTitle, provenance, spreadTitle } from './history-sentences.ts';

const sample = (seq: number, critical: number, median: number | null, policy = 'abc123'): FleetSample => ({
  seq,
  at: 0,
  summary: 'Imported',
  object: 'keys.csv',
  policy,
  head: `${seq}`.repeat(64),
  scored: 10,
  bands: { critical, high: 1, medium: 0, low: 0, minimal: 0 },
  median,
  p90: median === null ? null : median + 20,
});

describe('titles of scores over time', () => {
  it('say what moved since the first sample', () => {
    expect(bandsTitle([sample(2, 1, 40), sample(5, 3, 50)])).toBe('Critical or high went from 2 to 4 since record #2');
    expect(bandsTitle([sample(2, 0, 40)])).toBe('1 identity critical or high since record #2');
    expect(bandsTitle([sample(2, 0, 40), sample(3, 0, 40)])).toBe(
      '1 identity critical or high, as many as of record #2',
    );
    expect(bandsTitle([])).toBe('No score yet');
    expect(spreadTitle([sample(1, 0, null), sample(2, 1, 40), sample(5, 3, 50)])).toBe(
      'Median 40 → 50, 90th percentile 60 → 70',
    );
    expect(spreadTitle([sample(2, 1, 40)])).toBe('Median 40, 90th percentile 60');
  });

  it('name the last import, every policy and the head', () => {
    expect(moversTitle({ from: 2, to: 5, risen: 2, fallen: 0, rows: [] })).toBe('2 rose with the last import, #5');
    expect(moversTitle({ from: 2, to: 5, risen: 1200, fallen: 3, rows: [] })).toBe(
      '1,200 rose and 3 fell with the last import, #5',
    );
    expect(moversTitle(null)).toBe('No earlier sample to move from');
    expect(provenance([sample(2, 1, 40), sample(5, 1, 40, 'def456')], 3)).toBe(
      'policies abc123, def456; head 5555555555 of record #5, 3 changes not sampled',
    );
  });
});
