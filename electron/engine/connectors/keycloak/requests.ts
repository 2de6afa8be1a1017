import type { Json, JsonObject } from '#shared/model/json.ts';
import type { Operation, ShownRequest } from '#shared/model/plan.ts';
import { looseOf, textsOf } from './states.ts';

/** Keycloak replaces a client whole: the rest goes back as it is read just before. */
const rest = { '…': 'and the rest of it, as it is read just before' } as const;

/** What will be sent, for the plan editor. `now`: what the operation meets, in its own words; what is so already is not sent. */
export function requestsOf({ name, object, parameters }: Operation, now: Json): readonly ShownRequest[] {
  const below = (path: string): string => `/admin/realms/${object['realm'] ?? ''}${path}`;
  const client = below(`/clients/${object['client'] ?? ''}`);
  const user = below(`/users/${object['user'] ?? ''}`);
  const whole = (body: JsonObject): ShownRequest => ({ method: 'PUT', path: client, body: { ...body, ...rest } });
  switch (name) {
    case 'client.enabled':
    case 'client.attributes':
      return [whole(parameters)];
    case 'client.not_before': {
      const notBefore = parameters['notBefore'] ?? 'the second it is sent';
      return [whole({ notBefore }), { method: 'POST', path: `${client}/push-revocation`, body: null }];
    }
    case 'client.scopes':
      return [
        ...(['default', 'optional'] as const).flatMap((kind) =>
          scopeRequests(`${client}/${kind}-client-scopes`, looseOf(now), parameters, `${kind}ClientScopes`),
        ),
        ...(looseOf(now)['fullScopeAllowed'] === parameters['fullScopeAllowed']
          ? []
          : [whole({ fullScopeAllowed: parameters['fullScopeAllowed'] ?? false })]),
      ];
    case 'client.offline_sessions':
      return [{ method: 'DELETE', path: below('/sessions/{each of them}?isOffline=true'), body: null }];
    case 'client.secret':
      return [{ method: 'POST', path: `${client}/client-secret`, body: null }];
    case 'client.exists':
      return [{ method: 'DELETE', path: client, body: null }];
    case 'roles.direct':
      return roleRequests(`${user}/role-mappings`, looseOf(now), parameters);
    case 'consent.exists':
      return [{ method: 'DELETE', path: `${user}/consents/${object['clientId'] ?? ''}`, body: null }];
    case 'user.enabled':
      return [{ method: 'PUT', path: user, body: parameters }];
    default:
      return [];
  }
}

type Members = Readonly<Record<string, unknown>>;

const missingFrom = (list: readonly string[], other: readonly string[]): readonly string[] =>
  list.filter((name) => !other.includes(name));

/** One request a scope; Keycloak takes its id, which is looked up. */
function scopeRequests(path: string, now: Members, wanted: Members, member: string): readonly ShownRequest[] {
  const [held, stays] = [textsOf(now[member]), textsOf(wanted[member])];
  return [
    ...missingFrom(held, stays).map((scope) => ({ method: 'DELETE', path: `${path}/{${scope}}`, body: null })),
    ...missingFrom(stays, held).map((scope) => ({ method: 'PUT', path: `${path}/{${scope}}`, body: null })),
  ];
}

/** One request for the roles of the realm and of each client: first what goes, then what comes. */
function roleRequests(path: string, now: Members, wanted: Members): readonly ShownRequest[] {
  const [held, stays] = [looseOf(now['clientRoles']), looseOf(wanted['clientRoles'])];
  const owners = [
    { path: `${path}/realm`, has: textsOf(now['realmRoles']), keeps: textsOf(wanted['realmRoles']) },
    ...[...new Set([...Object.keys(held), ...Object.keys(stays)])].map((name) => ({
      path: `${path}/clients/{${name}}`,
      has: textsOf(held[name]),
      keeps: textsOf(stays[name]),
    })),
  ];
  const asked = (method: string, place: string, names: readonly string[]): readonly ShownRequest[] =>
    names.length === 0 ? [] : [{ method, path: place, body: names.map((name) => ({ name })) }];
  return [
    ...owners.flatMap(({ path: place, has, keeps }) => asked('DELETE', place, missingFrom(has, keeps))),
    ...owners.flatMap(({ path: place, has, keeps }) => asked('POST', place, missingFrom(keeps, has))),
  ];
}
