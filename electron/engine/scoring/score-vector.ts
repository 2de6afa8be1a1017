import type { Score } from '#shared/model/score.ts';
import type { Policy } from './policy.ts';
import { scoreOf } from './score.ts';
import { parseVector } from './vector.ts';

/** Recomputes a score from its vector; null: not a vector. Labels that need more than the vector says are poorer. */
export function scoreVector(vector: string, policy: Policy): Score | null {
  const facts = parseVector(vector);
  return facts === null ? null : scoreOf(facts, policy, 0);
}
