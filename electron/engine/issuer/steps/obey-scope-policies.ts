import { OAuthError } from '#engine/issuer/oauth-error.ts';
import { strictest } from '#engine/issuer/scope-policies.ts';
import type { TokenRequest } from '#engine/issuer/token-request.ts';

/** Scopes and audience are known: a scope may have limits of its own on who it is for, and on how far from its owner. */
export function obeyScopePolicies({ authority, granted, ports: { state }, flow, remarks }: TokenRequest): void {
  if (state.scopePolicies.size === 0) return;
  for (const scope of granted.scopes) {
    const audiences = state.scopePolicies.get(scope)?.audiences ?? null;
    const foreign = audiences === null ? undefined : granted.audience.find((each) => !audiences.includes(each));
    if (foreign === undefined) continue;
    remarks.policy = `scope:${scope}`;
    throw new OAuthError(
      'invalid_target',
      'The resource is not one that may be asked for.',
      `${scope} is not for ${foreign}`,
    );
  }
  const depth = strictest(granted.scopes, state, (policy) => policy.depth);
  if (depth === null || authority.actors.length <= depth.limit) return;
  remarks.policy = `scope:${depth.scope}`;
  throw new OAuthError(
    flow.unacceptable,
    'This delegation is not permitted.',
    `${authority.actors.length} actors where ${depth.scope} allows ${depth.limit}`,
  );
}
