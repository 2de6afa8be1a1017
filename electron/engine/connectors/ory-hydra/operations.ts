// One object an operation. Names stand in plans and journals, and never change.
import type { Applied, Exchanges } from '#engine/connectors/connector.ts';
import { appliedOf, read } from '#engine/connectors/exchange/answers.ts';
import type { Json } from '#shared/model/json.ts';
import type { Operation } from '#shared/model/plan.ts';
import type { HydraAdmin } from './admin.ts';
import { type Client, client, consentSessions, rotated } from './shapes.ts';
import {
  existsState,
  grantsState,
  lifespanNames,
  lifespansState,
  ownerState,
  scopeState,
  secretState,
} from './states.ts';

interface Around {
  readonly admin: HydraAdmin;
  readonly operation: Operation;
  readonly exchanges: Exchanges;
  readonly signal: AbortSignal;
}

interface OperationKind {
  observe(around: Around): Promise<Json>;
  execute(around: Around): Promise<Applied>;
}

const clientId = ({ operation }: Around): string => encodeURIComponent(operation.object['client'] ?? '');
const clientPath = (around: Around): string => `/admin/clients/${clientId(around)}`;

const ofClient =
  (state: (found: Client) => Json) =>
  async (around: Around): Promise<Json> => {
    const found = await around.admin.get(clientPath(around), client, around.signal, around.exchanges);
    return found === null ? null : state(found);
  };

type Request = Parameters<HydraAdmin['ask']>[0];

async function simple({ admin, signal, exchanges }: Around, request: Request): Promise<Applied> {
  return appliedOf(await admin.ask(request, signal, exchanges), admin.ports.now(), 'access to the admin port');
}

/** RFC 6902: nothing but this member is touched. */
const patch = (around: Around, member: string, value: Json): Promise<Applied> =>
  simple(around, {
    method: 'PATCH',
    path: clientPath(around),
    body: [{ op: 'replace', path: `/${member}`, value }],
    contentType: 'application/json-patch+json',
  });

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);

export const operationKinds: Readonly<Record<string, OperationKind>> = {
  'client.scope': {
    observe: ofClient(scopeState),
    execute: (around) => patch(around, 'scope', listOf(around.operation.parameters['scope']).join(' ')),
  },
  'client.grant_types': {
    observe: ofClient(grantsState),
    execute: (around) => patch(around, 'grant_types', listOf(around.operation.parameters['grant_types'])),
  },
  'client.owner': {
    observe: ofClient(ownerState),
    execute: (around) => patch(around, 'owner', around.operation.parameters['owner'] ?? ''),
  },
  'client.lifespans': {
    observe: ofClient(lifespansState),
    async execute(around) {
      // The call replaces all lifespans: those that are not ours are sent back as they are.
      const found = await around.admin.get(clientPath(around), client, around.signal, around.exchanges);
      if (found === null) return { kind: 'already' };
      const kept = Object.entries(found).filter(([name]) => name.endsWith('_lifespan'));
      const given = lifespanNames.map((name): [string, unknown] => [name, around.operation.parameters[name] ?? null]);
      // One that is left out is the server's own again.
      const lifespans = [...new Map([...kept, ...given])].filter(
        ([, value]) => typeof value === 'string' && value !== '',
      );
      return simple(around, {
        method: 'PUT',
        path: `${clientPath(around)}/lifespans`,
        body: Object.fromEntries(lifespans),
      });
    },
  },
  'client.secret': {
    observe: ofClient(secretState),
    async execute(around) {
      const { admin, signal, exchanges, operation } = around;
      const answer = await admin.ask(
        { method: 'POST', path: `${clientPath(around)}/secrets/rotate` },
        signal,
        exchanges,
      );
      if (answer.status === 404)
        return { kind: 'refused', message: 'This Hydra cannot rotate secrets: it is older than the call.' };
      const applied = appliedOf(answer, admin.ports.now(), 'access to the admin port');
      if (applied.kind !== 'done') return applied;
      return {
        kind: 'done',
        newSecret: { name: operation.object['client'] ?? '', value: read(answer, rotated).client_secret },
      };
    },
  },
  'client.tokens': {
    // Nobody can list tokens: that they are gone is what the introspection of one shows.
    observe: async (around) => ((await ofClient(existsState)(around)) === null ? null : { tokens: 'some' }),
    execute: (around) =>
      simple(around, { method: 'DELETE', path: `/admin/oauth2/tokens?client_id=${clientId(around)}` }),
  },
  'client.exists': {
    observe: ofClient(existsState),
    execute: (around) => simple(around, { method: 'DELETE', path: clientPath(around) }),
  },
  'consent.exists': {
    async observe(around) {
      const { subject = '', client: id = '' } = around.operation.object;
      const path = `/admin/oauth2/auth/sessions/consent?subject=${encodeURIComponent(subject)}`;
      const found = (await around.admin.get(path, consentSessions, around.signal, around.exchanges)) ?? [];
      const mine = found.filter(({ consent_request: asked }) => asked?.client?.client_id === id);
      if (mine.length === 0) return null;
      return { client_id: id, scopes: [...new Set(mine.flatMap(({ grant_scope: scopes }) => scopes ?? []))].sort() };
    },
    execute(around) {
      const { subject = '', client: id = '' } = around.operation.object;
      const query = new URLSearchParams({ subject, client: id });
      return simple(around, { method: 'DELETE', path: `/admin/oauth2/auth/sessions/consent?${query}` });
    },
  },
};
