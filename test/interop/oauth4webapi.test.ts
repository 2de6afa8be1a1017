// Unmodified oauth4webapi as the client of a real `nhi issuer` process. It checks every answer against the standards itself.
import * as oauth from 'oauth4webapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customerBrowser } from '#test/support/customer-browser.ts';
import { type ClientCredentials, type IssuerProcess, startIssuer } from '#test/support/issuer-process.ts';

const http = { [oauth.allowInsecureRequests]: true };
const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange';
const accessToken = 'urn:ietf:params:oauth:token-type:access_token';
const redirectUri = 'https://assistant.example/callback';
const shop = 'https://shop.example/';

let process: IssuerProcess;
let server: oauth.AuthorizationServer;

beforeAll(async () => {
  process = await startIssuer({ registration: true });
  const url = new URL(process.issuer);
  server = await oauth.processDiscoveryResponse(
    url,
    await oauth.discoveryRequest(url, { ...http, algorithm: 'oauth2' }),
  );
});
afterAll(() => process.stop());

const clientOf = ({ client_id }: ClientCredentials): oauth.Client => ({ client_id });
function secretOf({ client_secret }: ClientCredentials): string {
  if (client_secret === null) throw new Error('the client has no secret');
  return client_secret;
}

async function clientCredentials(
  client: oauth.Client,
  auth: oauth.ClientAuth,
  parameters: Record<string, string> = {},
  options: oauth.ClientCredentialsGrantRequestOptions = {},
): Promise<oauth.TokenEndpointResponse> {
  const answer = await oauth.clientCredentialsGrantRequest(server, client, auth, parameters, { ...http, ...options });
  return oauth.processClientCredentialsResponse(server, client, answer);
}

async function introspect(client: ClientCredentials, token: string): Promise<oauth.IntrospectionResponse> {
  const auth = oauth.ClientSecretBasic(secretOf(client));
  const answer = await oauth.introspectionRequest(server, clientOf(client), auth, token, http);
  return oauth.processIntrospectionResponse(server, clientOf(client), answer);
}

describe('client credentials', () => {
  const options = { scope: ['orders.read'], resource: [shop] };

  it.each([
    ['client_secret_basic', oauth.ClientSecretBasic],
    ['client_secret_post', oauth.ClientSecretPost],
  ] as const)('are taken by %s, and the JWT is one of RFC 9068', async (auth, method) => {
    const client = await process.addClient(auth, { ...options, auth });
    const parameters = { scope: 'orders.read', resource: shop };
    const answer = await clientCredentials(clientOf(client), method(secretOf(client)), parameters);
    expect(answer).toMatchObject({ token_type: 'bearer', expires_in: 600, scope: 'orders.read' });
    const request = new Request(shop, { headers: { authorization: `Bearer ${answer.access_token}` } });
    const claims = await oauth.validateJwtAccessToken(server, request, shop, http);
    expect(claims).toMatchObject({ sub: client.client_id, client_id: client.client_id, scope: 'orders.read' });
  });

  it.each(['EdDSA', 'ES256', 'RS256', 'PS256'])('are taken by private_key_jwt with %s', async (algorithm) => {
    const keys = await oauth.generateKeyPair(algorithm === 'EdDSA' ? 'Ed25519' : algorithm, { extractable: true });
    const jwk = { ...(await crypto.subtle.exportKey('jwk', keys.publicKey)), alg: algorithm, kid: 'k1' };
    // What the library calls Ed25519 (RFC 9864) the key set names by the older word.
    const jwks = { keys: [jwk] };
    const client = await process.addClient(`signs with ${algorithm}`, { auth: 'private_key_jwt', jwks });
    const auth = oauth.PrivateKeyJwt(
      { key: keys.privateKey, kid: 'k1' },
      {
        [oauth.modifyAssertion]: (header) => {
          header['alg'] = algorithm;
        },
      },
    );
    expect(await clientCredentials(clientOf(client), auth)).toMatchObject({ token_type: 'bearer' });
  });

  it('that are wrong are refused with a challenge', async () => {
    const client = await process.addClient('wrong secret');
    const asked = clientCredentials(clientOf(client), oauth.ClientSecretBasic('no'));
    await expect(asked).rejects.toBeInstanceOf(oauth.WWWAuthenticateChallengeError);
  });

  it('for a scope that the client lacks are refused', async () => {
    const client = await process.addClient('no scope');
    const asked = clientCredentials(clientOf(client), oauth.ClientSecretBasic(secretOf(client)), { scope: 'admin' });
    await expect(asked).rejects.toMatchObject({ error: 'invalid_scope', status: 400 });
  });

  it('give an opaque token where the client has them, and its introspection says the same', async () => {
    const client = await process.addClient('opaque', { ...options, opaque: true });
    const auth = oauth.ClientSecretBasic(secretOf(client));
    const { access_token } = await clientCredentials(clientOf(client), auth, { scope: 'orders.read' });
    expect(access_token).toMatch(/^nhi_at_/);
    expect(await introspect(client, access_token)).toMatchObject({ active: true, scope: 'orders.read' });
  });
});

describe('DPoP', () => {
  it('binds the token to the key of the proof', async () => {
    const client = await process.addClient('bound', { 'dpop-bound': true });
    const keys = await oauth.generateKeyPair('ES256', { extractable: true });
    const DPoP = oauth.DPoP(clientOf(client), keys);
    const auth = oauth.ClientSecretBasic(secretOf(client));
    const answer = await clientCredentials(clientOf(client), auth, {}, { DPoP });
    expect(answer.token_type).toBe('dpop');
    expect(await introspect(client, answer.access_token)).toMatchObject({
      active: true,
      token_type: 'DPoP',
      cnf: { jkt: await DPoP.calculateThumbprint() },
    });
  });

  it('is asked with a nonce when the issuer wants nonces', async () => {
    const strict = await startIssuer({ dpopNonces: true });
    try {
      const url = new URL(strict.issuer);
      const found = await oauth.discoveryRequest(url, { ...http, algorithm: 'oauth2' });
      const as = await oauth.processDiscoveryResponse(url, found);
      const client = await strict.addClient('bound', { 'dpop-bound': true });
      const auth = oauth.ClientSecretBasic(secretOf(client));
      const DPoP = oauth.DPoP(clientOf(client), await oauth.generateKeyPair('ES256'));
      const ask = async (): Promise<oauth.TokenEndpointResponse> => {
        const answer = await oauth.clientCredentialsGrantRequest(as, clientOf(client), auth, {}, { ...http, DPoP });
        return oauth.processClientCredentialsResponse(as, clientOf(client), answer);
      };
      await expect(ask()).rejects.toSatisfy(oauth.isDPoPNonceError);
      expect(await ask()).toMatchObject({ token_type: 'dpop' });
    } finally {
      await strict.stop();
    }
  });
});

describe('a customer, his agent and those that come after it', () => {
  let agent: ClientCredentials;
  let helper: ClientCredentials;
  let forAna: oauth.TokenEndpointResponse;
  let ana: { readonly id: string; readonly code: string };

  beforeAll(async () => {
    ana = await process.addHuman('Ana');
    const scope = ['orders.read', 'orders.write'];
    agent = await process.addClient('assistant', {
      kind: 'agent',
      grant: ['authorization_code', 'refresh_token', exchange],
      scope,
      resource: [shop],
      'redirect-uri': [redirectUri],
    });
    helper = await process.addClient('helper', {
      kind: 'agent',
      grant: ['client_credentials', exchange],
      scope,
      resource: [shop],
      'may-act-for': [agent.client_id],
    });
    forAna = await authorized();
  });

  async function authorized(): Promise<oauth.TokenEndpointResponse> {
    const client = clientOf(agent);
    const verifier = oauth.generateRandomCodeVerifier();
    const state = oauth.generateRandomState();
    const wish = new URL(server.authorization_endpoint ?? '');
    const parameters = {
      response_type: 'code',
      client_id: agent.client_id,
      redirect_uri: redirectUri,
      scope: 'orders.read orders.write',
      resource: shop,
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    };
    for (const [name, value] of Object.entries(parameters)) wish.searchParams.set(name, value);
    const browser = customerBrowser(process.issuer);
    const consent = await browser.submit(await browser.open(wish.href), { code: ana.code });
    const back = await browser.submit(consent, { decision: 'approve' });
    // Checks state and, because the metadata promises it, iss (RFC 9207).
    const callback = oauth.validateAuthResponse(server, client, new URL(back.url), state);
    const auth = oauth.ClientSecretBasic(secretOf(agent));
    const answer = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      auth,
      callback,
      redirectUri,
      verifier,
      http,
    );
    return oauth.processAuthorizationCodeResponse(server, client, answer);
  }

  async function exchanged(
    by: ClientCredentials,
    parameters: Record<string, string>,
  ): Promise<oauth.TokenEndpointResponse> {
    const auth = oauth.ClientSecretBasic(secretOf(by));
    const whole = { subject_token_type: accessToken, ...parameters };
    const answer = await oauth.genericTokenEndpointRequest(server, clientOf(by), auth, exchange, whole, http);
    return oauth.processGenericTokenEndpointResponse(server, clientOf(by), answer);
  }

  it('get a token whose subject is the customer and whose actor is the agent', async () => {
    const request = new Request(shop, { headers: { authorization: `Bearer ${forAna.access_token}` } });
    const claims = await oauth.validateJwtAccessToken(server, request, shop, http);
    expect(claims).toMatchObject({ sub: ana.id, client_id: agent.client_id, act: { sub: agent.client_id } });
  });

  it('narrow it by token exchange, the chain of actors kept', async () => {
    const auth = oauth.ClientSecretBasic(secretOf(helper));
    const own = await clientCredentials(clientOf(helper), auth);
    const answer = await exchanged(helper, {
      subject_token: forAna.access_token,
      actor_token: own.access_token,
      actor_token_type: accessToken,
      scope: 'orders.read',
    });
    expect(answer).toMatchObject({ issued_token_type: accessToken, scope: 'orders.read' });
    const request = new Request(shop, { headers: { authorization: `Bearer ${answer.access_token}` } });
    const claims = await oauth.validateJwtAccessToken(server, request, shop, http);
    expect(claims).toMatchObject({
      sub: ana.id,
      act: { sub: helper.client_id, act: { sub: agent.client_id } },
      scope: 'orders.read',
    });
  });

  it('name the one who may act next in may_act; a policy of another client does not outweigh it', async () => {
    const grants = ['client_credentials', exchange];
    const own = async (client: ClientCredentials): Promise<string> =>
      (await clientCredentials(clientOf(client), oauth.ClientSecretBasic(secretOf(client)))).access_token;
    const named = await process.addClient('named', { grant: grants });
    const first = await process.addClient('first', { grant: grants, 'may-act': named.client_id });
    const other = await process.addClient('other', { grant: grants, 'may-act-for': [first.client_id] });
    const subject_token = await own(first);
    const actAs = async (client: ClientCredentials): Promise<oauth.TokenEndpointResponse> =>
      exchanged(client, { subject_token, actor_token: await own(client), actor_token_type: accessToken });
    const acted = await actAs(named);
    const request = new Request(shop, { headers: { authorization: `Bearer ${acted.access_token}` } });
    const claims = await oauth.validateJwtAccessToken(server, request, process.issuer, http);
    expect(claims).toMatchObject({ sub: first.client_id, act: { sub: named.client_id } });
    await expect(actAs(other)).rejects.toMatchObject({ error: 'invalid_request' });
  });

  it('refresh with rotation; a token revoked takes what came of it along', async () => {
    const family = await authorized();
    const auth = oauth.ClientSecretBasic(secretOf(agent));
    const answer = await oauth.refreshTokenGrantRequest(
      server,
      clientOf(agent),
      auth,
      family.refresh_token ?? '',
      http,
    );
    const refreshed = await oauth.processRefreshTokenResponse(server, clientOf(agent), answer);
    expect(refreshed.refresh_token).not.toBe(family.refresh_token);
    const narrowed = await exchanged(agent, { subject_token: refreshed.access_token, scope: 'orders.read' });
    expect(await introspect(agent, narrowed.access_token)).toMatchObject({ active: true });
    const revoked = await oauth.revocationRequest(server, clientOf(agent), auth, refreshed.refresh_token ?? '', http);
    await oauth.processRevocationResponse(revoked);
    for (const token of [family.access_token, refreshed.access_token, narrowed.access_token])
      expect(await introspect(agent, token)).toEqual({ active: false });
  });

  it('are dead at once when the consent is withdrawn', async () => {
    const family = await authorized();
    const narrowed = await exchanged(agent, { subject_token: family.access_token, scope: 'orders.read' });
    const { consents } = (await process.nhi('consent', 'list')) as unknown as { consents: { id: string }[] };
    for (const { id } of consents) await process.nhi('consent', 'withdraw', id);
    for (const token of [family.access_token, narrowed.access_token])
      expect(await introspect(agent, token)).toEqual({ active: false });
  });
});

describe('registration', () => {
  it('makes a client that may get tokens at once', async () => {
    const answer = await oauth.dynamicClientRegistrationRequest(
      server,
      { client_name: 'registered', grant_types: ['client_credentials'], redirect_uris: [], response_types: [] },
      { ...http, initialAccessToken: process.initialAccessToken ?? '' },
    );
    const client = await oauth.processDynamicClientRegistrationResponse(answer);
    const auth = oauth.ClientSecretBasic(String(client['client_secret']));
    expect(await clientCredentials(client, auth)).toMatchObject({ token_type: 'bearer' });
  });
});
