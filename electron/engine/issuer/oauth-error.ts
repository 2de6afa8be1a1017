/** Error codes that go over the wire, each from the standard that is named. */
export type OAuthErrorCode =
  // RFC 6749 §5.2, §4.1.2.1
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'access_denied'
  | 'unsupported_response_type'
  | 'server_error'
  | 'temporarily_unavailable'
  // RFC 6750 §3.1
  | 'invalid_token'
  | 'insufficient_scope'
  // RFC 7009 §2.2.1
  | 'unsupported_token_type'
  // RFC 8707 §2, RFC 8693 §2.2.2
  | 'invalid_target'
  // RFC 9396 §5
  | 'invalid_authorization_details'
  // RFC 9449 §5, §8
  | 'invalid_dpop_proof'
  | 'use_dpop_nonce'
  // RFC 7591 §3.2.2
  | 'invalid_redirect_uri'
  | 'invalid_client_metadata';

interface Refusal {
  /** HTTP status; 400 unless said otherwise. */
  readonly status?: number;
  /** Further response headers: `WWW-Authenticate`, `Retry-After`, `DPoP-Nonce`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A refusal of a protocol request. `description` goes over the wire and tells an attacker nothing that the standard does
 * not; `reason` is private: it stands in the journal alone.
 */
export class OAuthError extends Error {
  readonly code: OAuthErrorCode;
  readonly description: string;
  readonly reason: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: OAuthErrorCode, description: string, reason: string, { status = 400, headers = {} }: Refusal = {}) {
    super(`${code}: ${reason}`);
    this.name = 'OAuthError';
    this.code = code;
    this.description = description;
    this.reason = reason;
    this.status = status;
    this.headers = headers;
  }
}
