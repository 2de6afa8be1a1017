import type { Facts } from '#engine/inventory/facts.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { Score, ScoreComponent, ScorePart } from '#shared/model/score.ts';
import { bandOf } from '#shared/model/score.ts';
import type { Spans } from './components.ts';
import { components } from './components.ts';
import { floorList } from './floors.ts';
import type { Policy } from './policy.ts';
import { scoreOne } from './score-one.ts';
import { isDead } from './totals.ts';
import { vectorOf } from './vector.ts';
import type { Words } from './words.ts';
import {
  autonomyWords,
  breadthWords,
  credentialWords,
  lifetimeWords,
  ownershipWords,
  reachWords,
  rotationWords,
  sensitivityWords,
  standingWords,
  unusedWords,
} from './words.ts';

/**
 * The whole score of PRODUCT section 5 with its reasons. The `weighted` of the parts and a floor's rest add up to the value
 * before rounding. A disabled or expired identity none of whose tokens is alive scores 0
 * and has neither parts nor floors. Not for humans.
 */
export function scoreOf(facts: Facts, policy: Policy, now: Instant): Score {
  const { columns, spans, ...totals } = scoreOne(facts, policy, now);
  const dead = isDead(facts.status, facts.residualUntil, now);
  return {
    ...totals,
    band: bandOf(totals.value),
    parts: dead ? [] : partsOf(facts, spans, policy, now),
    floors: dead ? [] : floorList(columns, 0, policy),
    vector: vectorOf(facts, now, policy),
    policy: policy.hash,
  };
}

function partsOf(facts: Facts, spans: Spans, policy: Policy, now: Instant): readonly ScorePart[] {
  const { axes, most } = policy.data;
  const part = (
    component: ScoreComponent,
    axis: ScorePart['axis'],
    at: readonly number[],
    top: number,
    words: Words,
  ): ScorePart => {
    const sum = (column: Float64Array): number => at.reduce((total, index) => total + (column[index] ?? 0), 0);
    const [low, points, high] = [sum(spans.low), sum(spans.value), sum(spans.high)];
    return {
      component,
      axis,
      points,
      low,
      high,
      most: top,
      weighted: points * axes[axis],
      ...words,
      unknown: low < high,
    };
  };
  const c = components;
  return [
    part('sensitivity', 'power', [c.sensitivity], most.sensitivity, sensitivityWords(facts)),
    part('breadth', 'power', [c.breadth], most.breadth, breadthWords(facts, policy)),
    part('reach', 'power', [c.reach], most.reach, reachWords(facts)),
    part('autonomy', 'power', [c.autonomy], most.autonomy, autonomyWords(facts)),
    part('credential', 'exposure', [c.credential], most.credential, credentialWords(facts)),
    part('lifetime', 'exposure', [c.lifetime], most.lifetime, lifetimeWords(facts)),
    part('standing', 'exposure', [c.standing], most.standing, standingWords(facts)),
    part('rotation', 'exposure', [c.rotation], most.rotation, rotationWords(facts, policy, now)),
    part('unused', 'exposure', [c.unused], most.unused, unusedWords(facts, policy, now)),
    part('ownership', 'exposure', [c.owner, c.consent], most.owner + most.consent, ownershipWords(facts, policy, now)),
  ];
}
