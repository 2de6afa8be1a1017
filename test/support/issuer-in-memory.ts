// The token endpoints without a server: requests are values, the state is real, the journal is a list.
import { createHash } from 'node:crypto';
import { introspect } from '#engine/issuer/endpoints/introspect.ts';
import { revoke } from '#engine/issuer/endpoints/revoke.ts';
import { token } from '#engine/issuer/endpoints/token.ts';
import type { Change, Client, Token } from '#engine/issuer/model.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { IssuerEvent, IssuerPorts, IssuerSettings, Ledger } from '#engine/issuer/ports.ts';
import { createRefusals } from '#engine/issuer/refusals.ts';
import { createReservations } from '#engine/issuer/reservations.ts';
import { IssuerRegister } from '#engine/issuer/state.ts';
import { createThrottle } from '#engine/issuer/throttle.ts';
import { mint } from '#engine/issuer/tokens/access-token.ts';
import { createSigner } from '#engine/issuer/tokens/keystore.ts';
import { createProofNonces } from '#engine/issuer/tokens/proof-nonces.ts';
import { createVerifiedTokens } from '#engine/issuer/tokens/verified-tokens.ts';
import { testNow } from './builders.ts';
import { sealed, type TestKey } from './forged-jwts.ts';
import { aClient, aToken, testIssuer } from './issuer-builders.ts';
import { createMemoryLedger } from './memory-ledger.ts';
import { createTestSystem, type TestClock, type TestSystem } from './test-system.ts';

const endpoints = { '/token': token, '/introspect': introspect, '/revoke': revoke } as const;
export const exchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange';
export const bearerGrant = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
export const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token';
export const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export type Parameters = Readonly<Record<string, string | readonly string[]>>;
export type Headers = Readonly<Record<string, string | readonly string[]>>;

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty where the answer has no body. */
  readonly body: Readonly<Record<string, unknown>>;
}

export interface IssuerInMemory {
  readonly ports: IssuerPorts;
  readonly state: IssuerRegister;
  readonly clock: TestClock;
  readonly system: TestSystem;
  /** What was journalled, oldest first. */
  readonly events: readonly IssuerEvent[];
  apply(...changes: readonly Change[]): void;
  /** A client that authenticates with `secretOf(id)` unless the values say otherwise. */
  addClient(values: Partial<Client> & Pick<Client, 'id'>): Client;
  send(path: keyof typeof endpoints, body: string, headers?: Headers, query?: string): Promise<Answer>;
  /** As that client, by HTTP Basic; a public client names itself. */
  post(path: keyof typeof endpoints, clientId: string, parameters: Parameters, headers?: Headers): Promise<Answer>;
  /** The value of a token of these properties, in the state without a record. */
  issue(values?: Partial<Token>): Promise<{ readonly value: string; readonly token: Token }>;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
export const thumbprint = (text: string): string => createHash('sha256').update(text).digest('base64url');

/** The secret of every test client. */
export const secretOf = (clientId: string): string => `nhi_cs_${clientId}`;

export const basic = (clientId: string, secret = secretOf(clientId)): Headers => ({
  authorization: `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(secret)}`).toString('base64')}`,
});

export function encodeForm(parameters: Parameters): string {
  const form = new URLSearchParams();
  for (const [name, values] of Object.entries(parameters)) {
    for (const value of typeof values === 'string' ? [values] : values) form.append(name, value);
  }
  return form.toString();
}

/** A DPoP proof for a POST to that path of the test issuer. */
export function proofFor(
  path: string,
  key: TestKey,
  { iat, jti, ...claims }: { readonly iat: number; readonly jti: string; readonly [claim: string]: unknown },
): string {
  const { alg, ...jwk } = key.publicJwk as Record<string, unknown>; // A copy without `alg`, as clients send it.
  return sealed(
    { typ: 'dpop+jwt', alg, jwk },
    { htm: 'POST', htu: `${testIssuer}${path}`, iat: Math.floor(iat / 1000), jti, ...claims },
    key,
  );
}

/** RFC 7638, by the order of its members. */
export function jktOf(key: TestKey): string {
  const { crv, e, kty, n, x, y } = key.publicJwk as Record<string, string>; // Members of public keys are strings.
  return thumbprint(JSON.stringify({ crv, e, kty, n, x, y }));
}

export interface IssuerOptions {
  readonly settings?: Partial<IssuerSettings>;
  readonly system?: TestSystem;
  readonly state?: IssuerRegister;
  /** Around the list in memory, or instead of it. */
  readonly ledger?: (memory: Ledger) => Ledger;
  /** Of the signing keys. */
  readonly folder?: string;
}

export function issuerInMemory(options: IssuerOptions = {}): IssuerInMemory {
  const system = options.system ?? createTestSystem({ now: testNow });
  const state = options.state ?? new IssuerRegister();
  const { clock, random, hash, log } = system;
  const memory = createMemoryLedger(state, clock);
  const ledger = options.ledger?.(memory) ?? memory;
  const settings: IssuerSettings = {
    algorithm: 'EdDSA',
    registration: false,
    dpopNonces: false,
    assertionAudience: 'issuer',
    ...options.settings,
  };
  const ports: IssuerPorts = {
    issuer: testIssuer,
    state,
    ledger,
    signer: createSigner({ ...system, folder: options.folder ?? '/w/keys/issuer', state, ledger }),
    reservations: createReservations(state),
    throttle: createThrottle(clock),
    refusals: createRefusals(ledger, clock, log),
    nonces: createProofNonces({ clock, random }),
    verified: createVerifiedTokens(state, hash),
    settings,
    clock,
    random,
    hash,
    log,
  };
  const apply = (...changes: readonly Change[]): void =>
    state.apply({ at: new Date(clock.now()).toISOString(), data: { issuer: changes } });

  async function send(path: keyof typeof endpoints, body: string, headers: Headers = {}, query = ''): Promise<Answer> {
    const all = { 'content-type': 'application/x-www-form-urlencoded', ...headers };
    const request = {
      method: 'POST',
      path,
      query,
      headers: new Map(Object.entries(all).map(([name, value]) => [name, typeof value === 'string' ? [value] : value])),
      body: Buffer.from(body),
    };
    try {
      const answer = await endpoints[path].handle(request, ports);
      return { ...answer, body: answer.body === '' ? {} : JSON.parse(answer.body) };
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      const { status, code, description } = error;
      return { status, headers: error.headers, body: { error: code, error_description: description } };
    }
  }

  return {
    ports,
    state,
    clock,
    system,
    events: memory.events,
    apply,
    send,
    addClient(values) {
      const secret = { id: 's1', hash: sha256(secretOf(values.id)), prefix: '', createdAt: testNow, expiresAt: null };
      const client = aClient({ name: values.id, secrets: [secret], ...values });
      apply({ is: 'client', client });
      return client;
    },
    post(path, clientId, parameters, headers = {}) {
      const isPublic = state.clients.get(clientId)?.auth === 'none';
      return isPublic
        ? send(path, encodeForm({ client_id: clientId, ...parameters }), headers)
        : send(path, encodeForm(parameters), { ...basic(clientId), ...headers });
    },
    async issue(values = {}) {
      const { jti: _jti, kid: _kid, iss: _iss, ...draft } = aToken(values);
      const minted = await mint(draft, ports);
      apply({ is: 'token', token: minted.token });
      return minted;
    },
  };
}
