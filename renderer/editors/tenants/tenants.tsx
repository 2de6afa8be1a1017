import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useSession } from '#renderer/state/session.ts';
import { healthIcon, healthWords } from '#renderer/state/tenant-words.ts';
import { useBackends } from '#renderer/state/tenants.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button, LinkButton } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ago, exact, number, plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { PageHead, Table } from '#renderer/ui/page.tsx';
import './tenants.css';

/** Every tenant that is connected, and every backend that could be. */
export default function TenantsEditor(): ReactNode {
  const { view } = useWatch('tenants.list', {});
  const now = useSession((session) => session.status?.now ?? 0);
  const backends = useBackends();
  if (view === undefined) return <div className="tenants" aria-busy />;
  const { tenants } = view;
  const offline = tenants.filter(({ health }) => health.state === 'offline').length;
  const add = (
    <Button primary onClick={() => void runCommand('tenant.new')}>
      Add Tenant…
    </Button>
  );
  return (
    <div className="tenants">
      {tenants.length === 0 ? (
        <EmptyState
          icon="server"
          title="No tenant is connected"
          text="Connect one to sync its identities, and to revoke, rescope and rotate them by plans. It begins read-only."
          actions={add}
        />
      ) : (
        <>
          <PageHead
            title={`${plural(tenants.length, 'tenant')} connected, ${offline === 0 ? 'none offline' : `${number(offline)} offline`}`}
            text="What was synced is here without a network; only sync and running a plan need one."
            actions={add}
          />
          <div className="tenants-table">
            <Table
              label="Connected tenants"
              head={['Tenant', 'Health', 'Writing', 'Identities', 'Last sync']}
              rows={tenants.map((tenant) => {
                const { icon, tone } = healthIcon(tenant);
                return {
                  key: tenant.tenant,
                  cells: [
                    <LinkButton
                      key="name"
                      onClick={() => void runCommand('editor.open', { uri: `nhi:/tenant/${tenant.tenant}` })}
                    >
                      {tenant.name}
                    </LinkButton>,
                    <span key="health" className="icon-cell" title={healthWords(tenant, now)}>
                      <Icon name={icon} size={14} className={tone} />
                      {tenant.health.state === 'unknown' ? 'not asked yet' : tenant.health.state}
                    </span>,
                    tenant.writes ? 'allowed' : 'read-only',
                    number(tenant.identities),
                    tenant.lastSync === null ? (
                      <span key="sync" className="dim">
                        never
                      </span>
                    ) : (
                      <span key="sync" title={exact(tenant.lastSync.endedAt)}>
                        {ago(tenant.lastSync.endedAt, now)}
                      </span>
                    ),
                  ],
                };
              })}
            />
          </div>
        </>
      )}
      <section className="tenants-table">
        <h3>Backends</h3>
        <Table
          label="Backends"
          head={['Backend', 'What can be done', 'Why']}
          rows={backends.map(({ id, label, connectable, why }) => ({
            key: id,
            cells: [
              <span key="label" className={connectable ? '' : 'dim'}>
                {label}
              </span>,
              connectable ? (
                'sync and plans'
              ) : (
                <span key="only" className="dim">
                  import only
                </span>
              ),
              <span key="why" className="dim" title={why}>
                {why}
              </span>,
            ],
          }))}
        />
      </section>
    </div>
  );
}
