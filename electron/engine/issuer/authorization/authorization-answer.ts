import type { OAuthError } from '#engine/issuer/oauth-error.ts';
import { redirect } from '#engine/issuer/pages/page.ts';
import type { HttpResponse } from '#engine/issuer/ports.ts';
import type { Recipient } from './authorization-request.ts';

/** Back to the client, with `iss` in every answer (RFC 9207 §2) and `state` as it came (RFC 6749 §4.1.2). */
export function answerTo(
  { redirectUri, state }: Recipient,
  issuer: string,
  members: Readonly<Record<string, string>>,
): HttpResponse {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries({ ...members, ...(state === null ? {} : { state }), iss: issuer })) {
    url.searchParams.set(name, value);
  }
  return redirect(url.href);
}

/** RFC 6749 §4.1.2.1. */
export const refusalTo = (recipient: Recipient, issuer: string, { code, description }: OAuthError): HttpResponse =>
  answerTo(recipient, issuer, { error: code, error_description: description });
