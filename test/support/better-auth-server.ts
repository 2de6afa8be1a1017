// better-auth with its OAuth provider and API keys on loopback, its data in memory.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { apiKey } from '@better-auth/api-key';
import { oauthProvider } from '@better-auth/oauth-provider';
import { type BetterAuthPlugin, betterAuth } from 'better-auth';
import { memoryAdapter } from 'better-auth/adapters/memory';
import { toNodeHandler } from 'better-auth/node';
import { jwt } from 'better-auth/plugins';

/** Calls that it offers to the code around it and not over the network. */
interface Operator {
  adminCreateOAuthClient(given: {
    readonly headers: Headers;
    readonly body: Readonly<Record<string, unknown>>;
  }): Promise<Readonly<Record<string, unknown>>>;
}

const tables =
  'user session account verification apikey jwks oauthClient oauthAccessToken oauthRefreshToken oauthConsent oauthResource oauthClientResource oauthClientAssertion rateLimit';

export interface BetterAuthServer {
  readonly issuer: string;
  /** As a person who is signed in; the answer's body. */
  ask(path: string, body: unknown): Promise<Record<string, unknown>>;
  /** May get tokens by itself: such scopes are given by the server's own operator. */
  machine(name: string): Promise<Readonly<Record<string, unknown>>>;
  mint(client: Readonly<Record<string, unknown>>): Promise<string>;
  close(): Promise<void>;
}

export async function startBetterAuth(): Promise<BetterAuthServer> {
  let handle: RequestListener | undefined;
  const server = createServer((request, response) => handle?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = `${origin}/api/auth`;
  const provider = oauthProvider({
    loginPage: '/login',
    consentPage: '/consent',
    allowDynamicClientRegistration: true,
    clientPrivileges: () => true,
    scopes: ['openid', 'offline_access', 'orders.read', 'orders.write'],
    silenceWarnings: { oauthAuthServerConfig: true, openidConfig: true },
  });
  const auth = betterAuth({
    baseURL: origin,
    secret: 'a-secret-of-tests-that-is-long-enough-0123456789',
    database: memoryAdapter(Object.fromEntries(tables.split(' ').map((name) => [name, []]))),
    emailAndPassword: { enabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    plugins: [
      jwt({ jwt: { issuer } }),
      apiKey(),
      // Its types are not made for exactOptionalPropertyTypes.
      provider as unknown as BetterAuthPlugin,
    ],
  });
  const operator = auth.api as unknown as Operator;
  handle = (request, response) => void toNodeHandler(auth)(request, response);
  let cookie = '';
  async function ask(path: string, body: unknown): Promise<Record<string, unknown>> {
    const answer = await fetch(`${issuer}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, ...(cookie === '' ? {} : { cookie }) },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    const set = answer.headers.getSetCookie().map((each) => each.split(';')[0]);
    if (set.length > 0) cookie = set.join('; ');
    return JSON.parse(text) as Record<string, unknown>;
  }
  await ask('/sign-up/email', { email: 'ana@acme.example', password: 'a-long-password-1', name: 'Ana' });
  return {
    issuer,
    ask,
    machine: (name) =>
      operator.adminCreateOAuthClient({
        headers: new Headers({ cookie }),
        body: {
          client_name: name,
          redirect_uris: ['https://shop.example/callback'],
          grant_types: ['client_credentials'],
          response_types: [],
          token_endpoint_auth_method: 'client_secret_basic',
          scope: 'orders.read',
          client_credentials_scopes: ['orders.read'],
        },
      }),
    async mint(client) {
      const answer = await fetch(`${issuer}/oauth2/token`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(`${client['client_id']}:${client['client_secret']}`).toString('base64')}`,
        },
        body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'orders.read' }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${answer.status} ${text}`);
      return (JSON.parse(text) as { access_token: string }).access_token;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
