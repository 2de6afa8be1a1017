import { bindResource } from '#engine/issuer/steps/bind-resource.ts';
import { issueAccessToken } from '#engine/issuer/steps/issue-access-token.ts';
import { issueRefreshToken } from '#engine/issuer/steps/issue-refresh-token.ts';
import { keepBinding } from '#engine/issuer/steps/keep-binding.ts';
import { limitDepth } from '#engine/issuer/steps/limit-depth.ts';
import { limitLifetime } from '#engine/issuer/steps/limit-lifetime.ts';
import { narrowDetails } from '#engine/issuer/steps/narrow-details.ts';
import { narrowScope } from '#engine/issuer/steps/narrow-scope.ts';
import { obeyScopePolicies } from '#engine/issuer/steps/obey-scope-policies.ts';
import { takeCode } from '#engine/issuer/steps/take-code.ts';
import type { GrantFlow } from '#engine/issuer/token-request.ts';

/** RFC 6749 §4.1.3 with PKCE (RFC 7636 §4.5). `scope` was decided on the consent page. */
export const authorizationCode: GrantFlow = {
  id: 'authorization_code',
  action: 'token.issued',
  parameters: {
    code: 'required',
    redirect_uri: 'required',
    code_verifier: 'required',
    resource: 'optional',
    authorization_details: 'optional',
  },
  unacceptable: 'invalid_grant',
  steps: [
    takeCode,
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
