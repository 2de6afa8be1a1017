import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useLayout } from '#renderer/state/layout.ts';
import { useSession } from '#renderer/state/session.ts';
import { healthIcon, healthWords } from '#renderer/state/tenant-words.ts';
import { useBackends } from '#renderer/state/tenants.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { age, ago } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { List } from '#renderer/ui/list.tsx';
import { Section } from '#renderer/ui/section.tsx';
import './views.css';

export function TenantsView(): ReactNode {
  const { view } = useWatch('tenants.list', {});
  const now = useSession((session) => session.status?.now ?? 0);
  const front = useLayout((layout) => layout.groups[layout.focusedGroup]?.active);
  const backends = useBackends();
  const tenants = view?.tenants ?? [];
  return (
    <>
      <Section
        title="Connected"
        count={tenants.length}
        actions={<IconButton icon="add" size={14} label="Add Tenant…" onClick={() => void runCommand('tenant.new')} />}
      >
        <List
          label="Connected tenants"
          items={tenants.map((tenant) => {
            const { icon, tone } = healthIcon(tenant);
            const synced = tenant.lastSync === null ? 'never synced' : ago(tenant.lastSync.endedAt, now);
            return {
              key: tenant.tenant,
              text: tenant.name,
              title: `${tenant.name}: ${healthWords(tenant, now)}; ${tenant.writes ? 'writing is allowed' : 'read-only'}; ${synced}`,
              count: tenant.lastSync === null ? undefined : age(tenant.lastSync.endedAt, now),
              selected: front === `nhi:/tenant/${tenant.tenant}`,
              content: (
                <>
                  <Icon name={icon} className={tone} />
                  <span className="list-text">{tenant.name}</span>
                  {!tenant.writes && <Icon name="lock" size={14} className="dim" />}
                </>
              ),
            };
          })}
          onChoose={(tenant) => void runCommand('editor.open', { uri: `nhi:/tenant/${tenant}` })}
        />
        {view !== undefined && tenants.length === 0 && (
          <div className="side-start">
            <Button onClick={() => void runCommand('tenant.new')}>Add a Tenant</Button>
          </div>
        )}
      </Section>
      <Section title="Import only" defaultOpen={tenants.length === 0}>
        <List
          label="Backends whose exports can be imported"
          items={backends
            .filter(({ connectable }) => !connectable)
            .map(({ id, label, why }) => ({
              key: id,
              text: label,
              title: why,
              content: (
                <>
                  <Icon name="cloud-download" className="dim" />
                  <span className="list-text dim">{label}</span>
                </>
              ),
            }))}
          onChoose={() => void runCommand('import.choose')}
        />
      </Section>
    </>
  );
}
