// A backend that holds clients and misbehaves on order, and knows what really happened.
import {
  type Applied,
  BackendRefused,
  type Exchanges,
  type Observation,
  type Session,
} from '#engine/connectors/connector.ts';
import { TenantFailure } from '#engine/system/tenant-web.ts';
import type { Json, JsonObject } from '#shared/model/json.ts';
import type { Operation, ProbeResult } from '#shared/model/plan.ts';

export const faults = [
  'none',
  'not_sent',
  'lost_before',
  'lost_after',
  'busy',
  'broken',
  'broken_after',
  'forbidden',
  'ignored',
] as const;
/** `lost_after`: done, and the answer is lost; `ignored`: said to be done, and is not. */
export type Fault = (typeof faults)[number];

export interface FakeBackend {
  readonly objects: Map<string, JsonObject>;
  /** How often each object was really changed. */
  readonly changes: Map<string, number>;
  /** One for each request that comes, the first first; none left: no fault. */
  readonly reads: Fault[];
  readonly writes: Fault[];
  /** So many reads after a change still show what was before. */
  lag: number;
  /** Clients that mint although they are disabled. */
  readonly undead: Set<string>;
  /** Highest number of requests that were under way at once. */
  readonly busiest: number;
  session(): Session;
}

export function createFakeBackend(clients: Readonly<Record<string, JsonObject>>): FakeBackend {
  const objects = new Map(Object.entries(clients));
  const stale = new Map<string, { state: Json; left: number }>();
  const changes = new Map<string, number>();
  let underWay = 0;
  const backend = {
    objects,
    changes,
    reads: [] as Fault[],
    writes: [] as Fault[],
    lag: 0,
    undead: new Set<string>(),
    busiest: 0,
    session: (): Session => session,
  };

  const clientOf = ({ object }: Operation): string => object['client'] ?? '';

  async function answering<T>(answer: () => T): Promise<T> {
    underWay += 1;
    backend.busiest = Math.max(backend.busiest, underWay);
    try {
      await Promise.resolve();
      return answer();
    } finally {
      underWay -= 1;
    }
  }

  function change(operation: Operation): void {
    const id = clientOf(operation);
    const before = objects.get(id);
    stale.set(id, { state: before ?? null, left: backend.lag });
    changes.set(id, (changes.get(id) ?? 0) + 1);
    if (operation.name === 'client.delete') objects.delete(id);
    else if (operation.name === 'secret.rotate') {
      objects.set(id, { ...before, secretCreatedAt: Number(before?.['secretCreatedAt'] ?? 0) + 1 });
    } else objects.set(id, { ...before, enabled: operation.parameters['enabled'] ?? false });
  }

  function readable(fault: Fault): void {
    if (fault === 'not_sent') throw new TenantFailure('connection_refused', 'nobody listens', { sent: false });
    if (fault === 'forbidden') throw new BackendRefused(403, 'the backend answered 403.');
    if (fault !== 'none') throw new TenantFailure('reset', 'the connection was reset', { sent: true });
  }

  const session: Session = {
    observe: (operation: Operation, exchanges: Exchanges): Promise<Observation> =>
      answering(() => {
        readable(backend.reads.shift() ?? 'none');
        exchanges.push({ method: 'GET', path: `/clients/${clientOf(operation)}`, status: 200 });
        const old = stale.get(clientOf(operation));
        if (old !== undefined && old.left > 0) {
          old.left -= 1;
          return { state: old.state, version: '' };
        }
        return { state: objects.get(clientOf(operation)) ?? null, version: '' };
      }),
    execute: (operation: Operation, _seen: Observation, exchanges: Exchanges): Promise<Applied> =>
      answering((): Applied => {
        const fault = backend.writes.shift() ?? 'none';
        const lost = (sent: boolean): TenantFailure => new TenantFailure('reset', 'the connection was reset', { sent });
        if (fault === 'not_sent') throw lost(false);
        if (fault === 'lost_before') throw lost(true);
        if (fault === 'busy') return { kind: 'later', retryAfter: 1000, message: 'too many requests' };
        if (fault === 'broken') return { kind: 'unclear', message: 'the backend answered 502' };
        if (fault === 'forbidden')
          return { kind: 'refused', message: 'the backend answered 403.', missing: 'manage-clients' };
        exchanges.push({ method: 'PUT', path: `/clients/${clientOf(operation)}`, status: 204 });
        if (!objects.has(clientOf(operation))) return { kind: 'already' };
        if (fault !== 'ignored') change(operation);
        if (fault === 'lost_after') throw lost(true);
        if (fault === 'broken_after') return { kind: 'unclear', message: 'the backend answered 502' };
        const name = clientOf(operation);
        return operation.name === 'secret.rotate'
          ? { kind: 'done', newSecret: { name, value: `secret of ${name}` } }
          : { kind: 'done' };
      }),
    probe: (operation): Promise<readonly ProbeResult[]> => {
      const id = clientOf(operation);
      const mints = backend.undead.has(id) || objects.get(id)?.['enabled'] === true;
      const seen = mints ? '200' : 'invalid_client';
      return Promise.resolve([
        { kind: 'mint', party: 'issuer', verdict: mints ? 'alive' : 'dead', seen, at: 0, after: 0, until: null },
      ]);
    },
    identify: () => Promise.resolve({ id: null, name: 'fake' }),
    self: () => Promise.resolve(['workbench']),
    test: () => Promise.resolve({ ok: true, steps: [], access: [], server: 'fake' }),
    async *discover() {
      yield { part: 'clients.json', text: JSON.stringify([...objects.values()]), next: null, done: 1, total: 1 };
    },
    close: () => Promise.resolve(),
  };
  return backend;
}
