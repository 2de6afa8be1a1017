import { type ReactNode, useEffect } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { formOf, problemsOf } from '#renderer/state/tenant-form.ts';
import { changePage, useBackends, useTenantPage } from '#renderer/state/tenants.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { TenantDetail } from '#shared/contract/tenants.ts';
import { stableStringify } from '#shared/lib/stable-stringify.ts';
import { TestButton } from './new-tenant.tsx';
import { TenantFields } from './tenant-fields.tsx';

/** The same fields as when it was connected; another tenant under the same name is refused. */
export function TenantSettings({ detail }: { readonly detail: TenantDetail }): ReactNode {
  const { tenant } = detail;
  const { form, held, tried, testing } = useTenantPage(tenant);
  const backend = useBackends().find(({ id }) => id === detail.connector);
  const [before, isUnknown] = [formOf(detail), form === null];
  const kept = stableStringify(before);
  useEffect(() => {
    // The kept form is text, so that a view that says the same changes nothing here.
    if (isUnknown) changePage(tenant, { form: JSON.parse(kept) as typeof before });
  }, [tenant, isUnknown, kept]);
  if (form === null || backend === undefined) return <div aria-busy />;
  const problems = tried ? problemsOf(form, backend, held, detail.form.keeping) : {};
  const isSame = stableStringify(form) === kept && held.secret === null && held.passphrase === null;
  return (
    <div className="tenant-form">
      <TenantFields pageKey={tenant} form={form} backend={backend} problems={problems} kept={detail.form.keeping} />
      <div className="tenant-foot">
        <Button disabled={isSame || testing} onClick={() => void runCommand('tenant.change', { tenant })}>
          Save
        </Button>
        <TestButton pageKey={tenant} testing={testing} />
        {isSame && <span className="dim">Nothing is changed yet.</span>}
      </div>
    </div>
  );
}
