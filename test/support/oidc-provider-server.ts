// oidc-provider, a certified implementation, on loopback: registration and its management, introspection, revocation.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export interface OidcServer {
  readonly issuer: string;
  readonly workbench: { readonly clientId: string; readonly secret: string };
  /** RFC 7591; what the server answered. */
  register(more?: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>>;
  mint(client: Readonly<Record<string, unknown>>): Promise<{ readonly status: number; readonly token: string }>;
  close(): Promise<void>;
}

const workbench = { clientId: 'nhi-workbench', secret: 'canary-workbench-secret' };

/** `behind`: the address that the metadata name, where a proxy stands before it. */
export async function startOidcProvider(
  behind: (own: string) => Promise<string> = async (own) => own,
): Promise<OidcServer> {
  let handle: RequestListener | undefined;
  const server: Server = createServer((request, response) => handle?.(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = await behind(own);
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: workbench.clientId,
        client_secret: workbench.secret,
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
      },
    ],
    scopes: ['orders.read', 'orders.write'],
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: async () => true },
      revocation: { enabled: true, allowedPolicy: async () => true },
      registration: { enabled: true, initialAccessToken: false },
      registrationManagement: { enabled: true, rotateRegistrationAccessToken: true },
    },
  });
  const callback = provider.callback();
  // Its addresses are made of Host, and a proxy before it has another one.
  handle = (request, response) => {
    request.headers.host = new URL(issuer).host;
    void callback(request, response);
  };
  return {
    issuer,
    workbench,
    async register(more = {}) {
      const answer = await fetch(`${own}/reg`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          grant_types: ['client_credentials'],
          response_types: [],
          redirect_uris: [],
          scope: 'orders.read orders.write',
          ...more,
        }),
      });
      if (answer.status !== 201) throw new Error(await answer.text());
      return (await answer.json()) as Record<string, unknown>;
    },
    async mint(client) {
      const answer = await fetch(`${own}/token`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(`${client['client_id']}:${client['client_secret']}`).toString('base64')}`,
        },
        body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'orders.read' }),
      });
      const body = (await answer.json()) as { readonly access_token?: string };
      return { status: answer.status, token: body.access_token ?? '' };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
