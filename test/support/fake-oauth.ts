// An authorization server that keeps to RFC 7009, 7591, 7592, 7662 and 8414, and complains of clients that do not.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

type Client = Record<string, unknown>;
interface Token {
  readonly clientId: string;
  readonly scope: string;
  readonly exp: number;
  readonly kind: 'access_token' | 'refresh_token';
}

export interface FakeOAuth {
  readonly url: string;
  /** As the metadata name it; a proxy's address where one stands before it. */
  issuer: string;
  /** Metadata members that it leaves out. */
  readonly lacks: Set<string>;
  /** RFC 7592 §2.2: a new registration access token, or secret, with each update. */
  rotates: { token: boolean; secret: boolean };
  readonly clients: Map<string, Client>;
  readonly tokens: Map<string, Token>;
  readonly violations: string[];
  /** Every secret that it ever gave. */
  readonly secrets: Set<string>;
  make(id: string, more?: Readonly<Client>): void;
  mint(clientId: string, kind?: Token['kind']): string;
  /** What an analyst would have kept of the answers. */
  credentials(tokens?: readonly { name: string; token: string; token_type_hint?: string }[]): string;
  close(): Promise<void>;
}

export const adminSecret = 'canary-admin:secret/+ü';
const serverOwned = 'registration_access_token registration_client_uri client_secret_expires_at client_id_issued_at';

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export async function startFakeOAuth(): Promise<FakeOAuth> {
  const clients: FakeOAuth['clients'] = new Map();
  const tokens: FakeOAuth['tokens'] = new Map();
  const violations: string[] = [];
  const secrets = new Set<string>([adminSecret]);
  let made = 0;
  const fresh = (what: string): string => {
    made += 1;
    const secret = `canary-${what}-${made}`;
    secrets.add(secret);
    return secret;
  };
  const refused = (status: number, error: string): Answer => ({ status, body: { error } });

  function metadata(): Answer {
    const at = (path: string): string => `${fake.issuer}${path}`;
    const all = {
      issuer: fake.issuer,
      token_endpoint: at('/token'),
      revocation_endpoint: at('/revoke'),
      introspection_endpoint: at('/introspect'),
      registration_endpoint: at('/register'),
    };
    return { status: 200, body: Object.fromEntries(Object.entries(all).filter(([name]) => !fake.lacks.has(name))) };
  }

  /** RFC 6749 §2.3.1 */
  function clientOf(request: IncomingMessage): string | null {
    const found = /^Basic (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (found === undefined) return null;
    const [id = '', secret = ''] = Buffer.from(found, 'base64')
      .toString('utf8')
      .split(':')
      .map((part) => new URLSearchParams(`v=${part}`).get('v') ?? '');
    if (id === 'workbench') return secret === adminSecret ? id : null;
    return clients.get(id)?.['client_secret'] === secret ? id : null;
  }

  function posted(path: string, request: IncomingMessage, form: URLSearchParams): Answer {
    if (request.headers['content-type'] !== 'application/x-www-form-urlencoded')
      violations.push(`POST ${path}: ${request.headers['content-type']} is no form`);
    const client = clientOf(request);
    if (client === null) return refused(401, 'invalid_client');
    if (path === '/token') return issued(client, form);
    const token = form.get('token');
    if (token === null) {
      violations.push(`POST ${path} without a token`);
      return refused(400, 'invalid_request');
    }
    const known = tokens.get(token);
    if (path === '/introspect') {
      const isActive = known !== undefined && known.exp * 1000 > Date.now() && clients.has(known.clientId);
      if (!isActive) return { status: 200, body: { active: false } };
      const { clientId, scope, exp } = known;
      return { status: 200, body: { active: true, client_id: clientId, scope, exp } };
    }
    tokens.delete(token);
    return { status: 200 };
  }

  function issued(client: string, form: URLSearchParams): Answer {
    const type = form.get('grant_type') ?? '';
    const held = clients.get(client)?.['grant_types'];
    if (!Array.isArray(held) || !held.includes(type)) return refused(400, 'unauthorized_client');
    if (type === 'refresh_token' && !tokens.has(form.get('refresh_token') ?? '')) return refused(400, 'invalid_grant');
    return { status: 200, body: { access_token: fake.mint(client), token_type: 'Bearer', expires_in: 300 } };
  }

  function managed(method: string, id: string, request: IncomingMessage, text: string): Answer {
    const client = clients.get(id);
    const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
    if (client === undefined || given !== client['registration_access_token']) return refused(401, 'invalid_token');
    if (method === 'DELETE') {
      clients.delete(id);
      return { status: 204 };
    }
    if (method === 'PUT') {
      const body = JSON.parse(text) as Client;
      const owned = serverOwned.split(' ').filter((name) => name in body);
      if (owned.length > 0) violations.push(`PUT with ${owned.join(', ')} (RFC 7592 §2.2)`);
      if (body['client_id'] !== id) violations.push('PUT without its client_id (RFC 7592 §2.2)');
      if ('client_secret' in body && body['client_secret'] !== client['client_secret'])
        return refused(400, 'invalid_client_metadata');
      const kept = Object.fromEntries(Object.entries(client).filter(([name]) => serverOwned.includes(name)));
      // Whatever is left out is the server's default again.
      const { client_secret: secret } = client;
      const token = fake.rotates.token ? { registration_access_token: fresh('registration') } : {};
      const next = fake.rotates.secret ? { client_secret: fresh('client') } : { client_secret: secret };
      clients.set(id, { ...kept, grant_types: ['authorization_code'], ...body, ...token, ...next });
    } else if (method !== 'GET') return { status: 405 };
    return { status: 200, body: { ...clients.get(id), registration_client_uri: `${fake.issuer}/register/${id}` } };
  }

  function answer(request: IncomingMessage, text: string): Answer {
    const [method, path] = [request.method ?? '', new URL(request.url ?? '', 'http://oauth').pathname];
    if (method === 'GET' && path === '/.well-known/oauth-authorization-server') return metadata();
    const id = /^\/register\/([^/]+)$/.exec(path)?.[1];
    if (id !== undefined) return managed(method, decodeURIComponent(id), request, text);
    const isForm = method === 'POST' && ['/token', '/revoke', '/introspect'].includes(path);
    return isForm ? posted(path, request, new URLSearchParams(text)) : { status: 404 };
  }

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const given = answer(request, Buffer.concat(chunks).toString('utf8'));
      response.writeHead(given.status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(given.body === undefined ? undefined : JSON.stringify(given.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fake: FakeOAuth = {
    url,
    issuer: url,
    lacks: new Set(),
    rotates: { token: false, secret: false },
    clients,
    tokens,
    violations,
    secrets,
    make(id, more = {}) {
      clients.set(id, {
        client_id: id,
        client_name: id,
        client_secret: fresh('client'),
        client_id_issued_at: 1_767_225_600,
        client_secret_expires_at: 0,
        registration_access_token: fresh('registration'),
        grant_types: ['client_credentials'],
        response_types: [],
        scope: 'orders.read orders.write',
        software_id: 'kept as it is',
        ...more,
      });
    },
    mint(clientId, kind = 'access_token') {
      const token = fresh(kind);
      tokens.set(token, { clientId, scope: 'orders.read', exp: Math.floor(Date.now() / 1000) + 300, kind });
      return token;
    },
    credentials: (given = []) =>
      JSON.stringify({
        client_secret: adminSecret,
        registrations: [...clients.values()].map((client) => ({
          client_id: client['client_id'],
          registration_client_uri: `${fake.issuer}/register/${client['client_id']}`,
          registration_access_token: client['registration_access_token'],
        })),
        tokens: given,
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}
