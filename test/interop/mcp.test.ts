// The client of the MCP SDK, unmodified, against an MCP server of this test's own that the issuer protects: it is turned away,
// finds the issuer by RFC 9728, registers (RFC 7591), sends its user to the consent page, and calls the tool.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { OAuthClientProvider } from '@modelcontextprotocol/sdk/client/auth.js';
import { UnauthorizedError } from '@modelcontextprotocol/sdk/client/auth.js';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { customerBrowser } from '#test/support/customer-browser.ts';
import { type IssuerProcess, startIssuer } from '#test/support/issuer-process.ts';

const redirectUri = 'http://127.0.0.1:9/callback';

let process: IssuerProcess;
let resource: ProtectedServer;
beforeAll(async () => {
  process = await startIssuer({ registration: true });
  resource = await startMcpServer(process.issuer);
});
afterAll(async () => {
  await resource.close();
  await process.stop();
});

it('registers, is approved by the customer, calls a tool for her, and is turned away when she withdraws', async () => {
  const access = await process.nhi('issuer', 'access', '--scope', 'orders.read', '--resource', resource.url);
  const { code } = await process.addHuman('Ana');
  const provider = createProvider(process.issuer, code);
  const connect = async (): Promise<Client> => {
    const client = new Client({ name: 'assistant', version: '1.0.0' });
    const transport = new StreamableHTTPClientTransport(new URL(resource.url), {
      authProvider: provider,
      fetch: withInitialAccess(`${process.issuer}/register`, String(access['initial_access_token'])),
    });
    try {
      // The SDK's own types are not exact about optional members.
      await client.connect(transport as unknown as Parameters<Client['connect']>[0]);
    } catch (error) {
      if (!(error instanceof UnauthorizedError) || provider.code === null) throw error;
      await transport.finishAuth(provider.code);
      provider.code = null;
      return connect();
    }
    return client;
  };

  const client = await connect();
  const answer = await client.callTool({ name: 'whoami', arguments: {} });
  expect(answer.content).toEqual([
    { type: 'text', text: expect.stringMatching(/^hum_\S+ through cli_\S+ with orders\.read$/) },
  ]);
  await client.close();

  // The MCP server asks at every call: what the customer has taken back is over at once.
  const { consents } = (await process.nhi('consent', 'list')) as { consents: readonly { id: string }[] };
  for (const { id } of consents) await process.nhi('consent', 'withdraw', id);
  provider.approves = false;
  await expect(connect()).rejects.toThrow(UnauthorizedError);
});

interface Provider extends OAuthClientProvider {
  code: string | null;
  approves: boolean;
}

/** What an MCP application keeps; its user's browser is driven to the end at once. */
function createProvider(issuer: string, signInCode: string): Provider {
  let information: Parameters<NonNullable<OAuthClientProvider['saveClientInformation']>>[0] | undefined;
  let tokens: Parameters<OAuthClientProvider['saveTokens']>[0] | undefined;
  let verifier = '';
  return {
    code: null,
    approves: true,
    redirectUrl: redirectUri,
    clientMetadata: {
      client_name: 'assistant',
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
      scope: 'orders.read',
    },
    clientInformation: () => information,
    saveClientInformation(saved) {
      information = saved;
    },
    tokens: () => tokens,
    saveTokens(saved) {
      tokens = saved;
    },
    saveCodeVerifier(saved) {
      verifier = saved;
    },
    codeVerifier: () => verifier,
    invalidateCredentials() {
      tokens = undefined;
    },
    async redirectToAuthorization(url) {
      if (!this.approves) return;
      const browser = customerBrowser(issuer);
      const consent = await browser.submit(await browser.open(url.href), { code: signInCode });
      const back = await browser.submit(consent, { decision: 'approve' });
      this.code = new URL(back.url).searchParams.get('code');
    },
  };
}

/** Registration is for those who bring the initial access token (RFC 7591 §3): an application is given it beside its address. */
function withInitialAccess(
  address: string,
  token: string,
): (url: string | URL, init?: RequestInit) => Promise<Response> {
  return (url, init) => {
    if (String(url) !== address) return fetch(url, init);
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${token}`);
    return fetch(url, { ...init, headers });
  };
}

interface ProtectedServer {
  readonly url: string;
  close(): Promise<void>;
}

/** One tool behind tokens of the issuer, verified by signature and, for what was withdrawn, by introspection. */
async function startMcpServer(issuer: string): Promise<ProtectedServer> {
  const introspector = await process.addClient('the MCP server', { 'may-introspect': true });
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));
  let url = '';

  async function bearer(request: IncomingMessage): Promise<Record<string, unknown> | null> {
    const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) return null;
    const { payload } = await jwtVerify(token, keys, { issuer, audience: url, typ: 'at+jwt' });
    const basic = Buffer.from(`${introspector.client_id}:${introspector.client_secret}`).toString('base64');
    const answer = await fetch(`${issuer}/introspect`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ token }),
    });
    const { active } = (await answer.json()) as { active: boolean };
    return active ? payload : null;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.url?.startsWith('/.well-known/oauth-protected-resource') === true) {
      const metadata = { resource: url, authorization_servers: [issuer], scopes_supported: ['orders.read'] };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(metadata));
      return;
    }
    const claims = await bearer(request);
    if (claims === null) {
      const where = new URL('/.well-known/oauth-protected-resource/mcp', url).href;
      response.writeHead(401, { 'www-authenticate': `Bearer resource_metadata="${where}"` }).end();
      return;
    }
    const server = new McpServer({ name: 'shop', version: '1.0.0' });
    server.registerTool('whoami', { description: 'Who asks' }, () => {
      const text = `${claims['sub']} through ${claims['client_id']} with ${claims['scope']}`;
      return { content: [{ type: 'text', text }] };
    });
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined } as never); // Stateless.
    response.once('close', () => void server.close());
    await server.connect(transport as unknown as Parameters<McpServer['connect']>[0]); // As above.
    await transport.handleRequest(request, response);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  url = `http://127.0.0.1:${address.port}/mcp`;
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
