// One object an operation. Names stand in plans and journals, and never change.
import { type Applied, BackendRefused, type Exchanges } from '#engine/connectors/connector.ts';
import { appliedOf, read, saidBy } from '#engine/connectors/exchange/answers.ts';
import { masked } from '#shared/lib/masked.ts';
import { stableStringify } from '#shared/lib/stable-stringify.ts';
import type { Json, JsonObject } from '#shared/model/json.ts';
import type { Operation } from '#shared/model/plan.ts';
import { ambiguous, type OAuthServer } from './server.ts';
import { type ClientInformation, clientInformation } from './shapes.ts';
import { contactsState, existsState, grantsState, scopeState } from './states.ts';

export interface Around {
  readonly server: OAuthServer;
  readonly operation: Operation;
  readonly exchanges: Exchanges;
  readonly signal: AbortSignal;
}

interface OperationKind {
  observe(around: Around): Promise<Json>;
  execute(around: Around, seen: Json): Promise<Applied>;
}

const idOf = ({ operation }: Around): string => operation.object['client'] ?? '';

const ofClient =
  (state: (found: ClientInformation, around: Around) => Json) =>
  async (around: Around): Promise<Json> => {
    const { server, signal, exchanges } = around;
    const id = idOf(around);
    try {
      const found = await server.client(id, signal, exchanges);
      // It outlived the deletion that was sent: a later 401 says nothing of it.
      if (server.registration(id).deleting === true) await server.note(id, { deleting: undefined });
      return found === null ? null : state(found, around);
    } catch (error) {
      if (!(error instanceof BackendRefused) || error.status !== 401) throw error;
      if (server.registration(id).deleting !== true) throw error;
      await server.note(id, { gone: true, deleting: undefined });
      return null;
    }
  };

/** RFC 7592 §2.2: these must not be sent back. */
const serverOwned = [
  'registration_access_token',
  'registration_client_uri',
  'client_secret_expires_at',
  'client_id_issued_at',
];

/** The whole registration with some members changed; empty ones are left out, where the standard knows no empty value. */
export function updateOf(found: ClientInformation, change: JsonObject): JsonObject {
  const members = Object.entries({ ...found, ...change }).filter(
    ([name, value]) => !serverOwned.includes(name) && value !== null && value !== '',
  );
  return Object.fromEntries(members) as JsonObject;
}

const unsealed =
  'The server may answer with a new registration access token, and the secret of this tenant is kept for one run only: control of the client would end with it. Keep the secret sealed first.';

/** Replaces the registration, if it is still what was seen. */
async function replace(
  around: Around,
  seen: Json,
  state: (found: ClientInformation, around: Around) => Json,
  change: JsonObject,
): Promise<{ readonly applied: Applied; readonly isNewSecret: boolean }> {
  const { server, signal, exchanges } = around;
  const id = idOf(around);
  const ended = (applied: Applied) => ({ applied, isNewSecret: false });
  if (!server.ports.secretIsSealed) return ended({ kind: 'refused', message: unsealed });
  const fresh = await server.client(id, signal, exchanges);
  if (fresh === null) return ended({ kind: 'already' });
  if (stableStringify(state(fresh, around)) !== stableStringify(seen))
    return ended({ kind: 'refused', message: 'It changed while it was being read: make a new plan.' });
  const answer = await server.manage(id, 'PUT', updateOf(fresh, change), signal, exchanges);
  if (answer.status === 409) return ended({ kind: 'refused', message: saidBy(answer) });
  const applied = appliedOf(answer, server.ports.now(), 'registration management (RFC 7592)');
  if (applied.kind !== 'done') return ended(applied);
  const { client_secret: secret } = read(answer, clientInformation);
  if (secret === undefined || secret === fresh.client_secret) return ended(applied);
  return { applied: { kind: 'done', newSecret: { name: id, value: secret } }, isNewSecret: true };
}

const member = (
  state: (found: ClientInformation) => JsonObject,
  changeOf: (parameters: JsonObject) => JsonObject,
): OperationKind => ({
  observe: ofClient(state),
  execute: async (around, seen) => (await replace(around, seen, state, changeOf(around.operation.parameters))).applied,
});

const words = (value: Json | undefined): string => (Array.isArray(value) ? value.join(' ') : '');

const secretState = ({ client_id: id, client_secret: secret }: ClientInformation, { server }: Around): JsonObject => ({
  client_id: id,
  client_secret: secret === undefined ? null : masked(server.ports.fingerprint(secret)),
});

export const scopeChange = ({ scope }: JsonObject): JsonObject => ({ scope: words(scope) });

export const operationKinds: Readonly<Record<string, OperationKind>> = {
  'client.scope': member(scopeState, scopeChange),
  'client.grant_types': member(grantsState, ({ grant_types = [], response_types = [] }) => ({
    grant_types,
    response_types,
  })),
  'client.contacts': member(contactsState, ({ contacts = [] }) => ({ contacts })),
  'client.secret': {
    observe: ofClient(secretState),
    async execute(around, seen) {
      const { applied, isNewSecret } = await replace(around, seen, secretState, {});
      if (applied.kind !== 'done' || isNewSecret) return applied;
      const message =
        'The server took the registration and gave no new secret: the standard leaves that to it (RFC 7592 §2.2). Rotate it at the server.';
      return { kind: 'refused', message };
    },
  },
  'client.exists': {
    observe: ofClient(existsState),
    async execute(around) {
      const { server, signal, exchanges } = around;
      const id = idOf(around);
      // Kept before it is sent: whoever goes on after a crash knows what a 401 means then.
      await server.note(id, { deleting: true });
      const answer = await server.manage(id, 'DELETE', null, signal, exchanges);
      if (answer.status >= 500) return appliedOf(answer, server.ports.now(), '');
      const isGone = answer.status < 300;
      await server.note(id, { deleting: undefined, ...(isGone && { gone: true }) });
      if (isGone) return appliedOf(answer, server.ports.now(), '');
      if (answer.status === 405) return { kind: 'refused', message: 'The server deletes no registrations (405).' };
      // It could be read just before: whether it went meanwhile, or its token did, nobody can tell.
      if (answer.status === 401) return { kind: 'unclear', message: `${saidBy(answer)} ${ambiguous}` };
      return appliedOf(answer, server.ports.now(), 'deletion of registrations (RFC 7592 §2.3)');
    },
  },
  'token.active': {
    async observe(around) {
      const { server, signal, exchanges, operation } = around;
      const name = operation.object['token'] ?? '';
      const known = server.credentials().tokens.find((token) => token.name === name);
      if (known === undefined) throw new BackendRefused(0, `no token ${name} was given to this tenant.`);
      const found = await server.introspect(known.token, known.token_type_hint ?? '', signal, exchanges);
      return { token: name, active: found === null ? 'unknown' : found.active };
    },
    async execute({ server, signal, exchanges, operation }) {
      const name = operation.object['token'] ?? '';
      const known = server.credentials().tokens.find((token) => token.name === name);
      if (known === undefined) return { kind: 'refused', message: `No token ${name} was given to this tenant.` };
      const hint = known.token_type_hint === undefined ? {} : { token_type_hint: known.token_type_hint };
      // A server may take a token back from the client alone that it was issued to (RFC 7009 §2.1).
      const client = await server.ownerOf(operation.parameters['issued_to'], signal);
      const form = { token: known.token, ...hint };
      const options = { exchanges, ...(client === null ? {} : { client }) };
      const answer = await server.form('revocation_endpoint', form, signal, options);
      if (answer === null) return { kind: 'refused', message: 'The metadata name no revocation_endpoint (RFC 7009).' };
      // No status but 200 says anything of the token (RFC 7009 §2.2).
      const isStrange = [404, 409, 410].includes(answer.status);
      if (isStrange) return { kind: 'refused', message: saidBy(answer) };
      return appliedOf(answer, server.ports.now(), 'revocation of tokens of other clients');
    },
  },
};
