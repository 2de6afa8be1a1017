import { bindResource } from '#engine/issuer/steps/bind-resource.ts';
import { issueAccessToken } from '#engine/issuer/steps/issue-access-token.ts';
import { issueRefreshToken } from '#engine/issuer/steps/issue-refresh-token.ts';
import { keepBinding } from '#engine/issuer/steps/keep-binding.ts';
import { limitDepth } from '#engine/issuer/steps/limit-depth.ts';
import { limitLifetime } from '#engine/issuer/steps/limit-lifetime.ts';
import { narrowDetails } from '#engine/issuer/steps/narrow-details.ts';
import { narrowScope } from '#engine/issuer/steps/narrow-scope.ts';
import { obeyScopePolicies } from '#engine/issuer/steps/obey-scope-policies.ts';
import { takeRefreshToken } from '#engine/issuer/steps/take-refresh-token.ts';
import type { GrantFlow } from '#engine/issuer/token-request.ts';

/** RFC 6749 §6 with rotation (RFC 9700 §4.14.2): each refresh token works once. */
export const refreshToken: GrantFlow = {
  id: 'refresh_token',
  action: 'token.refreshed',
  parameters: { refresh_token: 'required', scope: 'optional', resource: 'optional', authorization_details: 'optional' },
  unacceptable: 'invalid_grant',
  steps: [
    takeRefreshToken,
    keepBinding,
    limitDepth,
    narrowScope,
    bindResource,
    narrowDetails,
    obeyScopePolicies,
    limitLifetime,
    issueAccessToken,
    issueRefreshToken,
  ],
};
