import type { Client, InitialAccess } from '#engine/issuer/model.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { HttpRequest, IssuerPorts } from '#engine/issuer/ports.ts';

/** The one Bearer token of a request (RFC 6750 §2.1); null: there is none. */
export function bearerOf({ headers }: HttpRequest): string | null {
  const [header, ...more] = headers.get('authorization') ?? [];
  const found = /^bearer +([\w.~+/-]+=*)$/i.exec(header ?? '')?.[1];
  return more.length > 0 || found === undefined ? null : found;
}

/** The initial access token that admits a registration (RFC 7591 §3). Throws invalid_token. */
export function admit(
  request: HttpRequest,
  { state, hash, clock }: Pick<IssuerPorts, 'state' | 'hash' | 'clock'>,
): InitialAccess {
  const value = bearerOf(request);
  const access = value === null ? undefined : state.initialAccess.get(hash.sha256(value));
  if (access === undefined) throw refused(request, 'no initial access token, or an unknown one');
  if (access.withdrawn || clock.now() >= access.expiresAt)
    throw refused(request, 'the initial access token is withdrawn or has expired');
  return access;
}

/** The client whose registration access token was presented at its own address (RFC 7592 §2). Throws invalid_token. */
export function registrant(
  request: HttpRequest,
  clientId: string,
  { state, hash }: Pick<IssuerPorts, 'state' | 'hash'>,
): { readonly client: Client; readonly value: string } {
  const value = bearerOf(request);
  const client = state.clients.get(clientId);
  if (value === null || client === undefined || client.registrationHash !== hash.sha256(value)) {
    throw refused(request, 'no registration access token, or not the one of this client');
  }
  if (client.status !== 'active') throw refused(request, 'the client is disabled');
  return { client, value };
}

/** RFC 6750 §3.1: who brought no token is told of none that is wrong. */
function refused(request: HttpRequest, reason: string): OAuthError {
  const error = request.headers.has('authorization') ? ', error="invalid_token"' : '';
  return new OAuthError('invalid_token', 'The access token is not valid here.', reason, {
    status: 401,
    headers: { 'WWW-Authenticate': `Bearer realm="NHI Workbench issuer"${error}` },
  });
}
