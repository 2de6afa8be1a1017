// What of the realm a session stands on. Ids alone: a realm, or a client of another realm, may have the name of ours.
import type { KeycloakAdmin } from './admin.ts';
import { clientList, user } from './shapes.ts';

/** The roles that let any administrator in are this client's: without it, nobody is. */
const roleOwner = 'realm-management';

/** Ids of the admin client and of its service account, where they live in the realm, and of the client that owns its roles. */
export async function selfOf(admin: KeycloakAdmin, signal: AbortSignal): Promise<readonly string[]> {
  const { realm, authRealm, clientId } = admin.settings;
  const idsOf = async (name: string): Promise<readonly string[]> =>
    ((await admin.get(`/clients?clientId=${encodeURIComponent(name)}`, clientList, signal)) ?? []).map(({ id }) => id);
  const accountOf = async (id: string): Promise<readonly string[]> => {
    const found = await admin.get(`/clients/${encodeURIComponent(id)}/service-account-user`, user, signal);
    return found === null ? [] : [found.id];
  };
  const own = authRealm === realm ? await idsOf(clientId) : [];
  const accounts = await Promise.all(own.map(accountOf));
  return [...own, ...accounts.flat(), ...(await idsOf(roleOwner))];
}
