// Keycloak's admin API with fetch and nothing else: the calls that a sync and a plan make, in the same order.
import type KeycloakAdminClient from '@keycloak/keycloak-admin-client';
import { readRoles, workbench, writeRoles } from '#test/support/keycloak-realm.ts';

export const benchRealm = 'bench';
export const nameOf = (index: number): string => `bench-${String(index).padStart(5, '0')}`;
const secretOf = (name: string): string => `${name}-secret`;
const roles = ['view-users', 'manage-users'];
const perPage = 100;

/** Clients that are imported with one request: the server keeps all of a request in one transaction. */
const perImport = 250;

/** A realm of clients with service accounts that hold two roles. */
export async function makeBenchRealm(admin: KeycloakAdminClient, count: number): Promise<void> {
  const own = holders([workbench.clientId], () => workbench.secret, [...readRoles, ...writeRoles]);
  await admin.realms.create({ realm: benchRealm, enabled: true, accessTokenLifespan: 3600, ...own });
  for (let first = 0; first < count; first += perImport) {
    const names = Array.from({ length: Math.min(perImport, count - first) }, (_, index) => nameOf(first + index));
    const rep = { ifResourceExists: 'FAIL' as const, ...holders(names, secretOf, roles) };
    await admin.realms.partialImport({ realm: benchRealm, rep });
  }
}

const holders = (names: readonly string[], secret: (name: string) => string, held: readonly string[]) => ({
  clients: names.map((clientId) => ({
    clientId,
    secret: secret(clientId),
    publicClient: false,
    standardFlowEnabled: false,
    serviceAccountsEnabled: true,
  })),
  users: names.map((clientId) => ({
    username: `service-account-${clientId}`,
    enabled: true,
    serviceAccountClientId: clientId,
    clientRoles: { 'realm-management': [...held] },
  })),
});

interface Client {
  readonly id: string;
  readonly clientId: string;
}

export class BareClient {
  readonly #url: string;
  readonly #concurrency: number;
  readonly #ids = new Map<string, string>();
  readonly #users = new Map<string, string>();
  #token = '';

  constructor(url: string, concurrency: number) {
    this.#url = url;
    this.#concurrency = concurrency;
  }

  idOf(name: string): string {
    const id = this.#ids.get(name);
    if (id === undefined) throw new Error(`${name} was not listed`);
    return id;
  }

  /** Everything that a sync asks for; parsed, and thrown away. */
  async sync(): Promise<void> {
    this.#token = await this.#mint(workbench.clientId, workbench.secret);
    await Promise.all(['', '/client-scopes', '/roles?briefRepresentation=false'].map((path) => this.#get(path)));
    const clients: Client[] = [];
    for (let first = 0, size = perPage; size === perPage; first += perPage) {
      const page = await this.#get<Client[]>(`/clients?first=${first}&max=${perPage}`);
      size = page.length;
      clients.push(...page);
      await this.#each(
        page.filter((each) => (each as { serviceAccountsEnabled?: boolean }).serviceAccountsEnabled === true),
        async ({ id, clientId }) => {
          this.#ids.set(clientId, id);
          const user = await this.#get<{ id: string }>(`/clients/${id}/service-account-user`);
          this.#users.set(clientId, user.id);
          await this.#get(`/users/${user.id}/role-mappings`);
        },
      );
    }
    await this.#get('/users?first=0&max=100&briefRepresentation=false');
    for (let first = 0; first < clients.length; first += perPage)
      await this.#get(`/clients?first=${first}&max=${perPage}`);
  }

  /** `with probes`: as a plan does it; `least`: as a script would. */
  disable(names: readonly string[], how: 'with probes' | 'least'): Promise<void> {
    return this.#each(names, async (name) => {
      const path = `/clients/${this.idOf(name)}`;
      if (how === 'least') return void (await this.#put(path, { ...(await this.#get<object>(path)), enabled: false }));
      // Look; take a token as a thief may have one; replace; read back; try the token and the secret.
      await this.#get(path);
      await this.#get(path);
      const stolen = await this.#mint(name, secretOf(name), { scope: 'openid' });
      await this.#form('userinfo', { access_token: stolen });
      await this.#put(path, { ...(await this.#get<object>(path)), enabled: false });
      await this.#get(path);
      await this.#mint(name, secretOf(name));
      await this.#form('userinfo', { access_token: stolen });
    });
  }

  enable(names: readonly string[]): Promise<void> {
    return this.#each(names, async (name) => {
      const path = `/clients/${this.idOf(name)}`;
      await this.#put(path, { ...(await this.#get<object>(path)), enabled: true });
    });
  }

  rescope(names: readonly string[], how: 'read back' | 'least'): Promise<void> {
    return this.#each(names, async (name) => {
      const { path, mapped, id } = await this.#mappings(name);
      if (how === 'read back') await this.#mappings(name);
      const gone = mapped.filter((role) => role.name === 'manage-users');
      await this.#ask('DELETE', `${path}/clients/${id}`, gone);
      if (how === 'read back') await this.#mappings(name);
    });
  }

  /** What rescope took away. */
  async restore(names: readonly string[]): Promise<void> {
    const [management] = await this.#get<Client[]>('/clients?clientId=realm-management');
    const role = await this.#get<Role>(`/clients/${management?.id}/roles/manage-users`);
    await this.#each(names, (name) =>
      this.#ask('POST', `/users/${this.#users.get(name)}/role-mappings/clients/${management?.id}`, [role]),
    );
  }

  async #mappings(name: string): Promise<{ path: string; id: string; mapped: readonly Role[] }> {
    const path = `/users/${this.#users.get(name)}/role-mappings`;
    const { clientMappings } = await this.#get<{ clientMappings: Record<string, { id: string; mappings: Role[] }> }>(
      path,
    );
    const found = clientMappings['realm-management'];
    if (found === undefined) throw new Error(`${name} holds no role of the realm's management`);
    return { path, id: found.id, mapped: found.mappings };
  }

  async #each<T>(list: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
    let next = 0;
    const worker = async (): Promise<void> => {
      for (let at = next++; at < list.length; at = next++) await work(list[at] as T);
    };
    await Promise.all(Array.from({ length: this.#concurrency }, worker));
  }

  async #get<T>(path: string): Promise<T> {
    return (await this.#ask('GET', path)) as T; // What Keycloak documents for this path.
  }

  #put(path: string, body: object): Promise<unknown> {
    return this.#ask('PUT', path, body);
  }

  async #ask(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.#url}/admin/realms/${benchRealm}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  async #mint(clientId: string, secret: string, more: Record<string, string> = {}): Promise<string> {
    const form = { ...more, grant_type: 'client_credentials', client_id: clientId, client_secret: secret };
    return (await this.#form('token', form)).access_token ?? '';
  }

  async #form(endpoint: string, form: Record<string, string>): Promise<{ access_token?: string }> {
    const url = `${this.#url}/realms/${benchRealm}/protocol/openid-connect/${endpoint}`;
    const response = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
    const text = await response.text();
    return text === '' ? {} : (JSON.parse(text) as { access_token?: string }); // RFC 6749; what userinfo says is not looked at.
  }
}

interface Role {
  readonly id: string;
  readonly name: string;
}
