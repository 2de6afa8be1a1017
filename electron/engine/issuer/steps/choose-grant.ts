import { oneOf, onlyOf } from '#engine/issuer/form.ts';
import { grantFlows } from '#engine/issuer/grants/index.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { TokenRequest } from '#engine/issuer/token-request.ts';

const byType = new Map<string, (typeof grantFlows)[number]>(grantFlows.map((flow) => [flow.id, flow]));

/** The grant must be known, registered for the client, and have what it needs (RFC 6749 §5.2). */
export function chooseGrant(asked: TokenRequest): void {
  const type = oneOf(asked.form, 'grant_type');
  if (type === null) throw new OAuthError('invalid_request', 'grant_type is missing.', 'no grant_type');
  const flow = byType.get(type);
  if (flow === undefined)
    throw new OAuthError('unsupported_grant_type', 'The grant type is not supported.', 'unknown grant_type');
  asked.flow = flow;
  const { client, remarks } = asked;
  remarks.policy = `client:${client.id}`;
  if (!client.grants.includes(flow.id)) {
    throw new OAuthError(
      'unauthorized_client',
      'The client may not use this grant type.',
      'the grant is not registered',
    );
  }
  asked.form = onlyOf(asked.form, Object.keys(flow.parameters));
  for (const [name, need] of Object.entries(flow.parameters)) {
    if (need === 'required' && !asked.form.has(name)) {
      throw new OAuthError('invalid_request', `${name} is missing.`, `no ${name}`);
    }
  }
}
