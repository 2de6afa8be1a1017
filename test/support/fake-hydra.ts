// Ory Hydra as its own OpenAPI description has it: every request and every answer is held against it.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv } from 'ajv';

interface Schema {
  readonly $ref?: string;
}
interface Body {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
  readonly $ref?: string;
}
interface Described {
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body>>;
}
interface Api {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly responses: Readonly<Record<string, Body>> };
}

export interface FakeHydra {
  readonly url: string;
  readonly clients: Map<string, Record<string, unknown>>;
  /** `SUBJECT CLIENT` to what was granted. */
  readonly consents: Map<string, readonly string[]>;
  /** Clients whose tokens were deleted. */
  readonly purged: string[];
  /** What did not fit the description; a test that ends with one has found a defect. */
  readonly violations: string[];
  make(id: string, more?: Readonly<Record<string, unknown>>): void;
  close(): Promise<void>;
}

const lifespans = /_lifespan$/;

/** `spec`: hydra-openapi.json; `port`: 0 takes a free one. */
export async function startFakeHydra(spec: string, port = 0): Promise<FakeHydra> {
  const api = JSON.parse(readFileSync(spec, 'utf8')) as Api;
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addSchema(api, 'hydra');
  const clients: FakeHydra['clients'] = new Map();
  const consents: FakeHydra['consents'] = new Map();
  const purged: string[] = [];
  const violations: string[] = [];
  let changes = 0;

  function describedAs(method: string, path: string): Described | undefined {
    const template = Object.keys(api.paths).find((each) =>
      new RegExp(`^${each.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path),
    );
    return template === undefined ? undefined : api.paths[template]?.[method.toLowerCase()];
  }

  function mustFit(what: string, body: Body | undefined, value: unknown): void {
    const whole = body?.$ref === undefined ? body : api.components.responses[body.$ref.split('/').at(-1) ?? ''];
    const content = Object.values(whole?.content ?? {})[0]?.schema;
    if (content === undefined) return;
    const reference = JSON.parse(JSON.stringify(content).replaceAll('"#/', '"hydra#/')) as Schema;
    if (!ajv.validate(reference, value)) violations.push(`${what}: ${ajv.errorsText()}`);
  }

  const changed = (client: Record<string, unknown>): Record<string, unknown> => {
    changes += 1;
    return { ...client, updated_at: new Date(Date.UTC(2026, 0, 1, 0, 0, changes)).toISOString() };
  };

  function patched(client: Record<string, unknown>, operations: unknown): Record<string, unknown> {
    const next = { ...client };
    for (const { op, path, value } of operations as { op: string; path: string; value: unknown }[]) {
      if (op === 'replace' || op === 'add') next[path.slice(1)] = value;
    }
    return changed(next);
  }

  interface Answer {
    readonly status: number;
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  }
  const absent: Answer = { status: 404, body: { error: 'Unable to locate the resource' } };

  function listClients(query: URLSearchParams): Answer {
    const all = [...clients.values()];
    const size = Number(query.get('page_size') ?? 250);
    const from = Number(query.get('page_token') ?? 0);
    const rest = from + size < all.length;
    const link = `</admin/clients?page_size=${size}&page_token=${from + size}>; rel="next"`;
    // Secrets are shown when they are made, and never again.
    return { status: 200, body: all.slice(from, from + size), headers: rest ? { link } : {} };
  }

  function ofClient(method: string, id: string, rest: string, body: unknown): Answer {
    const client = clients.get(id);
    if (client === undefined) return absent;
    if (rest === '/secrets/rotate' && method === 'POST') {
      clients.set(id, changed(client));
      return { status: 200, body: { ...clients.get(id), client_secret: `secret-${changes}` } };
    }
    if (rest === '/lifespans' && method === 'PUT') {
      const kept = Object.fromEntries(Object.entries(client).filter(([name]) => !lifespans.test(name)));
      clients.set(id, changed({ ...kept, ...(body as object) }));
    } else if (method === 'PATCH') clients.set(id, patched(client, body));
    else if (method === 'DELETE') {
      clients.delete(id);
      return { status: 204 };
    }
    return { status: 200, body: clients.get(id) };
  }

  function consentsOf(method: string, query: URLSearchParams): Answer {
    const subject = query.get('subject') ?? '';
    if (method === 'DELETE') {
      consents.delete(`${subject} ${query.get('client') ?? ''}`);
      return { status: 204 };
    }
    const body = [...consents].flatMap(([key, scopes]) => {
      const [who, client = ''] = key.split(' ');
      return who === subject
        ? [
            {
              grant_scope: scopes,
              consent_request: { challenge: key, subject, client: clients.get(client) ?? { client_id: client } },
            },
          ]
        : [];
    });
    return { status: 200, body };
  }

  function answer(method: string, url: URL, body: unknown): Answer {
    const { pathname, searchParams } = url;
    if (pathname === '/version') return { status: 200, body: { version: 'v26.2.0' } };
    if (pathname === '/admin/clients' && method === 'GET') return listClients(searchParams);
    const [, id, rest = ''] = /^\/admin\/clients\/([^/]+)(\/.*)?$/.exec(pathname) ?? [];
    if (id !== undefined) return ofClient(method, decodeURIComponent(id), rest, body);
    if (pathname === '/admin/oauth2/auth/sessions/consent') return consentsOf(method, searchParams);
    if (pathname === '/admin/oauth2/tokens' && method === 'DELETE') {
      purged.push(searchParams.get('client_id') ?? '');
      return { status: 204 };
    }
    return absent;
  }

  const server = createServer((request, response) => {
    void bodyOf(request).then((text) => {
      const [method, url] = [request.method ?? '', new URL(request.url ?? '', 'http://hydra')];
      const described = describedAs(method, url.pathname);
      const name = `${method} ${url.pathname}`;
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      if (described === undefined) violations.push(`${name} is not in the description`);
      if (body !== undefined) mustFit(`${name}, request`, described?.requestBody, body);
      const given = answer(method, url, body);
      if (given.body !== undefined)
        mustFit(
          `${name}, answer ${given.status}`,
          described?.responses[given.status] ?? described?.responses['default'],
          given.body,
        );
      response.writeHead(given.status, { 'content-type': 'application/json', ...given.headers });
      response.end(given.body === undefined ? undefined : JSON.stringify(given.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clients,
    consents,
    purged,
    violations,
    make(id, more = {}) {
      const made = {
        client_id: id,
        client_name: id,
        owner: '',
        scope: 'orders.read orders.write',
        grant_types: ['client_credentials'],
        skip_consent: false,
      };
      clients.set(id, changed({ ...made, token_endpoint_auth_method: 'client_secret_basic', ...more }));
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
