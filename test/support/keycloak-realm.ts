// A realm like a customer's: an admin client for the workbench, service accounts, agents, people.
import type KeycloakAdminClient from '@keycloak/keycloak-admin-client';

export const workbench = { clientId: 'nhi-workbench', secret: 'workbench-secret' } as const;
export const readRoles = ['view-realm', 'view-clients', 'view-users', 'view-events'] as const;
export const writeRoles = ['manage-clients', 'manage-users'] as const;

/** Makes the realm and an admin client that holds these roles of realm-management. */
export async function makeRealm(
  admin: KeycloakAdminClient,
  realm: string,
  {
    roles = [...readRoles, ...writeRoles],
    events = true,
  }: { readonly roles?: readonly string[]; readonly events?: boolean } = {},
): Promise<void> {
  await admin.realms.create({
    realm,
    enabled: true,
    eventsEnabled: events,
    adminEventsEnabled: events,
    adminEventsDetailsEnabled: events,
    // Longer than any test goes on with one.
    accessTokenLifespan: 3600,
  });
  admin.setConfig({ realmName: realm });
  await makeServiceAccount(admin, workbench.clientId, { secret: workbench.secret, roles });
}

interface Account {
  readonly secret?: string;
  /** Of realm-management. */
  readonly roles?: readonly string[];
  readonly attributes?: Readonly<Record<string, string>>;
}

/** Keycloak's id of the new client. */
export async function makeServiceAccount(
  admin: KeycloakAdminClient,
  clientId: string,
  { secret = `${clientId}-secret`, roles = [], attributes = {} }: Account = {},
): Promise<string> {
  const { id } = await admin.clients.create({
    clientId,
    secret,
    publicClient: false,
    serviceAccountsEnabled: true,
    standardFlowEnabled: false,
    attributes: { ...attributes },
  });
  if (roles.length > 0) {
    const account = await admin.clients.getServiceAccountUser({ id });
    const [management] = await admin.clients.find({ clientId: 'realm-management' });
    const known = await admin.clients.listRoles({ id: management?.id ?? '' });
    const given = known
      .filter(({ name }) => roles.includes(name ?? ''))
      .map((role) => ({ id: role.id ?? '', name: role.name ?? '' }));
    await admin.users.addClientRoleMappings({
      id: account.id ?? '',
      clientUniqueId: management?.id ?? '',
      roles: given,
    });
  }
  return id;
}

/** What the token endpoint answers to the client's own secret. */
export async function mint(
  url: string,
  realm: string,
  clientId: string,
  secret = `${clientId}-secret`,
): Promise<{ readonly status: number; readonly token: string }> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: secret });
  const response = await fetch(`${url}/realms/${realm}/protocol/openid-connect/token`, { method: 'POST', body });
  const answer = (await response.json()) as { readonly access_token?: string };
  return { status: response.status, token: answer.access_token ?? '' };
}
