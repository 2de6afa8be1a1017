import { areWithin, readDetails } from '#engine/issuer/details.ts';
import { oneOf } from '#engine/issuer/form.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { TokenRequest } from '#engine/issuer/token-request.ts';

/**
 * Details (RFC 9396 §5, §6) are permissions beside the scopes: each that is given is of a type that the client may ask
 * for, and lies within one that the authority holds. Without the parameter it is what the authority holds.
 */
export function narrowDetails({ form, authority, client, granted, remarks }: TokenRequest): void {
  const text = oneOf(form, 'authorization_details');
  const mayHave = ({ type }: { readonly type: string }): boolean => client.detailTypes.includes(type);
  if (text === null) {
    granted.details = (authority.details ?? []).filter(mayHave);
    return;
  }
  const wanted = readDetails(text);
  remarks.details['authorization_details'] = wanted;
  const stranger = wanted.find((detail) => !mayHave(detail));
  if (stranger !== undefined) throw refused(`the client may not ask for details of type ${stranger.type}`);
  if (authority.details !== null && !areWithin(wanted, authority.details))
    throw refused('they go beyond what may be had');
  granted.details = wanted;
}

const refused = (reason: string): OAuthError =>
  new OAuthError(
    'invalid_authorization_details',
    'The authorization details go beyond what may be had.',
    `authorization_details: ${reason}`,
  );
