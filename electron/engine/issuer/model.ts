// The nouns of the issuer. All of them are data: they come out of the journal and go into it. Instants are milliseconds.
import type { Instant, Seconds } from '#shared/model/fact.ts';
import type { IdentityKind } from '#shared/model/identity.ts';

/** Wire values of `grant_types` (RFC 7591 §2). */
export const grantTypes = [
  'client_credentials',
  'authorization_code',
  'refresh_token',
  'urn:ietf:params:oauth:grant-type:token-exchange',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
] as const;
export type GrantType = (typeof grantTypes)[number];

/** Wire values of `token_endpoint_auth_method` (RFC 7591 §2). */
export const authMethods = ['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'] as const;
export type AuthMethod = (typeof authMethods)[number];

/** Signing algorithms of tokens, assertions and proofs (RFC 7518, RFC 8037). The first is the default. */
export const algorithms = ['EdDSA', 'ES256', 'RS256', 'PS256'] as const;
export type Algorithm = (typeof algorithms)[number];

/** A public key as it stands in a JWK set (RFC 7517); never a private one. */
export type PublicJwk = Readonly<Record<string, unknown>> & { readonly kty: string };

/** A secret that was shown once. It has 256 bits of chance, so that one plain hash protects it. */
export interface SecretHash {
  readonly id: string;
  /** SHA-256 of the value, hex. */
  readonly hash: string;
  /** The first characters of the value, to tell one from another; empty where they are not shown. */
  readonly prefix: string;
  readonly createdAt: Instant;
  /** null: until it is rotated or withdrawn. */
  readonly expiresAt: Instant | null;
}

/** Limits that an analyst puts on one client. null: the issuer's own default. */
export interface ClientPolicy {
  readonly accessTtl: Seconds | null;
  readonly refreshIdle: Seconds | null;
  readonly refreshAbsolute: Seconds | null;
  /** Actors in a chain, at most; the issuer's ceiling is 8. */
  readonly depth: number | null;
  /** Live tokens derived from one token, at most. */
  readonly fanOut: number | null;
  /** Resources that an exchange may add beyond the subject token's audience: the edges that a policy names. */
  readonly exchangeTo: readonly string[];
  /** Scopes that only a human can give on the consent page, whatever the client may ask for by itself. */
  readonly humanApproves: readonly string[];
  /** `client_id` that its tokens name in `may_act` (RFC 8693 §4.4): nobody else may act on them. null: no such claim. */
  readonly mayAct: string | null;
}

/** Limits on every token that holds a scope, whichever client it is of. null: no limit of the scope's own. */
export interface ScopePolicy {
  readonly scope: string;
  readonly accessTtl: Seconds | null;
  /** Resources that a token with it may be for, octet for octet. */
  readonly audiences: readonly string[] | null;
  /** Actors in the chain of a token with it, at most. */
  readonly depth: number | null;
  /** Only a human can give it, on the consent page. */
  readonly humanApproves: boolean;
}

/** Everything that authenticates as itself: OAuth clients, API keys, service accounts, workloads, agents. */
export interface Client {
  /** `client_id`. */
  readonly id: string;
  readonly kind: Exclude<IdentityKind, 'human'>;
  readonly name: string;
  readonly status: 'active' | 'disabled';
  readonly createdAt: Instant;
  /** Grows when everything issued to it before must be dead: revocation per client, disabling, rotation after a leak. */
  readonly epoch: number;
  /** Of an API key it is `none`: the key is presented as a token and never at the token endpoint. */
  readonly auth: AuthMethod;
  readonly secrets: readonly SecretHash[];
  readonly keys: readonly PublicJwk[];
  readonly grants: readonly GrantType[];
  readonly scopes: readonly string[];
  readonly defaultScopes: readonly string[];
  /** Resource indicators (RFC 8707) that it may ask for. */
  readonly resources: readonly string[];
  /** `authorization_details` types (RFC 9396) that it may ask for. */
  readonly detailTypes: readonly string[];
  readonly redirectUris: readonly string[];
  readonly dpopBound: boolean;
  readonly opaque: boolean;
  /** A resource server: it may introspect every live token. */
  readonly mayIntrospect: boolean;
  /** Clients on whose tokens it may act: the delegation edges that a policy names. */
  readonly mayActFor: readonly string[];
  /** External issuers whose assertions are taken for this client (RFC 7523 §2.1): each an explicit trust record. */
  readonly trusts: readonly TrustRecord[];
  readonly policy: ClientPolicy;
  /** Who answers for it; null: nobody. */
  readonly owner: string | null;
  readonly origin: 'analyst' | 'registration' | 'playground' | 'questions';
  /** Hash of the registration access token (RFC 7592 §3); null: not registered dynamically. */
  readonly registrationHash: string | null;
}

/** An assertion of exactly this issuer and subject stands for the client. */
export interface TrustRecord {
  readonly issuer: string;
  readonly subject: string;
  readonly keys: readonly PublicJwk[];
}

/** A customer: the one agents act for. */
export interface Human {
  /** `sub`: `hum_…`. */
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly status: 'active' | 'disabled';
  readonly createdAt: Instant;
  readonly epoch: number;
  /** SHA-256, hex, of the sign-in code, which was shown once. */
  readonly codeHash: string;
}

/** One member of `authorization_details` (RFC 9396 §2). */
export type AuthorizationDetail = Readonly<Record<string, unknown>> & { readonly type: string };

/** What a human allowed a client to do: the record behind every token that acts for him. */
export interface Consent {
  readonly id: string;
  readonly clientId: string;
  readonly sub: string;
  readonly scopes: readonly string[];
  readonly details: readonly AuthorizationDetail[];
  readonly resources: readonly string[];
  readonly purpose: string;
  readonly givenAt: Instant;
  /** How it was proven: the page on which the human, signed in, pressed the button. */
  readonly proof: 'consent_page' | 'playground' | 'questions';
  readonly expiresAt: Instant;
  readonly withdrawnAt: Instant | null;
  /** The human's own name, or the analyst's. */
  readonly withdrawnBy: string | null;
}

/** What came of a consent: one authorization, its refresh tokens one family. */
export interface Grant {
  readonly id: string;
  readonly clientId: string;
  readonly sub: string;
  readonly consentId: string;
  readonly scopes: readonly string[];
  readonly resources: readonly string[];
  readonly details: readonly AuthorizationDetail[];
  readonly createdAt: Instant;
  /** No refresh token of it works longer. */
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | null;
  /** Key that refresh tokens are bound to (RFC 9449 §5); null: none. */
  readonly jkt: string | null;
}

/** An authorization code; only its hash is known. Single use. */
export interface Code {
  /** SHA-256, hex. */
  readonly hash: string;
  readonly grantId: string;
  readonly clientId: string;
  readonly redirectUri: string;
  /** S256 (RFC 7636 §4.2). */
  readonly challenge: string;
  /** `dpop_jkt` (RFC 9449 §10). */
  readonly jkt: string | null;
  readonly expiresAt: Instant;
  /** Epochs of client and human when it was made: a revocation of either takes codes that are still under way, too. */
  readonly clientEpoch: number;
  readonly subEpoch: number;
}

/** One token that was issued. It never holds the token's value. */
export interface Token {
  /** `jti`; of an opaque or refresh token the SHA-256 of its value, base64url. */
  readonly jti: string;
  readonly kind: 'access' | 'refresh';
  readonly opaque: boolean;
  /** Key that signed it; null: its value is no JWT. */
  readonly kid: string | null;
  readonly iss: string;
  readonly clientId: string;
  readonly sub: string;
  /** Actors from the first to the one that acts now: the outermost `act` is the last (RFC 8693 §4.1). */
  readonly actors: readonly string[];
  readonly scopes: readonly string[];
  readonly audience: readonly string[];
  readonly details: readonly AuthorizationDetail[];
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  /** Thumbprint of the key it is bound to (RFC 9449 §6.1); null: a bearer token. */
  readonly jkt: string | null;
  /** `may_act.sub`, the client_id that may act on it; null: no such claim. */
  readonly mayAct: string | null;
  /** Tokens it was derived from: subject token and actor token. It dies with any of them. */
  readonly parents: readonly string[];
  readonly grantId: string | null;
  readonly consentId: string | null;
  /** Epochs at the moment of the decision: a revocation that came in between outdates them. */
  readonly clientEpoch: number;
  readonly subEpoch: number;
  readonly via: GrantType;
}

/** The public half of a signing key. The private half lies in `keys/issuer/KID.jwk`. */
export interface SigningKey {
  readonly kid: string;
  readonly algorithm: Algorithm;
  readonly jwk: PublicJwk;
  readonly createdAt: Instant;
  /** `active` signs and verifies, `passive` only verifies what it signed before, `retired` is no longer published. */
  readonly status: 'active' | 'passive' | 'retired';
}

/** Admits registrations until it expires (RFC 7591 §3). */
export interface InitialAccess {
  /** SHA-256, hex. */
  readonly hash: string;
  /** What a client registered with it may ask for at most. */
  readonly scopes: readonly string[];
  /** Resource indicators (RFC 8707) that it may ask for: no member of client metadata names them. */
  readonly resources: readonly string[];
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly withdrawn: boolean;
}

/** What a journal record changes: its `data.issuer`, applied in this order. */
export type Change =
  | { readonly is: 'client'; readonly client: Client }
  | { readonly is: 'client_deleted'; readonly id: string; readonly name: string }
  | { readonly is: 'human'; readonly human: Human }
  | { readonly is: 'human_deleted'; readonly id: string; readonly name: string }
  | { readonly is: 'scope_policy'; readonly policy: ScopePolicy }
  | { readonly is: 'scope_policy_removed'; readonly scope: string }
  | { readonly is: 'consent'; readonly consent: Consent }
  | { readonly is: 'grant'; readonly grant: Grant }
  | { readonly is: 'code'; readonly code: Code }
  /** The code was presented and must never work again. */
  | { readonly is: 'code_used'; readonly hash: string }
  | { readonly is: 'token'; readonly token: Token }
  /** It and everything that was derived from it is dead. */
  | { readonly is: 'token_revoked'; readonly jti: string }
  /** A refresh token that was exchanged for the next one. */
  | { readonly is: 'refresh_used'; readonly jti: string; readonly at: Instant }
  | { readonly is: 'key'; readonly key: SigningKey }
  /** An assertion's or a proof's `jti`, spent until it could not be presented anyway. */
  | { readonly is: 'spent'; readonly key: string; readonly until: Instant }
  | { readonly is: 'initial_access'; readonly access: InitialAccess };

/** The issuer's own defaults and ceilings. Seconds. */
export const limits = {
  accessTtl: 600,
  accessTtlCeiling: 3600,
  refreshIdle: 7 * 86_400,
  refreshAbsolute: 30 * 86_400,
  consent: 90 * 86_400,
  code: 60,
  /** A refresh token that comes again within it was raced, not stolen: refused, but its family lives. */
  refreshGrace: 10,
  skew: 60,
  assertionLife: 300,
  depth: 8,
  actBytes: 4096,
  fanOut: 100,
  bodyBytes: 64 * 1024,
} as const;
