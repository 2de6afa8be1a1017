import { bindResource } from '#engine/issuer/steps/bind-resource.ts';
import { issueAccessToken } from '#engine/issuer/steps/issue-access-token.ts';
import { keepBinding } from '#engine/issuer/steps/keep-binding.ts';
import { limitDepth } from '#engine/issuer/steps/limit-depth.ts';
import { limitFanOut } from '#engine/issuer/steps/limit-fan-out.ts';
import { limitLifetime } from '#engine/issuer/steps/limit-lifetime.ts';
import { nameTokenType } from '#engine/issuer/steps/name-token-type.ts';
import { narrowDetails } from '#engine/issuer/steps/narrow-details.ts';
import { narrowScope } from '#engine/issuer/steps/narrow-scope.ts';
import { obeyScopePolicies } from '#engine/issuer/steps/obey-scope-policies.ts';
import { takeActorToken } from '#engine/issuer/steps/take-actor-token.ts';
import { takeSubjectToken } from '#engine/issuer/steps/take-subject-token.ts';
import type { GrantFlow } from '#engine/issuer/token-request.ts';

/** RFC 8693: a token for one who acts for another, or a narrower one for oneself. Impersonation is not to be had. */
export const tokenExchange: GrantFlow = {
  id: 'urn:ietf:params:oauth:grant-type:token-exchange',
  action: 'token.exchanged',
  parameters: {
    subject_token: 'required',
    subject_token_type: 'required',
    actor_token: 'optional',
    actor_token_type: 'optional',
    requested_token_type: 'optional',
    scope: 'optional',
    resource: 'optional',
    audience: 'optional',
    authorization_details: 'optional',
  },
  // RFC 8693 §2.2.2.
  unacceptable: 'invalid_request',
  steps: [
    nameTokenType,
    takeSubjectToken,
    takeActorToken,
    limitDepth,
    keepBinding,
    narrowScope,
    bindResource,
    narrowDetails,
    obeyScopePolicies,
    limitLifetime,
    limitFanOut,
    issueAccessToken,
  ],
};
