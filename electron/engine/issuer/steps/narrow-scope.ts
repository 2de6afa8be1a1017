import { oneOf } from '#engine/issuer/form.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import { intersect, readScope, without } from '#engine/issuer/scopes.ts';
import type { TokenRequest } from '#engine/issuer/token-request.ts';

/**
 * Given is what was asked for, if the authority, the client's registration and its policy all have it; more is refused
 * (RFC 6749 §3.3, §6). Without `scope` it is what they all have, and never nothing where there was something to give.
 */
export function narrowScope(asked: TokenRequest): void {
  const { authority, client, granted, remarks, ports } = asked;
  const scope = oneOf(asked.form, 'scope');
  const byHumans = (name: string): boolean => ports.state.scopePolicies.get(name)?.humanApproves === true;
  const notByItself =
    authority.consentId === null ? [...client.policy.humanApproves, ...authority.scopes.filter(byHumans)] : [];
  const most = without(intersect(authority.scopes, client.scopes), notByItself);
  const wanted = scope === null ? authority.defaultScopes : readScope(scope);
  remarks.details['scopes_asked'] = scope === null ? null : wanted;
  granted.scopes = intersect(wanted, most);
  remarks.details['scopes_given'] = granted.scopes;
  const isRefused =
    scope === null ? granted.scopes.length === 0 && wanted.length > 0 : granted.scopes.length < wanted.length;
  if (!isRefused) return;
  const [first = ''] = without(wanted, most);
  if (authority.consentId === null && byHumans(first)) remarks.policy = `scope:${first}`;
  throw new OAuthError('invalid_scope', 'The scope goes beyond what may be had.', reasonOf(first));

  function reasonOf(missing: string): string {
    if (!authority.scopes.includes(missing)) return `${missing} is not among the scopes that there are to give`;
    return client.scopes.includes(missing) ? `only a human can give ${missing}` : `the client lacks ${missing}`;
  }
}
