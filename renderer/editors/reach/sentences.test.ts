import { describe, expect, it } from 'vitest';
import { comparison, fixTitle, reachTitle } from './sentences.ts';

const run = (identities: number, customers: number, score: number | null = 80) => ({
  identities,
  people: 0,
  customers,
  resources: 2,
  reach: customers + 2,
  score,
  hops: [
    { identities: 1, people: 0, customers, resources: 2, discount: 1 },
    { identities: identities - 1, people: 0, customers: 0, resources: 0, discount: 0.5 },
  ],
});
const nodes = {
  hop: new Uint16Array(),
  kind: new Uint8Array(),
  via: new Uint32Array(),
  weight: new Float64Array(),
  lost: new Uint8Array(),
};
const view = (before: ReturnType<typeof run>, after: ReturnType<typeof run> | null = null) => ({
  identity: { id: 'idn_a', name: 'shop-assist', kind: 'agent' as const },
  before,
  after,
  edges: [],
  removed: [],
  nodes,
});

describe('the words of a blast radius', () => {
  it('name what is reached', () => {
    expect(reachTitle(view(run(42, 1200)))).toBe(
      'A thief of shop-assist reaches 41 other identities, 1,200 customers and 2 resources',
    );
    expect(reachTitle(view(run(1, 0)))).toBe(
      'A thief of shop-assist reaches 0 customers and 2 resources, and no other identity',
    );
  });

  it('say what a fix leaves', () => {
    expect(fixTitle(view(run(42, 1200)))).toBe('Take something away to see what it leaves');
    expect(fixTitle(view(run(42, 1200), run(2, 200)))).toBe(
      'The fix puts 40 identities and 1,000 customers out of reach',
    );
    expect(fixTitle(view(run(42, 1200), run(2, 1200)))).toBe('The fix puts 40 identities out of reach');
    expect(fixTitle(view(run(42, 1200), run(42, 1200)))).toBe(
      'The fix changes nothing: everything is reached another way',
    );
  });

  it('put both runs beside each other with the difference', () => {
    const lines = comparison({ before: run(42, 1200), after: run(2, 1200, 71) });
    expect(lines.slice(0, 1)).toEqual([
      { key: 'identities', label: 'Identities', before: '42', after: '2', difference: '−40' },
    ]);
    expect(lines.map(({ label, difference }) => `${label} ${difference}`)).toContain('Score −9');
    expect(lines.at(-1)).toMatchObject({ label: 'Hop 2, counts × 0.5', before: '41', after: '1', difference: '−40' });
    expect(comparison({ before: run(1, 0, null), after: null }).find(({ key }) => key === 'score')).toMatchObject({
      before: 'people have none',
      after: '',
      difference: '',
    });
  });
});
