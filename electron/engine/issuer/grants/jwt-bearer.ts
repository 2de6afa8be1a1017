import { bindResource } from '#engine/issuer/steps/bind-resource.ts';
import { issueAccessToken } from '#engine/issuer/steps/issue-access-token.ts';
import { limitLifetime } from '#engine/issuer/steps/limit-lifetime.ts';
import { narrowDetails } from '#engine/issuer/steps/narrow-details.ts';
import { narrowScope } from '#engine/issuer/steps/narrow-scope.ts';
import { obeyScopePolicies } from '#engine/issuer/steps/obey-scope-policies.ts';
import { takeAssertion } from '#engine/issuer/steps/take-assertion.ts';
import type { GrantFlow } from '#engine/issuer/token-request.ts';

/** RFC 7523 §2.1: a workload is known by what its platform's issuer says of it, and needs no secret of its own. */
export const jwtBearer: GrantFlow = {
  id: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
  action: 'token.issued',
  parameters: { assertion: 'required', scope: 'optional', resource: 'optional', authorization_details: 'optional' },
  unacceptable: 'invalid_grant',
  steps: [takeAssertion, narrowScope, bindResource, narrowDetails, obeyScopePolicies, limitLifetime, issueAccessToken],
};
