// Connected tenants as lists and the tenant editor show them.
import type { KeptConnection } from '#engine/tenants/state.ts';
import type { Tenants } from '#engine/tenants/tenants.ts';
import type { TenantDetail, TenantRow } from '#shared/contract/tenants.ts';
import type { ConnectionTest } from '#shared/model/connection.ts';
import type { Session } from './session.ts';

/** The model is read-only, the wire's type is not. */
export const wireTest = ({ steps, access, ...test }: ConnectionTest) => ({
  ...test,
  steps: [...steps],
  access: access.map((need) => ({ ...need, for: [...need.for] })),
});

export function tenantRow(
  { picture }: Session,
  { health, secrets, must }: Tenants,
  { connection, syncs }: KeptConnection,
): TenantRow {
  const { identities } = picture;
  let count = 0;
  for (let row = 0; row < identities.length; row += 1) if (identities.tenantId(row) === connection.tenant) count += 1;
  const { connector } = must(connection.tenant);
  return {
    tenant: connection.tenant,
    connector: connection.connector,
    vendor: connection.vendor,
    name: connection.name,
    health: { ...health.of(connection.tenant) },
    writes: connection.writes,
    identities: count,
    lastSync: syncs[0] ?? null,
    unlocked: connector.secretLabel === null || connection.keeping === 'system' || secrets.has(connection.tenant),
  };
}

export function tenantDetail(session: Session, tenants: Tenants, kept: KeptConnection): TenantDetail {
  const { connection, tested, syncs } = kept;
  const { connector } = tenants.must(connection.tenant);
  const { settings, addresses, ca, proxy, concurrency, rate, keeping } = connection;
  const own = settings['clientId'];
  const { identities } = session.picture;
  let ownIdentity: string | null = null;
  for (let row = 0; row < identities.length && own !== undefined; row += 1) {
    if (
      identities.tenantId(row) === connection.tenant &&
      identities.search(row).split(' ').includes(own.toLowerCase())
    ) {
      ownIdentity = identities.id(row);
      break;
    }
  }
  return {
    ...tenantRow(session, tenants, kept),
    form: {
      connector: connection.connector,
      name: connection.name,
      settings: { ...settings },
      addresses,
      ca,
      proxy,
      concurrency,
      rate,
      keeping,
    },
    tested: tested && {
      at: tested.at,
      test: wireTest(tested.test),
    },
    capabilities: [...connector.capabilities(tested?.test ?? null)],
    syncs: [...syncs],
    ownIdentity,
  };
}
