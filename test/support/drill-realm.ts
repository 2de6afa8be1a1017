// The realm of the drill: forty service accounts, five agents that trade tokens, people who let them act; and its truth.
import type KeycloakAdminClient from '@keycloak/keycloak-admin-client';
import type { Json, JsonObject } from '#shared/model/json.ts';
import { askAs, redirectUri, signIn, type Tokens } from './keycloak-people.ts';
import { makeRealm, makeServiceAccount, mint } from './keycloak-realm.ts';

export const realm = 'acme';
const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${name}-${String(index + 1).padStart(2, '0')}`);

export const bulk = numbered('bulk', 30);
const others = numbered('service', 8);
export const agents = ['assistant', 'shopper', 'planner', 'writer', 'scout'] as const;
export const people = ['ana', 'ben', 'cleo'] as const;
const overPrivileged = ['manage-users', 'manage-clients'];

export const application = (clientId: string) => ({ clientId, secret: `${clientId}-secret` });
const person = (username: string) => ({ username, password: `${username}-password` });

/** What agents hold of people when the drill begins. */
export interface Held {
  /** Offline tokens, `agent person`. */
  readonly offline: ReadonlyMap<string, Tokens>;
  /** What shopper traded for ana's token, and ana's own sign-in there. */
  readonly exchanged: string;
  readonly online: Tokens;
}

/** Everything but what the analyst does. `url`: of the server. */
export async function makeDrillRealm(admin: KeycloakAdminClient, url: string): Promise<Held> {
  const realmUrl = `${url}/realms/${realm}`;
  await makeRealm(admin, realm);
  await makeServiceAccount(admin, 'reporting', { roles: overPrivileged });
  await makeServiceAccount(admin, 'billing');
  for (const name of others) await makeServiceAccount(admin, name);
  for (const name of bulk) await makeServiceAccount(admin, name, { roles: ['view-users'] });
  for (const clientId of agents) {
    await admin.clients.create({
      ...application(clientId),
      publicClient: false,
      serviceAccountsEnabled: true,
      standardFlowEnabled: true,
      consentRequired: true,
      redirectUris: [redirectUri],
      attributes: { 'standard.token.exchange.enabled': 'true', 'nhi.kind': 'agent' },
    });
  }
  for (const name of people) {
    const { password, username } = person(name);
    await admin.users.create({
      username,
      email: `${name}@acme.example`,
      emailVerified: true,
      firstName: name,
      lastName: 'Acme',
      enabled: true,
      credentials: [{ type: 'password', value: password, temporary: false }],
    });
  }
  const offline = new Map<string, Tokens>();
  for (const agent of ['assistant', 'shopper'])
    for (const name of people) {
      const tokens = await signIn(realmUrl, application(agent), person(name), 'openid offline_access');
      offline.set(`${agent} ${name}`, tokens);
    }
  const online = await signIn(realmUrl, application('shopper'), person('ana'), 'openid');
  const traded = await askAs(realmUrl, application('shopper'), {
    grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
    subject_token: online.access,
    subject_token_type: 'urn:ietf:params:oauth:token-type:access_token',
    scope: 'openid',
    requested_token_type: 'urn:ietf:params:oauth:token-type:access_token',
  });
  if (traded.status !== 200) throw new Error(`shopper could not trade: ${traded.error}`);
  await workOfReporting(url);
  return { offline, exchanged: traded.tokens.access, online };
}

/** reporting creates a person, as it may, and never touches a client, as it may as well. */
async function workOfReporting(url: string): Promise<void> {
  const { token } = await mint(url, realm, 'reporting');
  const response = await fetch(`${url}/admin/realms/${realm}/users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'dora', email: 'dora@acme.example', enabled: true }),
  });
  if (response.status !== 201) throw new Error(`reporting could not work: ${response.status}`);
}

/** The realm as its own client sees it, everything that a plan could touch; secrets only by whether they are the old ones. */
export interface RealmTruth {
  /** By clientId; its whole representation. */
  readonly clients: Readonly<Record<string, JsonObject>>;
  /** Direct roles of its service account. */
  readonly roles: Readonly<Record<string, JsonObject>>;
  /** `person agent` → scopes. */
  readonly consents: Readonly<Record<string, Json>>;
  /** `person agent`, where an offline session is. */
  readonly offline: readonly string[];
  readonly users: Readonly<Record<string, boolean>>;
}

export async function truthOf(admin: KeycloakAdminClient): Promise<RealmTruth> {
  const clients: Record<string, JsonObject> = {};
  const roles: Record<string, JsonObject> = {};
  const consents: Record<string, Json> = {};
  const offline: string[] = [];
  const users: Record<string, boolean> = {};
  for (const found of await admin.clients.find({ max: 1000 })) {
    const clientId = found.clientId ?? '';
    const id = found.id ?? '';
    const { secret, defaultClientScopes, optionalClientScopes, ...rest } = found;
    clients[clientId] = JSON.parse(
      JSON.stringify({
        ...rest,
        isOldSecret: secret === undefined || secret === `${clientId}-secret`,
        defaultClientScopes: defaultClientScopes?.toSorted() ?? [],
        optionalClientScopes: optionalClientScopes?.toSorted() ?? [],
      }),
    ) as JsonObject; // What the API answers is JSON.
    if (found.serviceAccountsEnabled !== true) continue;
    const account = await admin.clients.getServiceAccountUser({ id });
    const held = await admin.users.listRoleMappings({ id: account.id ?? '' });
    const byClient = Object.entries(
      (held.clientMappings ?? {}) as Record<string, { readonly mappings?: readonly { readonly name?: string }[] }>,
    ).map(([name, { mappings }]) => [name, (mappings ?? []).map((role) => role.name ?? '').sort()] as const);
    roles[clientId] = {
      realmRoles: (held.realmMappings ?? []).map(({ name }) => name ?? '').sort(),
      clientRoles: Object.fromEntries(byClient),
    };
    const sessions = await admin.clients.listOfflineSessions({ id, first: 0, max: 100 });
    offline.push(...new Set(sessions.map(({ username }) => `${username} ${clientId}`)));
  }
  for (const { id = '', username = '', enabled } of await admin.users.find({ max: 1000 })) {
    users[username] = enabled === true;
    for (const consent of await admin.users.listConsents({ id })) {
      // The vendor's own type leaves these members out.
      const { clientId, grantedClientScopes } = consent as { clientId: string; grantedClientScopes?: string[] };
      consents[`${username} ${clientId}`] = (grantedClientScopes ?? []).toSorted();
    }
  }
  return { clients, roles, consents, offline: offline.sort(), users };
}
