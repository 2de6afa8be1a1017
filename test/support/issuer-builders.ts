import type { Client, Consent, Grant, Human, Token } from '#engine/issuer/model.ts';
import { testNow } from './builders.ts';

/** The issuer identifier of every test that opens no port. */
export const testIssuer = 'http://127.0.0.1:8414';

/** A confidential client that may do nothing yet. */
export function aClient(values: Partial<Client> = {}): Client {
  return {
    id: 'orders-sync',
    kind: 'oauth_client',
    name: 'Orders sync',
    status: 'active',
    createdAt: testNow,
    epoch: 0,
    auth: 'client_secret_basic',
    secrets: [],
    keys: [],
    grants: ['client_credentials'],
    scopes: [],
    defaultScopes: [],
    resources: [],
    detailTypes: [],
    redirectUris: [],
    dpopBound: false,
    opaque: false,
    mayIntrospect: false,
    mayActFor: [],
    trusts: [],
    policy: {
      accessTtl: null,
      refreshIdle: null,
      refreshAbsolute: null,
      depth: null,
      fanOut: null,
      exchangeTo: [],
      humanApproves: [],
      mayAct: null,
    },
    owner: null,
    origin: 'analyst',
    registrationHash: null,
    ...values,
  };
}

export function aHuman(values: Partial<Human> = {}): Human {
  return {
    id: 'hum_ana',
    name: 'Ana',
    email: null,
    status: 'active',
    createdAt: testNow,
    epoch: 0,
    codeHash: '0'.repeat(64),
    ...values,
  };
}

export function aConsent(values: Partial<Consent> = {}): Consent {
  return {
    id: 'consent-1',
    clientId: 'orders-sync',
    sub: 'hum_ana',
    scopes: ['orders:read'],
    details: [],
    resources: [testIssuer],
    purpose: '',
    givenAt: testNow,
    proof: 'consent_page',
    expiresAt: testNow + 86_400_000,
    withdrawnAt: null,
    withdrawnBy: null,
    ...values,
  };
}

export function aConsentedGrant(values: Partial<Grant> = {}): Grant {
  return {
    id: 'grant-1',
    clientId: 'orders-sync',
    sub: 'hum_ana',
    consentId: 'consent-1',
    scopes: ['orders:read'],
    resources: [testIssuer],
    details: [],
    createdAt: testNow,
    expiresAt: testNow + 86_400_000,
    revokedAt: null,
    jkt: null,
    ...values,
  };
}

/** A bearer JWT of `orders-sync` for itself, ten minutes long. */
export function aToken(values: Partial<Token> = {}): Token {
  return {
    jti: 'token-1',
    kind: 'access',
    opaque: false,
    kid: 'key-1',
    iss: testIssuer,
    clientId: 'orders-sync',
    sub: 'orders-sync',
    actors: [],
    scopes: ['orders:read'],
    audience: [testIssuer],
    details: [],
    issuedAt: testNow,
    expiresAt: testNow + 600_000,
    jkt: null,
    mayAct: null,
    parents: [],
    grantId: null,
    consentId: null,
    clientEpoch: 0,
    subEpoch: 0,
    via: 'client_credentials',
    ...values,
  };
}
