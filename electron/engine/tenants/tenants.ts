// Everything about connected tenants but the inventory: who they are, their secrets, sessions with them.
import type { Connector, Session } from '#engine/connectors/connector.ts';
import { BackendRefused } from '#engine/connectors/connector.ts';
import { registerOf } from '#engine/store/register-of.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { System } from '#engine/system/system.ts';
import { TenantFailure } from '#engine/system/tenant-web.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Secret } from '#shared/lib/secret.ts';
import type { Connection } from '#shared/model/connection.ts';
import type { TenantId } from '#shared/model/ids.ts';
import { TenantHealth } from './health.ts';
import { createWebGate, type WebGate, type WebLimits } from './limited-web.ts';
import { connectorOf, openSession, type SessionSecret } from './open-session.ts';
import { createTenantSecrets, type TenantSecrets } from './secrets.ts';
import { ConnectionsRegister, type ConnectionsState, type KeptConnection } from './state.ts';

type Reach = Parameters<typeof openSession>[2] & WebLimits;

export interface Tenants {
  readonly state: ConnectionsState;
  readonly secrets: TenantSecrets;
  readonly health: TenantHealth;
  readonly connectors: readonly Connector[];
  /** Refuses with tenant.absent. */
  must(tenant: TenantId): KeptConnection & { readonly connector: Connector };
  /** Refuses with tenant.locked. `writing`: and with tenant.read_only unless it was switched on. */
  open(tenant: TenantId, options: { readonly writing: boolean }): Promise<Session>;
  /** With one that is not kept (yet). */
  connect(connector: Connector, connection: Reach, secret: Secret | null): Promise<Session>;
  /** Runs the work, remembers whether the tenant answered, and says failures as refusals. */
  asking<T>(tenant: TenantId, work: () => Promise<T>): Promise<T>;
}

export function createTenants(system: System, workspace: Workspace, connectors: readonly Connector[]): Tenants {
  const state: ConnectionsState = registerOf(workspace, ConnectionsRegister);
  const secrets = createTenantSecrets(system, workspace.path);
  const health = new TenantHealth();

  function must(tenant: TenantId) {
    const kept = state.connections.get(tenant);
    if (kept === undefined) throw new AppError('tenant.absent', 'This tenant is not connected.');
    return { ...kept, connector: connectorOf(connectors, kept.connection.connector) };
  }

  const secretOf = (connector: Connector, { tenant, keeping }: Connection) =>
    connector.secretLabel === null ? Promise.resolve(null) : secrets.reveal(tenant, keeping);

  // The importer makes the same of a secret that it meets in a file.
  const fingerprint = (secret: string): string =>
    `sha256:${system.hash.keyed(workspace.ledger.fingerprintKey, secret).slice(0, 12)}`;
  const connect: Tenants['connect'] = (connector, connection, secret) => {
    const own = secretOfOne(secret);
    return openSession(
      system,
      connector,
      connection,
      createWebGate(() => connection, system.clock),
      own,
      fingerprint,
    );
  };

  const gates = new Map<TenantId, WebGate>();
  /** What is changed while sessions are open holds for them as well. */
  function gateOf(connection: Connection): WebGate {
    const { tenant } = connection;
    const limits = (): WebLimits => state.connections.get(tenant)?.connection ?? connection;
    const gate = gates.get(tenant) ?? createWebGate(limits, system.clock);
    gates.set(tenant, gate);
    return gate;
  }

  const keptSecret = ({ tenant, keeping }: Connection, first: Secret): SessionSecret => {
    let last = first;
    return {
      // Locked meanwhile: a session that is open goes on with what it had.
      reveal() {
        last = secrets.current(tenant) ?? last;
        return last.reveal();
      },
      isSealed: keeping !== 'run',
      renew: (change) => secrets.renew(tenant, keeping, change),
    };
  };

  return {
    connect,
    state,
    secrets,
    health,
    connectors,
    must,
    async open(tenant, { writing }) {
      const { connection, connector } = must(tenant);
      if (writing && !connection.writes) {
        throw new AppError('tenant.read_only', `${connection.name} is read-only.`, {
          hint: 'Switch writing on for this tenant first.',
        });
      }
      const secret = await secretOf(connector, connection);
      const kept = secret === null ? secretOfOne(null) : keptSecret(connection, secret);
      return openSession(system, connector, connection, gateOf(connection), kept, fingerprint);
    },
    async asking(tenant, work) {
      try {
        const result = await said(work);
        health.online(tenant, system.clock.now());
        return result;
      } catch (error) {
        const now = system.clock.now();
        if (error instanceof AppError && error.code === 'tenant.unreachable')
          health.offline(tenant, now, error.message);
        if (error instanceof AppError && error.code === 'tenant.refused') health.online(tenant, now);
        throw error;
      }
    },
  };
}

/** Renewed in one session, and lost with it. */
function secretOfOne(secret: Secret | null): SessionSecret {
  let text = secret?.reveal() ?? '';
  return {
    reveal: () => text,
    isSealed: false,
    async renew(change) {
      text = change(text);
    },
  };
}

/** Failures of a backend, said as refusals. */
export async function said<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const hint = 'Test the connection to see what is missing.';
    if (error instanceof BackendRefused) throw new AppError('tenant.refused', error.message, { hint, cause: error });
    if (!(error instanceof TenantFailure)) throw error;
    const code = error.fault === 'cancelled' ? 'import.cancelled' : 'tenant.unreachable';
    throw new AppError(code, error.message, { hint, cause: error });
  }
}
