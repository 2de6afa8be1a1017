import { bindResource } from '#engine/issuer/steps/bind-resource.ts';
import { issueAccessToken } from '#engine/issuer/steps/issue-access-token.ts';
import { limitLifetime } from '#engine/issuer/steps/limit-lifetime.ts';
import { narrowDetails } from '#engine/issuer/steps/narrow-details.ts';
import { narrowScope } from '#engine/issuer/steps/narrow-scope.ts';
import { obeyScopePolicies } from '#engine/issuer/steps/obey-scope-policies.ts';
import { speakForItself } from '#engine/issuer/steps/speak-for-itself.ts';
import type { GrantFlow } from '#engine/issuer/token-request.ts';

/** RFC 6749 §4.4: no refresh token (§4.4.3), `sub` is the client (RFC 9068 §2.2). */
export const clientCredentials: GrantFlow = {
  id: 'client_credentials',
  action: 'token.issued',
  parameters: { scope: 'optional', resource: 'optional', authorization_details: 'optional' },
  unacceptable: 'invalid_grant',
  steps: [speakForItself, narrowScope, bindResource, narrowDetails, obeyScopePolicies, limitLifetime, issueAccessToken],
};
