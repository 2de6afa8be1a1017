// One event of a realm: a user's (a client's) or an administrator's; who did what to which object, and was it let.
import type { Fields } from '#engine/importers/fields.ts';
import { circumstances } from '#engine/importers/gather/circumstances.ts';
import type { Activity } from '#shared/model/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { IdentityId } from '#shared/model/ids.ts';

type Party = NonNullable<Activity['client']>;
/** `realm`: the id of the realm that the user or client belongs to; '' for the event's own. */
export type IdOf = (namespace: 'client' | 'user', externalId: string, realm: string) => IdentityId;

/** Types at which nobody sits at the screen, whatever user they speak of. */
const unattended =
  /^(?:CLIENT_LOGIN|TOKEN_EXCHANGE|REFRESH_TOKEN|INTROSPECT_TOKEN|VALIDATE_ACCESS_TOKEN|USER_INFO_REQUEST|REVOKE_GRANT|PERMISSION_TOKEN|IMPERSONATE|FEDERATED_IDENTITY_|OAUTH2_EXTENSION_GRANT|CLIENT_)/;
const unattendedGrant =
  /^(?:client_credentials|refresh_token|urn:ietf:params:oauth:grant-type:(?:token-exchange|jwt-bearer|uma-ticket))$/;
const failure = /_ERROR$/;
/** The user that Keycloak makes for a client with a service account. */
const serviceUser = /^service-account-(.+)$/;

export function userActivity(event: Fields, at: Instant, idOf: IdOf): Activity {
  const details = event.object('details');
  const said = (name: string): string => details?.plain(name) ?? '';
  // Listeners of others write `access.LOGIN`.
  const type = event.plain('type').replace(/^access\./, '');
  const action = type.replace(failure, '');
  const clientId = event.plain('clientId');
  const userId = event.plain('userId');
  const username = said('username');
  const isService =
    serviceUser.test(username) || action === 'CLIENT_LOGIN' || said('grant_type') === 'client_credentials';
  const human =
    isService || (userId === '' && username === '') ? null : party(idOf, 'user', userId, username || userId);
  const error = event.plain('error');
  const scope = said('scope');
  const impersonator = said('impersonator');
  const reasons = [
    error,
    said('reason'),
    impersonator && `impersonated by ${impersonator}`,
    said('grant_type') && `grant_type ${said('grant_type')}`,
    scope && `scopes ${scope}`,
  ];
  return {
    at,
    human,
    humanLive:
      human !== null && impersonator === '' && !unattended.test(action) && !unattendedGrant.test(said('grant_type')),
    agents: [],
    client: clientId === '' ? null : party(idOf, 'client', clientId, clientId),
    action,
    object: said('audience') || said('resource') || said('identity_provider') || said('redirect_uri'),
    decision: failure.test(type) || error !== '' ? 'denied' : 'allowed',
    reason: reasons.filter((reason) => reason !== '').join('; '),
    trace: event.plain('sessionId') || said('token_id') || said('code_id') || event.plain('id'),
    ...circumstances({
      address: event.plain('ipAddress'),
      userAgent: said('user_agent'),
      // Keycloak's exchange names no actor: the token says the person and the client that got it.
      signals: [human !== null && clientId !== '' && action === 'TOKEN_EXCHANGE' && 'impersonation'],
    }),
  };
}

/** Clients that are pages for people. */
const consoles: ReadonlySet<string> = new Set(['security-admin-console', 'account-console']);

export function adminActivity(event: Fields, at: Instant, idOf: IdOf): Activity {
  const auth = event.object('authDetails');
  const realm = auth?.plain('realmId') ?? '';
  const userId = auth?.plain('userId') || event.plain('userId');
  const username = auth?.plain('username') ?? '';
  // Keycloak's own id of the client; older versions and listeners name it by its clientId.
  const clientId = auth?.plain('clientId') || event.plain('clientId');
  const isService = serviceUser.test(username);
  const human = userId === '' || isService ? null : party(idOf, 'user', userId, username || userId, realm);
  const error = event.plain('error');
  const resource = event.plain('resourceType');
  const operation = event.plain('operationType');
  return {
    at,
    human,
    humanLive: human !== null,
    agents: [],
    client: clientId === '' ? null : party(idOf, 'client', clientId, clientId, realm),
    action: resource === '' ? operation : `${operation}:${resource}`,
    object: event.plain('resourcePath'),
    decision: error === '' ? 'allowed' : 'denied',
    reason: error,
    trace: event.plain('id'),
    ...circumstances({
      address: auth?.plain('ipAddress') ?? '',
      signals: [consoles.has(clientId) && 'console'],
    }),
  };
}

const party = (idOf: IdOf, namespace: 'client' | 'user', externalId: string, name: string, realm = ''): Party => ({
  id: externalId === '' ? null : idOf(namespace, externalId, realm),
  name,
});
