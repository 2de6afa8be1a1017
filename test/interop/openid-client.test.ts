// Unmodified openid-client against a real `nhi issuer` process: what an application would write.
import * as client from 'openid-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { customerBrowser } from '#test/support/customer-browser.ts';
import { type ClientCredentials, type IssuerProcess, startIssuer } from '#test/support/issuer-process.ts';

const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange';
const accessToken = 'urn:ietf:params:oauth:token-type:access_token';
const redirectUri = 'https://assistant.example/callback';
const shop = 'https://shop.example/';

let process: IssuerProcess;
beforeAll(async () => {
  process = await startIssuer();
});
afterAll(() => process.stop());

const discover = ({ client_id, client_secret }: ClientCredentials): Promise<client.Configuration> =>
  client.discovery(
    new URL(process.issuer),
    client_id,
    undefined,
    client_secret === null ? client.None() : client.ClientSecretBasic(client_secret),
    // RFC 8414, and plain http because the issuer is on this machine.
    { algorithm: 'oauth2', execute: [client.allowInsecureRequests] },
  );

it('gets a token bound by DPoP, introspects and revokes it', async () => {
  const config = await discover(await process.addClient('service', { scope: ['orders.read'] }));
  const DPoP = client.getDPoPHandle(config, await client.randomDPoPKeyPair());
  const { access_token, token_type } = await client.clientCredentialsGrant(config, { scope: 'orders.read' }, { DPoP });
  expect(token_type).toBe('dpop');
  expect(await client.tokenIntrospection(config, access_token)).toMatchObject({ active: true, scope: 'orders.read' });
  await client.tokenRevocation(config, access_token);
  expect(await client.tokenIntrospection(config, access_token)).toEqual({ active: false });
});

it('acts for a customer as a public client, refreshes, exchanges, and is stopped by a used code', async () => {
  const agent = await process.addClient('agent', {
    kind: 'agent',
    auth: 'none',
    grant: ['authorization_code', 'refresh_token', exchange],
    scope: ['orders.read', 'orders.write'],
    resource: [shop],
    'redirect-uri': [redirectUri],
  });
  const { id, code: signInCode } = await process.addHuman('Ana');
  const config = await discover(agent);
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const expectedState = client.randomState();
  const wish = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'orders.read orders.write',
    resource: shop,
    state: expectedState,
    code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: 'S256',
  });
  const browser = customerBrowser(process.issuer);
  const consent = await browser.submit(await browser.open(wish.href), { code: signInCode });
  const back = new URL((await browser.submit(consent, { decision: 'approve' }, ['orders.write'])).url);
  const redeem = () => client.authorizationCodeGrant(config, back, { pkceCodeVerifier, expectedState });

  const first = await redeem();
  expect(first.scope).toBe('orders.read'); // What the customer unticked is not there (RFC 6749 §5.1).
  const second = await client.refreshTokenGrant(config, first.refresh_token ?? '');
  const third = await client.genericGrantRequest(config, exchange, {
    subject_token: second.access_token,
    subject_token_type: accessToken,
  });
  const claims = JSON.parse(Buffer.from(third.access_token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  expect(claims).toMatchObject({ sub: id, act: { sub: agent.client_id }, aud: shop });

  // A second use of the code is theft: everything that came of it is dead (RFC 6749 §4.1.2).
  await expect(redeem()).rejects.toMatchObject({ error: 'invalid_grant' });
  await expect(client.refreshTokenGrant(config, second.refresh_token ?? '')).rejects.toMatchObject({
    error: 'invalid_grant',
  });
});
