import type { Grant } from '#shared/model/grant.ts';
import type { RuleContext } from './rule.ts';

/** The human in whose name a grant acts, where that one is disabled, left or no longer listed; null: there is nobody to miss. */
export function goneHumanOf(
  { onBehalfOf }: Pick<Grant, 'onBehalfOf'>,
  { whoIs }: Pick<RuleContext, 'whoIs'>,
): NonNullable<ReturnType<RuleContext['whoIs']>> | null {
  const found = onBehalfOf === null ? null : whoIs(onBehalfOf);
  return found === null || found.kind !== 'human' || found.state === 'active' ? null : found;
}
