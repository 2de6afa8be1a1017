import { type ReactNode, useEffect } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import type { EditorProps } from '#renderer/registry/editor.ts';
import { parseUri } from '#renderer/registry/uri.ts';
import { describeTab } from '#renderer/state/tabs.ts';
import { newTenant } from '#renderer/state/tenants.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ConnectedTenant } from './connected-tenant.tsx';
import { NewTenant } from './new-tenant.tsx';
import './tenants.css';

export default function TenantEditor({ uri }: EditorProps): ReactNode {
  const id = parseUri(uri)?.rest ?? '';
  return id === newTenant ? <NewTenant /> : <KnownTenant id={id} uri={uri} />;
}

function KnownTenant({ id, uri }: { readonly id: string; readonly uri: string }): ReactNode {
  const { view, error } = useWatch('tenants.detail', { tenant: id });
  const name = view?.tenant?.name;
  useEffect(() => {
    if (name !== undefined) describeTab(uri, { title: name, icon: 'server', crumbs: ['Tenants'] });
  }, [uri, name]);
  if (error !== undefined) return <p className="tenants error-text">{`${error.message} ${error.hint}`}</p>;
  if (view === undefined) return <div className="tenants" aria-busy />;
  if (view.tenant !== null) return <ConnectedTenant key={id} detail={view.tenant} />;
  return (
    <EmptyState
      icon="server"
      title="This tenant is not connected (any more)"
      text="What was synced from it is still in the inventory."
      actions={<Button onClick={() => void runCommand('activity.tenants')}>Show the tenants</Button>}
    />
  );
}
