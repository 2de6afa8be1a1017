import { type ReactNode, useEffect, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { newTenantForm, problemsOf } from '#renderer/state/tenant-form.ts';
import { changePage, newTenant, useBackends, useTenantPage, useTenants } from '#renderer/state/tenants.ts';
import { Button, LinkButton } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { PageHead } from '#renderer/ui/page.tsx';
import type { Backend } from '#shared/contract/tenants.ts';
import { TenantFields } from './tenant-fields.tsx';
import { AccessTable, TestSteps } from './test-result.tsx';

/** A page that connects a tenant. */
export function NewTenant(): ReactNode {
  const backends = useBackends();
  const sealing = useTenants((state) => state.sealing);
  const { form, held, tried, testing, test } = useTenantPage(newTenant);
  const first = backends.find(({ connectable }) => connectable);
  useEffect(() => {
    if (form === null && first !== undefined) changePage(newTenant, { form: newTenantForm(first.id, sealing) });
  }, [form, first, sealing]);
  const backend = backends.find(({ id }) => id === form?.connector);
  if (form === null || backend === undefined) return <div className="tenants" aria-busy />;
  const problems = tried ? problemsOf(form, backend, held, null) : {};
  const needs = test?.access ?? backend.needs.map((need) => ({ ...need, state: 'unknown' as const }));
  return (
    <div className="tenants">
      <PageHead
        title="Connect a tenant"
        text="It begins read-only. Its secret is handed to the vault once, and comes back to nobody."
      />
      <Backends
        backends={backends}
        chosen={backend.id}
        onChoose={(id) => changePage(newTenant, { form: newTenantForm(id, sealing), test: null, tried: false })}
      />
      <div className="tenant-form">
        <TenantFields pageKey={newTenant} form={form} backend={backend} problems={problems} kept={null} />
        <div className="tenant-foot">
          <Button primary disabled={testing} onClick={() => void runCommand('tenant.add')}>
            Add Tenant
          </Button>
          <TestButton pageKey={newTenant} testing={testing} />
          {Object.keys(problems).length > 0 && (
            <span className="error-text" role="alert">
              Some fields need other values.
            </span>
          )}
        </div>
      </div>
      {test !== null && <TestSteps test={test} />}
      <section className="tenants-table">
        <h3>What its admin credential needs, and no more</h3>
        {needs.length === 0 ? (
          <p className="dim">It takes none: whoever reaches it may do everything.</p>
        ) : (
          <AccessTable needs={needs} />
        )}
      </section>
    </div>
  );
}

export function TestButton({ pageKey, testing }: { readonly pageKey: string; readonly testing: boolean }): ReactNode {
  return testing ? (
    <>
      <Button onClick={() => void runCommand('tenant.cancel-test', { key: pageKey })}>Cancel</Button>
      <span className="dim" role="status">
        Testing…
      </span>
    </>
  ) : (
    <Button onClick={() => void runCommand('tenant.test', { key: pageKey })}>Test Connection</Button>
  );
}

function Backends(props: { backends: readonly Backend[]; chosen: string; onChoose: (id: string) => void }): ReactNode {
  const [asked, setAsked] = useState<Backend | null>(null);
  const choose = (backend: Backend): void => {
    setAsked(backend.connectable ? null : backend);
    if (backend.connectable) props.onChoose(backend.id);
  };
  return (
    <>
      <div className="backends" role="radiogroup" aria-label="Backend">
        {props.backends.map((backend) => {
          const { id, label, connectable, why } = backend;
          return (
            <button
              key={id}
              type="button"
              role="radio"
              aria-checked={id === props.chosen}
              aria-disabled={!connectable}
              title={connectable ? label : why}
              className={classNames(!connectable && 'dim')}
              onClick={() => choose(backend)}
            >
              <b>{label}</b>
              <span className="dim">{connectable ? 'sync and plans' : 'import only'}</span>
            </button>
          );
        })}
      </div>
      {asked !== null && (
        <p className="backends-why" role="status">
          <b>{asked.label}</b>
          {`: ${asked.why} `}
          <LinkButton onClick={() => void runCommand('import.choose')}>Import an Export…</LinkButton>
        </p>
      )}
    </>
  );
}
