// One object an operation: how it is read, and how it is done. Names stand in plans and journals, and never change.
import type { Applied, Exchanges, Observation } from '#engine/connectors/connector.ts';
import { appliedOf, read } from '#engine/connectors/exchange/answers.ts';
import { stableStringify } from '#shared/lib/stable-stringify.ts';
import type { Json } from '#shared/model/json.ts';
import type { Operation } from '#shared/model/plan.ts';
import type { KeycloakAdmin } from './admin.ts';
import { setRoles } from './role-mappings.ts';
import { setScopes } from './scope-mappings.ts';
import { type Client, client, consents, isMasked, mappings, newCredential, sessions } from './shapes.ts';
import {
  attributesState,
  enabledState,
  existsState,
  notBeforeState,
  rolesState,
  scopesState,
  secretState,
} from './states.ts';

export interface Around {
  readonly admin: KeycloakAdmin;
  readonly operation: Operation;
  readonly exchanges: Exchanges;
  readonly signal: AbortSignal;
}

interface OperationKind {
  /** Role of realm-management that it needs. */
  readonly needs: string;
  observe(around: Around): Promise<Json>;
  execute(around: Around, seen: Observation): Promise<Applied>;
}

const idOf = ({ operation }: Around, name: string): string => encodeURIComponent(operation.object[name] ?? '');
const clientPath = (around: Around): string => `/clients/${idOf(around, 'client')}`;

const readClient = ({ admin, exchanges, signal }: Around, path: string): Promise<Client | null> =>
  admin.get(path, client, signal, exchanges);

/** A client operation that reads one state of the client. */
const ofClient =
  (state: (client: Client, operation: Operation) => Json) =>
  async (around: Around): Promise<Json> => {
    const found = await readClient(around, clientPath(around));
    return found === null ? null : state(found, around.operation);
  };

/** Reads the whole, changes it, sends the whole; nothing where `isAsSeen` says that it changed since it was looked at. */
async function replaceClient(
  around: Around,
  change: (client: Client) => Partial<Client>,
  isAsSeen: (client: Client) => boolean = () => true,
): Promise<Applied> {
  const { admin, exchanges, signal } = around;
  const found = await readClient(around, clientPath(around));
  if (found === null) return { kind: 'already' };
  if (!isAsSeen(found))
    return { kind: 'refused', message: 'somebody changed it at this very moment. Nothing was sent; make a new plan.' };
  const { secret, ...rest } = found;
  // A masked secret that is sent back may become the secret.
  const body = { ...rest, ...(isMasked(secret) ? {} : { secret }), ...change(found) };
  const answer = await admin.ask({ method: 'PUT', path: clientPath(around), body }, signal, exchanges);
  return appliedOf(answer, admin.ports.now(), 'realm-management: manage-clients');
}

async function simple(
  around: Around,
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  needs: string,
  body?: unknown,
): Promise<Applied> {
  const { admin, exchanges, signal } = around;
  const answer = await admin.ask({ method, path, ...(body === undefined ? {} : { body }) }, signal, exchanges);
  return appliedOf(answer, admin.ports.now(), `realm-management: ${needs}`);
}

const attributeNames = ({ parameters }: Operation): readonly string[] => {
  const { attributes } = parameters;
  return typeof attributes === 'object' && attributes !== null && !Array.isArray(attributes)
    ? Object.keys(attributes).sort()
    : [];
};

/** null or '' takes an attribute away; Keycloak does that for ''. */
function changedAttributes({ parameters }: Operation): Record<string, string> {
  const { attributes } = parameters;
  const given = typeof attributes === 'object' && attributes !== null && !Array.isArray(attributes) ? attributes : {};
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? value : '']),
  );
}

const isEqual = (one: Json, other: Json): boolean => stableStringify(one) === stableStringify(other);

const enabledOf = ({ parameters }: Operation): boolean => parameters['enabled'] === true;

export const operationKinds: Readonly<Record<string, OperationKind>> = {
  'client.enabled': {
    needs: 'manage-clients',
    observe: ofClient(enabledState),
    execute: (around, { state }) =>
      replaceClient(
        around,
        () => ({ enabled: enabledOf(around.operation) }),
        (found) => isEqual(enabledState(found), state),
      ),
  },
  'client.attributes': {
    needs: 'manage-clients',
    observe: ofClient((found, operation) => attributesState(found, attributeNames(operation))),
    execute: (around, { state }) =>
      replaceClient(
        around,
        ({ attributes }) => ({ attributes: { ...attributes, ...changedAttributes(around.operation) } }),
        (found) => isEqual(attributesState(found, attributeNames(around.operation)), state),
      ),
  },
  'client.scopes': {
    needs: 'manage-clients',
    observe: ofClient(scopesState),
    execute: (around) =>
      setScopes(around, () =>
        replaceClient(around, () => ({ fullScopeAllowed: around.operation.parameters['fullScopeAllowed'] === true })),
      ),
  },
  'client.not_before': {
    needs: 'manage-clients',
    observe: ofClient(notBeforeState),
    async execute(around) {
      const given = around.operation.parameters['notBefore'];
      const done = await replaceClient(around, () => ({
        // Tokens carry whole seconds of the server's clock: those of this very second are meant as well.
        notBefore: typeof given === 'number' ? given : Math.floor(around.admin.latestNow() / 1000) + 1,
      }));
      if (done.kind !== 'done') return done;
      // Reaches only clients that have an admin address; the others are told when they ask.
      return simple(around, 'POST', `${clientPath(around)}/push-revocation`, 'manage-clients');
    },
  },
  'client.offline_sessions': {
    needs: 'manage-users',
    async observe({ admin, exchanges, signal, ...around }) {
      const path = `/clients/${idOf({ admin, exchanges, signal, ...around }, 'client')}/offline-sessions?first=0&max=1`;
      const found = await admin.get(path, sessions, signal, exchanges);
      return found === null || found.length === 0 ? null : { offlineSessions: 'some' };
    },
    async execute(around) {
      const { admin, exchanges, signal } = around;
      for (;;) {
        const path = `${clientPath(around)}/offline-sessions?first=0&max=100`;
        const found = (await admin.get(path, sessions, signal, exchanges)) ?? [];
        if (found.length === 0) return { kind: 'done' };
        let ended = 0;
        for (const { id } of found) {
          const done = await simple(
            around,
            'DELETE',
            `/sessions/${encodeURIComponent(id)}?isOffline=true`,
            'manage-users',
          );
          if (done.kind === 'done') ended += 1;
          else if (done.kind !== 'already') return done;
        }
        // What is listed and cannot be found would be listed for ever.
        if (ended === 0) return { kind: 'unclear', message: 'sessions are listed that cannot be ended' };
      }
    },
  },
  'client.secret': {
    needs: 'manage-clients',
    observe: ofClient(secretState),
    async execute(around) {
      const { admin, exchanges, signal } = around;
      const answer = await admin.ask(
        { method: 'POST', path: `${clientPath(around)}/client-secret` },
        signal,
        exchanges,
      );
      const applied = appliedOf(answer, admin.ports.now(), 'realm-management: manage-clients');
      if (applied.kind !== 'done') return applied;
      return {
        kind: 'done',
        newSecret: { name: around.operation.object['clientId'] ?? '', value: read(answer, newCredential).value },
      };
    },
  },
  'client.exists': {
    needs: 'manage-clients',
    observe: ofClient(existsState),
    execute: (around) => simple(around, 'DELETE', clientPath(around), 'manage-clients'),
  },
  'roles.direct': {
    needs: 'manage-users',
    async observe(around) {
      const path = `/users/${idOf(around, 'user')}/role-mappings`;
      const found = await around.admin.get(path, mappings, around.signal, around.exchanges);
      if (found === null) return null;
      const byClient = Object.entries(found.clientMappings ?? {}).map(([name, { mappings: list }]) => [
        name,
        list.map((role) => role.name),
      ]);
      return rolesState({
        realmRoles: (found.realmMappings ?? []).map((role) => role.name),
        clientRoles: Object.fromEntries(byClient),
      });
    },
    execute: setRoles,
  },
  'consent.exists': {
    needs: 'manage-users',
    async observe(around) {
      const found = await around.admin.get(
        `/users/${idOf(around, 'user')}/consents`,
        consents,
        around.signal,
        around.exchanges,
      );
      const consent = found?.find(({ clientId }) => clientId === around.operation.object['clientId']);
      return consent === undefined
        ? null
        : { clientId: consent.clientId, scopes: [...(consent.grantedClientScopes ?? [])].sort() };
    },
    execute: (around) =>
      simple(around, 'DELETE', `/users/${idOf(around, 'user')}/consents/${idOf(around, 'clientId')}`, 'manage-users'),
  },
  'user.enabled': {
    needs: 'manage-users',
    async observe(around) {
      const found = await around.admin.get(
        `/users/${idOf(around, 'user')}`,
        client.pick({ id: true, enabled: true }),
        around.signal,
        around.exchanges,
      );
      return found === null ? null : { enabled: found.enabled !== false };
    },
    // A user's PUT takes what it is given and leaves the rest.
    execute: (around) =>
      simple(around, 'PUT', `/users/${idOf(around, 'user')}`, 'manage-users', { enabled: enabledOf(around.operation) }),
  },
};
