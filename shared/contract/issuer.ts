import { z } from 'zod';
import { long, read, watch, write } from './define.ts';
import { count, identityId, instant, kind } from './values.ts';

// The local issuer: its clients, humans, consents and tokens. Durations are seconds. Values of secrets cross once, in the
// answer to the call that made them, and never again.

export const clientId = z.string().min(1).max(128);
export const humanId = z.string().min(1).max(64);
export const jti = z.string().min(1).max(128);
const scope = z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,128}$/, 'RFC 6749 §3.3');
export const scopes = z.array(scope).max(200);
const uri = z.string().min(1).max(2048);
const duration = z.number().int().positive();
const name = z.string().trim().min(1).max(200);

export const grantType = z.enum([
  'client_credentials',
  'authorization_code',
  'refresh_token',
  'urn:ietf:params:oauth:grant-type:token-exchange',
  'urn:ietf:params:oauth:grant-type:jwt-bearer',
]);
export const authMethod = z.enum(['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt']);
export const algorithm = z.enum(['EdDSA', 'ES256', 'RS256', 'PS256']);
export const assertionAudience = z.enum(['issuer', 'issuer_or_token_endpoint']);
export const clientKind = kind.exclude(['human']);
const jwk = z.record(z.string(), z.unknown());
/** Assertions of exactly this issuer and subject, signed by one of its public keys, stand for the client (RFC 7523 §2.1). */
const trust = z.object({ issuer: uri, subject: z.string().min(1).max(2048), keys: z.array(jwk).min(1).max(10) });

const policyMembers = {
  accessTtl: duration.max(3600).nullable(),
  refreshIdle: duration.nullable(),
  refreshAbsolute: duration.nullable(),
  depth: z.number().int().min(0).max(8).nullable(),
  fanOut: z.number().int().min(0).max(100_000).nullable(),
  /** Resources that an exchange may add beyond the subject token's audience. */
  exchangeTo: z.array(uri).max(50),
  /** Scopes that only a human can give. */
  humanApproves: scopes,
  /** The one client that may act on its tokens (RFC 8693 §4.4). null: the policies of others decide. */
  mayAct: clientId.nullable(),
};
export const clientPolicy = z.object({
  accessTtl: policyMembers.accessTtl.default(null),
  refreshIdle: policyMembers.refreshIdle.default(null),
  refreshAbsolute: policyMembers.refreshAbsolute.default(null),
  depth: policyMembers.depth.default(null),
  fanOut: policyMembers.fanOut.default(null),
  exchangeTo: policyMembers.exchangeTo.default([]),
  humanApproves: policyMembers.humanApproves.default([]),
  mayAct: policyMembers.mayAct.default(null),
});

const clientMembers = {
  name,
  grants: z.array(grantType).max(5),
  scopes,
  defaultScopes: scopes,
  resources: z.array(uri).max(50),
  detailTypes: z.array(z.string().min(1).max(128)).max(20),
  redirectUris: z.array(uri).max(20),
  auth: authMethod,
  /** Public keys; private members are refused. */
  keys: z.array(jwk).max(10),
  trusts: z.array(trust).max(10),
  mayActFor: z.array(clientId).max(200),
  mayIntrospect: z.boolean(),
  dpopBound: z.boolean(),
  opaque: z.boolean(),
  owner: z.string().trim().max(200).nullable(),
};
const clientSettings = z.object({
  name,
  /** Left out: `client_credentials`, and token exchange for an agent. An API key has none. */
  grants: clientMembers.grants.optional(),
  scopes: clientMembers.scopes.default([]),
  defaultScopes: clientMembers.defaultScopes.default([]),
  resources: clientMembers.resources.default([]),
  detailTypes: clientMembers.detailTypes.default([]),
  redirectUris: clientMembers.redirectUris.default([]),
  auth: clientMembers.auth.default('client_secret_basic'),
  keys: clientMembers.keys.default([]),
  trusts: clientMembers.trusts.default([]),
  mayActFor: clientMembers.mayActFor.default([]),
  mayIntrospect: clientMembers.mayIntrospect.default(false),
  dpopBound: clientMembers.dpopBound.default(false),
  opaque: clientMembers.opaque.default(false),
  owner: clientMembers.owner.default(null),
  policy: clientPolicy.prefault({}),
});
/** No defaults: what is not named stays as it is, also within `policy`. */
const clientChange = z.object({ ...clientMembers, policy: z.object(policyMembers).partial() }).partial();

export const clientRow = z.object({
  id: clientId,
  /** The same thing in the inventory. */
  identity: identityId,
  kind: clientKind,
  name: z.string(),
  status: z.enum(['active', 'disabled']),
  createdAt: instant,
  auth: authMethod,
  grants: z.array(grantType),
  scopes: z.array(z.string()),
  defaultScopes: z.array(z.string()),
  resources: z.array(z.string()),
  detailTypes: z.array(z.string()),
  redirectUris: z.array(z.string()),
  mayActFor: z.array(z.string()),
  mayIntrospect: z.boolean(),
  dpopBound: z.boolean(),
  opaque: z.boolean(),
  owner: z.string().nullable(),
  origin: z.enum(['analyst', 'registration', 'playground', 'questions']),
  policy: clientPolicy,
  trusts: z.array(trust),
  /** What it authenticates with, without values. */
  credentials: z.array(
    z.object({ id: z.string(), label: z.string(), createdAt: instant.nullable(), expiresAt: instant.nullable() }),
  ),
  liveTokens: count,
  lastUsedAt: instant.nullable(),
});
export type ClientRow = z.infer<typeof clientRow>;

const credentialOnce = z.object({
  clientId,
  /** Shown once. null: it authenticates without one, or it is an API key. */
  clientSecret: z.string().nullable(),
  /** Shown once, of an API key only. */
  apiKey: z.string().nullable(),
});

export const humanRow = z.object({
  id: humanId,
  identity: identityId,
  name: z.string(),
  email: z.string().nullable(),
  status: z.enum(['active', 'disabled']),
  createdAt: instant,
  consents: count,
  liveTokens: count,
});
export type HumanRow = z.infer<typeof humanRow>;

const detail = z.looseObject({ type: z.string() });

export const consentRow = z.object({
  id: z.string(),
  clientId,
  clientName: z.string(),
  human: humanId,
  humanName: z.string(),
  scopes: z.array(z.string()),
  details: z.array(detail),
  resources: z.array(z.string()),
  purpose: z.string(),
  givenAt: instant,
  proof: z.enum(['consent_page', 'playground', 'questions']),
  expiresAt: instant,
  withdrawnAt: instant.nullable(),
  withdrawnBy: z.string().nullable(),
  status: z.enum(['live', 'withdrawn', 'expired']),
  /** Live tokens that stand on it, derived ones counted. */
  liveTokens: count,
});
export type ConsentRow = z.infer<typeof consentRow>;

export const death = z.enum([
  'expired',
  'revoked',
  'parent_dead',
  'grant_revoked',
  'consent_withdrawn',
  'client_revoked',
  'subject_revoked',
  'rotated',
]);

export const tokenRow = z.object({
  jti,
  kind: z.enum(['access', 'refresh']),
  opaque: z.boolean(),
  clientId,
  clientName: z.string(),
  sub: z.string(),
  subName: z.string(),
  /** Actors from the first to the one that acts now. */
  actors: z.array(z.object({ id: z.string(), name: z.string() })),
  scopes: z.array(z.string()),
  audience: z.array(z.string()),
  details: z.array(detail),
  issuedAt: instant,
  expiresAt: instant,
  bound: z.boolean(),
  via: grantType,
  parents: z.array(jti),
  consentId: z.string().nullable(),
  grantId: z.string().nullable(),
  /** null: it lives. */
  death: death.nullable(),
  /** A verifier that never asks believes in it until then, also when it is dead (RFC 9068 §4). null: all have to ask. */
  believedUntil: instant.nullable(),
  /** Steps from the root of its family tree. */
  depth: count,
});
export type TokenRow = z.infer<typeof tokenRow>;

/** Who still believes in a token that is dead for the issuer, and until when: a verifier that never asks. */
export const residual = z.object({
  jti,
  audience: z.string(),
  clientName: z.string(),
  subName: z.string(),
  /** Instant of `exp`. */
  until: instant,
});

export const withdrawn = z.object({
  /** Tokens that lived before and are dead now. */
  fell: z.array(tokenRow),
  residual: z.array(residual),
});

/** Limits on every token that holds the scope, whichever client it is of. null: none of the scope's own. */
const scopePolicy = z.object({
  scope,
  accessTtl: policyMembers.accessTtl.default(null),
  audiences: z.array(uri).max(50).nullable().default(null),
  depth: policyMembers.depth.default(null),
  humanApproves: z.boolean().default(false),
});

const idOnly = z.object({ id: clientId });

export const issuer = {
  /** Binds to loopback; port 0 takes a free one. Refuses with issuer.running, issuer.port_taken. */
  start: long(
    write(
      z.object({
        port: z.number().int().min(0).max(65535).default(0),
        registration: z.boolean().default(false),
        /** Nonces in DPoP proofs (RFC 9449 §8). */
        dpopNonces: z.boolean().optional(),
        /** What its tokens are signed by; the key is made when there is none yet. */
        algorithm: algorithm.optional(),
        /** Whom client assertions may be addressed to (RFC 7523 §3 item 3): the issuer, or its token endpoint as well. */
        assertionAudience: assertionAudience.optional(),
        /** Stops by itself when nobody has asked for so long; 0: never. Left out: 8 hours. */
        idleMinutes: z.number().int().min(0).max(10_080).optional(),
      }),
      z.object({ issuer: z.string(), initialAccessToken: z.string().nullable() }),
    ),
  ),
  stop: write(z.object({}), z.object({})),
  /** Answers once the issuer does not run, or no longer. */
  whenStopped: long(read(z.object({}), z.object({}))),
  status: watch(
    z.object({}),
    z.object({
      /** null: it does not run. */
      issuer: z.string().nullable(),
      startedAt: instant.nullable(),
      registration: z.boolean(),
      clients: count,
      humans: count,
      consents: count,
      liveTokens: count,
      /** Requests of this run. */
      requests: z.object({ allowed: count, denied: count }),
    }),
  ),
  createClient: write(
    clientSettings.extend({
      kind: clientKind.default('oauth_client'),
      expiresInDays: duration.max(3650).nullable().default(null),
    }),
    credentialOnce,
  ),
  /** Replaces the members that are named; scopes that are taken away are gone from live tokens' next exchange, not from the tokens. */
  updateClient: write(idOnly.extend({ change: clientChange }), z.object({})),
  /** A new secret or key; the old one works on for `overlap` seconds. */
  rotateClient: write(
    idOnly.extend({
      overlap: z
        .number()
        .int()
        .min(0)
        .max(30 * 86_400)
        .default(0),
    }),
    credentialOnce,
  ),
  disableClient: write(idOnly, withdrawn),
  enableClient: write(idOnly, z.object({})),
  deleteClient: write(idOnly, withdrawn),
  /** Every token that was issued to it, and what came of them. */
  revokeClient: write(idOnly, withdrawn),
  clients: watch(
    z.object({ text: z.string().max(500).default(''), first: count.default(0), count: count.max(500).default(200) }),
    z.object({ total: count, first: count, rows: z.array(clientRow) }),
  ),
  /** The sign-in code is shown once. */
  addHuman: write(
    z.object({ name, email: z.string().trim().max(320).nullable().default(null) }),
    z.object({ id: humanId, code: z.string() }),
  ),
  resetHumanCode: write(z.object({ id: humanId }), z.object({ id: humanId, code: z.string() })),
  /** Every token with this human as its subject. */
  revokeHuman: write(z.object({ id: humanId }), withdrawn),
  disableHuman: write(z.object({ id: humanId }), withdrawn),
  enableHuman: write(z.object({ id: humanId }), z.object({})),
  /** For good; the name stays in what the journal tells. */
  deleteHuman: write(z.object({ id: humanId }), withdrawn),
  humans: watch(z.object({}), z.object({ rows: z.array(humanRow) })),
  /** The newest first, 500 of them; of one human all that live. */
  consents: watch(
    z.object({ human: humanId.nullable().default(null) }),
    z.object({ total: count, rows: z.array(consentRow) }),
  ),
  /** Holds from the next request on; replaces the one that the scope had. */
  setScopePolicy: write(scopePolicy, z.object({})),
  removeScopePolicy: write(z.object({ scope }), z.object({})),
  scopePolicies: watch(z.object({}), z.object({ rows: z.array(scopePolicy) })),
  withdrawConsent: write(z.object({ id: z.string().min(1).max(128) }), withdrawn),
  tokens: watch(
    z.object({
      live: z.boolean().default(true),
      client: clientId.nullable().default(null),
      human: humanId.nullable().default(null),
      first: count.default(0),
      count: count.max(500).default(200),
    }),
    /** Newest first. `now` is the issuer's clock, for the countdowns. */
    z.object({ now: instant, total: count, first: count, rows: z.array(tokenRow) }),
  ),
  revokeToken: write(z.object({ jti }), withdrawn),
  keys: watch(
    z.object({}),
    z.object({
      rows: z.array(
        z.object({
          kid: z.string(),
          algorithm,
          status: z.enum(['active', 'passive', 'retired']),
          createdAt: instant,
          /** Live tokens that it signed. */
          tokens: count,
        }),
      ),
    }),
  ),
  rotateKey: write(z.object({ algorithm: algorithm.default('EdDSA') }), z.object({ kid: z.string() })),
  retireKey: write(z.object({ kid: z.string().max(256) }), z.object({})),
  /** Admits registrations for `hours`. Shown once. */
  createAccess: write(
    z.object({
      scopes: scopes.default([]),
      resources: clientMembers.resources.default([]),
      hours: duration.max(8760).default(24),
    }),
    z.object({ token: z.string(), expiresAt: instant }),
  ),
  /** None of the initial access tokens admits anybody any more; clients that registered stay. */
  withdrawAccess: write(z.object({}), z.object({ withdrawn: count })),
};
