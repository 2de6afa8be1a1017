import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Facts } from '#engine/inventory/facts.ts';
import { autonomies, ownerStates } from '#engine/inventory/facts.ts';
import { dayMs } from '#shared/lib/duration.ts';
import { plainFacts } from '#test/support/builders.ts';
import { scoreIf } from './counterfactual.ts';
import { preparePolicy, standardPolicy } from './policy.ts';
import { scoreOf } from './score.ts';

const policy = preparePolicy(standardPolicy, (text) => createHash('sha256').update(text).digest('hex'));
const now = Date.UTC(2026, 2, 14, 12, 4);
const ago = (days: number): number => now - days * dayMs;

/** PRODUCT section 5, "Worked examples": inputs as the table has them. */
const examples: readonly [
  string,
  Partial<Facts>,
  { power: number; exposure: number; raw: number; value: number; floors: string[] },
][] = [
  [
    'legacy ERP API key',
    {
      tier: 0,
      knownTier: 0,
      breadth: 32,
      reach: 20_000,
      autonomy: autonomies.indexOf('unattended'),
      credential: 20,
      lifetime: 31_536_000,
      endlessCredential: 1,
      standing: 0,
      rotatedAt: ago(800),
      unused: 0.9,
      owner: ownerStates.indexOf('departed'),
      consent: -1,
      activeCredentials: 1,
    },
    { power: 97.2, exposure: 89.5, raw: 94.1, value: 94, floors: ['F1', 'F5'] },
  ],
  [
    'shopping agent, 30-day broad token',
    {
      tier: 1,
      knownTier: 1,
      breadth: 12,
      reach: 40_000,
      customers: 40_000,
      autonomy: autonomies.indexOf('unattended'),
      credential: 16,
      lifetime: 2_592_000,
      standing: 0,
      rotatedAt: ago(200),
      unused: 0.6,
      owner: ownerStates.indexOf('single'),
      consent: 2,
      activeCredentials: 1,
    },
    { power: 80.1, exposure: 76.7, raw: 78.7, value: 80, floors: ['F7', 'F4'] },
  ],
  [
    'same agent after the fix',
    {
      tier: 1,
      knownTier: 1,
      breadth: 4,
      reach: 1,
      customers: 1,
      autonomy: autonomies.indexOf('delegated'),
      credential: 3,
      bound: 1,
      lifetime: 300,
      standing: 2,
      rotatedAt: ago(20),
      unused: 0.1,
      owner: ownerStates.indexOf('backed'),
      consent: 0,
      consentAt: ago(5),
      activeCredentials: 1,
    },
    { power: 47.4, exposure: 8.2, raw: 31.7, value: 32, floors: [] },
  ],
  [
    'read-only metrics client',
    {
      tier: 3,
      knownTier: 3,
      breadth: 2,
      reach: 1,
      autonomy: autonomies.indexOf('bounded_job'),
      credential: 16,
      lifetime: 3600,
      standing: 0,
      rotatedAt: ago(60),
      unused: 0,
      owner: ownerStates.indexOf('team'),
      consent: -1,
      activeCredentials: 1,
    },
    { power: 23.5, exposure: 41.3, raw: 30.6, value: 31, floors: [] },
  ],
  [
    'admin CI job with workload federation',
    {
      tier: 0,
      knownTier: 0,
      canMint: 1,
      breadth: 24,
      reach: 500,
      autonomy: autonomies.indexOf('bounded_job'),
      credential: 1,
      lifetime: 900,
      standing: 2,
      rotatedAt: Number.POSITIVE_INFINITY,
      unused: 0.3,
      owner: ownerStates.indexOf('backed'),
      consent: -1,
      activeCredentials: 1,
    },
    { power: 84.2, exposure: 9.4, raw: 54.3, value: 54, floors: [] },
  ],
  [
    'orphan webhook key',
    {
      tier: 2,
      knownTier: 2,
      breadth: 3,
      reach: 50,
      autonomy: autonomies.indexOf('unattended'),
      credential: 20,
      lifetime: 31_536_000,
      standing: 0,
      rotatedAt: ago(500),
      unused: 1,
      owner: ownerStates.indexOf('departed'),
      consent: -1,
      activeCredentials: 1,
    },
    { power: 47.8, exposure: 91.0, raw: 65.1, value: 70, floors: ['F5'] },
  ],
];

describe('scoreOf', () => {
  it.each(examples)('%s scores as PRODUCT section 5 works it out', (_name, facts, expected) => {
    const score = scoreOf({ ...plainFacts, ...facts }, policy, now);
    const raw = score.parts.reduce((sum, part) => sum + part.weighted, 0);
    expect({
      power: score.power,
      exposure: score.exposure,
      raw: Math.round(raw * 10) / 10,
      value: score.value,
      floors: score.floors.filter((floor) => floor.certain).map((floor) => floor.id),
    }).toEqual(expected);
    expect([score.low, score.high, score.confidence]).toEqual([expected.value, expected.value, 1]);
  });

  it('counts an uncertain floor only for the upper bound', () => {
    const facts = { ...plainFacts, ...examples[1]?.[1], consent: Number.NaN, lifetime: Number.NaN };
    const score = scoreOf(facts, policy, now);
    expect(score.floors.map((floor) => [floor.id, floor.certain])).toEqual([
      ['F7', false],
      ['F4', false],
    ]);
    expect(score.value).toBeLessThan(80);
    expect(score.high).toBeGreaterThanOrEqual(80);
    // 20 points of lifetime and 4 of consent, on the axis that weighs 0.4.
    expect(score.confidence).toBeCloseTo(1 - (24 * 0.4) / 100, 10);
  });

  it('shows what is unknown as a span around its middle', () => {
    const score = scoreOf({ ...plainFacts, lifetime: Number.NaN }, policy, now);
    const part = score.parts.find((each) => each.component === 'lifetime');
    expect(part).toMatchObject({ points: 10, low: 0, high: 20, unknown: true, label: 'Lifetime unknown' });
  });

  it('takes an unclassified scope at its worst and says how low it may be', () => {
    const score = scoreOf({ ...plainFacts, tier: 1, knownTier: 3, classified: 0 }, policy, now);
    expect(score.parts[0]).toMatchObject({ points: 32, low: 6, high: 32, unknown: true });
    expect(score.low).toBeLessThan(score.value);
    expect(score.high).toBe(score.value);
  });

  describe('of what is disabled or expired', () => {
    const facts = { ...plainFacts, ...examples[0]?.[1] };
    const alive = scoreOf(facts, policy, now);

    it.each([1, 2])('is 0 once its last token has ended, not before (status %i)', (status) => {
      const scoreAt = (at: number): ReturnType<typeof scoreOf> =>
        scoreOf({ ...facts, status, residualUntil: now + 300_000 }, policy, at);
      expect(scoreAt(now + 299_999)).toMatchObject({ value: alive.value, low: alive.low, high: alive.high });
      expect(scoreAt(now + 300_000)).toMatchObject({ value: 0, low: 0, high: 0, confidence: 1, parts: [], floors: [] });
    });

    it('is 0 where it has no token at all', () => {
      expect(scoreOf({ ...facts, status: 1 }, policy, now)).toMatchObject({ value: 0, band: 'minimal' });
    });

    it('stays, down to 0, where nobody knows how long its tokens live', () => {
      const score = scoreOf({ ...facts, status: 1, residualUntil: Number.NaN }, policy, now);
      expect(score).toMatchObject({ value: alive.value, low: 0, high: alive.high });
      expect(score.vector).toContain('/D:?');
    });
  });

  it('says in words what each bar stands for', () => {
    const labels = scoreOf({ ...plainFacts, ...examples[1]?.[1] }, policy, now).parts.map((part) => part.label);
    expect(labels).toContain('Reaches 40,000 people');
    expect(labels).toContain('Lives 30 d without a human');
    expect(labels).toContain('Rotated 200 d ago, policy 90 d');
    expect(labels).toContain('Client secret, not sender-bound');
    expect(labels).toContain('One owner, no backup, no live consent');
  });

  it('answers what one change would bring', () => {
    const facts = { ...plainFacts, ...examples[1]?.[1] };
    expect(scoreIf(facts, policy, now, { lifetime: 300, consent: 0, consentAt: now })).toBe(71);
    expect(scoreIf(facts, policy, now, {})).toBe(80);
  });

  it('names the policy by the hash of its content', () => {
    expect(policy.hash).toMatch(/^[0-9a-f]{6}$/);
    expect(policy.fullHash.startsWith(policy.hash)).toBe(true);
    const other = preparePolicy({ ...standardPolicy, axes: { power: 0.5, exposure: 0.5 } }, (text) =>
      createHash('sha256').update(text).digest('hex'),
    );
    expect(other.hash).not.toBe(policy.hash);
  });
});
