// How an OAuth client is registered, in the words of RFC 7591 §2, and what its authorization server lets happen.
import type { Fact, Instant } from './fact.ts';

/** RFC 6749 §2.1: whether it can keep a secret. */
export const clientTypes = ['confidential', 'public'] as const;
export type ClientType = (typeof clientTypes)[number];

/** The profiles of RFC 6749 §2.1; `service`: nobody signs in through it. OpenID Connect registers only `web` and `native`. */
export const applicationTypes = ['web', 'user_agent', 'native', 'service'] as const;
export type ApplicationType = (typeof applicationTypes)[number];

/**
 * What the server wants of its authorization requests (RFC 7636): `S256` nothing less, `plain` the verifier itself will
 * do, `optional` none at all will do.
 */
export const pkcePolicies = ['S256', 'plain', 'optional'] as const;
export type PkcePolicy = (typeof pkcePolicies)[number];

/** How the server compares a redirect URI with the registered ones: by octets, or an asterisk stands for any text. */
export const redirectMatches = ['exact', 'pattern'] as const;
export type RedirectMatch = (typeof redirectMatches)[number];

/** Who put it there: the client itself (RFC 7591), an administrator, or nobody: its id is the address of its metadata. */
export const registrationWays = ['dynamic', 'administrator', 'metadata_document'] as const;
export type RegistrationWay = (typeof registrationWays)[number];

/** Whom the server lets register (RFC 7591 §3): `anybody`, who holds an initial access `token`, or nobody. */
export const registrationDoors = ['anybody', 'token', 'closed'] as const;
export type RegistrationDoor = (typeof registrationDoors)[number];

/** Whose client id metadata documents the server takes: those of any domain, of listed ones, none. */
export const documentDoors = ['any_domain', 'listed', 'closed'] as const;
export type DocumentDoor = (typeof documentDoors)[number];

/** What is said of the authorization server as a whole; every client of it carries the same. */
export interface ServerTraits {
  readonly registration: Fact<RegistrationDoor>;
  readonly documents: Fact<DocumentDoor>;
  /** `code_challenge_methods_supported` (RFC 8414 §2). */
  readonly challengeMethods: Fact<readonly string[]>;
  /** `authorization_response_iss_parameter_supported` (RFC 9207 §3). */
  readonly namesIssuer: Fact<boolean>;
}

/** Rotation of refresh tokens stands in TokenPolicy, what binds tokens with the credentials. */
export interface Registration {
  /** `redirect_uris`, at most `mostUris`. */
  readonly redirectUris: Fact<readonly string[]>;
  readonly redirectMatch: Fact<RedirectMatch>;
  /** `grant_types`. */
  readonly grantTypes: Fact<readonly string[]>;
  /** `response_types`. */
  readonly responseTypes: Fact<readonly string[]>;
  /** Whom its tokens may be for (`aud`); empty: nothing says whom, and every resource server takes them for its own. */
  readonly audiences: Fact<readonly string[]>;
  /** `token_endpoint_auth_method`. */
  readonly authMethod: Fact<string>;
  readonly clientType: Fact<ClientType>;
  readonly applicationType: Fact<ApplicationType>;
  readonly pkce: Fact<PkcePolicy>;
  /** `client_uri`: the page about the client. */
  readonly clientUri: Fact<string>;
  /** `logo_uri`, `tos_uri`, `policy_uri`, `jwks_uri` and the address of a metadata document. */
  readonly metadataUris: readonly string[];
  readonly way: Fact<RegistrationWay>;
  /** When the registration was last changed, by whomever. */
  readonly changedAt: Fact<Instant>;
  readonly server: ServerTraits;
}

/** Addresses that are kept of one list; more of them say nothing new. */
export const mostUris = 100;
/** Names that are kept of one list: grant types, response types. */
export const mostNames = 30;

/** How its values are written wherever a person reads them. */
export const registrationWords: Readonly<Record<string, string>> = {
  user_agent: 'user-agent-based',
  S256: 'S256 required',
  plain: 'required, the verifier itself will do',
  optional: 'not required',
  exact: 'octet by octet',
  pattern: 'an asterisk stands for any text',
  dynamic: 'itself (RFC 7591)',
  administrator: 'an administrator',
  metadata_document: 'nobody: its id is the address of its metadata',
  anybody: 'anybody',
  token: 'who holds a token for it',
  closed: 'nobody',
  any_domain: 'of any domain',
  listed: 'of listed domains',
};
