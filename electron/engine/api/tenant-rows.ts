// Connected tenants as lists and the tenant editor show them.
import type { OwnAccess } from '#engine/connectors/connector.ts';
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

const notSynced = 'It is not in the inventory yet: sync the tenant.';

function ownIdentityOf(
  { picture: { identities } }: Session,
  { tenant }: KeptConnection['connection'],
  own: OwnAccess,
): Pick<TenantDetail, 'ownIdentity' | 'ownUnknown'> {
  if ('unknown' in own) return { ownIdentity: null, ownUnknown: own.unknown };
  const wanted = own.externalId.toLowerCase();
  for (let row = 0; row < identities.length; row += 1) {
    if (!own.elsewhere && identities.tenantId(row) !== tenant) continue;
    if (identities.search(row).split(' ').includes(wanted)) return { ownIdentity: identities.id(row), ownUnknown: '' };
  }
  return { ownIdentity: null, ownUnknown: notSynced };
}

export function tenantDetail(session: Session, tenants: Tenants, kept: KeptConnection): TenantDetail {
  const { connection, tested, syncs } = kept;
  const { connector } = tenants.must(connection.tenant);
  const { settings, addresses, ca, proxy, concurrency, rate, keeping } = connection;
  const own = ownIdentityOf(session, connection, connector.ownAccess(settings, tested?.test ?? null));
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
    ...own,
  };
}
