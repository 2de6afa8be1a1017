import type { Json } from '#shared/model/json.ts';
import type { Operation, ShownRequest } from '#shared/model/plan.ts';

/** What will be sent, for the plan editor; the runner sends the whole representation where Keycloak replaces. */
export function requestsOf({ name, object, parameters }: Operation): readonly ShownRequest[] {
  const below = (path: string): string => `/admin/realms/${object['realm'] ?? ''}${path}`;
  const client = below(`/clients/${object['client'] ?? ''}`);
  const whole = (body: Json): ShownRequest => ({ method: 'PUT', path: client, body });
  switch (name) {
    case 'client.enabled':
    case 'client.attributes':
      return [whole(parameters)];
    case 'client.not_before':
      return [whole({ notBefore: 'now' }), { method: 'POST', path: `${client}/push-revocation`, body: null }];
    case 'client.scopes':
      return [
        { method: 'DELETE', path: `${client}/default-client-scopes/{scope}`, body: null },
        { method: 'DELETE', path: `${client}/optional-client-scopes/{scope}`, body: null },
        whole(parameters),
      ];
    case 'client.offline_sessions':
      return [{ method: 'DELETE', path: below('/sessions/{session}?isOffline=true'), body: null }];
    case 'client.secret':
      return [{ method: 'POST', path: `${client}/client-secret`, body: null }];
    case 'client.exists':
      return [{ method: 'DELETE', path: client, body: null }];
    case 'roles.direct':
      return [{ method: 'DELETE', path: below(`/users/${object['user'] ?? ''}/role-mappings/…`), body: parameters }];
    case 'consent.exists':
      return [
        {
          method: 'DELETE',
          path: below(`/users/${object['user'] ?? ''}/consents/${object['clientId'] ?? ''}`),
          body: null,
        },
      ];
    case 'user.enabled':
      return [{ method: 'PUT', path: below(`/users/${object['user'] ?? ''}`), body: parameters }];
    default:
      return [];
  }
}
