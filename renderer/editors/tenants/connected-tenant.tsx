import { type ReactNode, useEffect, useRef } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { focusEditor } from '#renderer/state/focus.ts';
import { useSession } from '#renderer/state/session.ts';
import { healthIcon, healthWords } from '#renderer/state/tenant-words.ts';
import { changePage, useBackends, useTenantPage, useTenants } from '#renderer/state/tenants.ts';
import { Button, LinkButton } from '#renderer/ui/button.tsx';
import { Check } from '#renderer/ui/check.tsx';
import { ago, exact, plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Section } from '#renderer/ui/section.tsx';
import type { TenantDetail } from '#shared/contract/tenants.ts';
import { Capabilities } from './capabilities.tsx';
import { SecretField } from './secret-field.tsx';
import { SyncHistory, SyncProgress } from './syncs.tsx';
import { TenantSettings } from './tenant-settings.tsx';
import { AccessTable, TestSteps } from './test-result.tsx';

/** One tenant that is connected: does it answer, what can be done there, when was it read. */
export function ConnectedTenant({ detail }: { readonly detail: TenantDetail }): ReactNode {
  const now = useSession((session) => session.status?.now ?? 0);
  const { test } = useTenantPage(detail.tenant);
  const shown = test ?? detail.tested?.test ?? null;
  const can = detail.capabilities.filter(({ available }) => available).length;
  return (
    <div className="tenants" role="region" aria-label={`Tenant ${detail.name}`} tabIndex={-1} data-autofocus>
      <Head detail={detail} now={now} />
      <SyncProgress tenant={detail.tenant} />
      {!detail.unlocked && <Unlock detail={detail} />}
      <Removing detail={detail} />
      <Section
        look="page"
        title={`${can} of ${plural(detail.capabilities.length, 'verb')} can be used here${detail.writes ? '' : ', once writing is allowed'}`}
      >
        <Capabilities capabilities={detail.capabilities} />
      </Section>
      <Section
        look="page"
        title="Admin access"
        count={detail.tested === null ? 'not tested yet' : `tested ${ago(detail.tested.at, now)}`}
      >
        {detail.ownIdentity === null ? (
          <p className="dim">{detail.ownUnknown}</p>
        ) : (
          <p>
            It is in the inventory like any other:{' '}
            <LinkButton onClick={() => void runCommand('editor.open', { uri: `nhi:/identity/${detail.ownIdentity}` })}>
              see its score
            </LinkButton>
            . Plans that would take it away are refused.
          </p>
        )}
        {shown === null ? (
          <p className="dim">Test the connection to see which roles were found.</p>
        ) : (
          <>
            <TestSteps test={shown} />
            {shown.access.length > 0 && <AccessTable needs={shown.access} />}
          </>
        )}
      </Section>
      <Section look="page" title={`${plural(detail.syncs.length, 'sync', 'syncs')}`}>
        <SyncHistory syncs={detail.syncs} now={now} />
      </Section>
      <Section look="page" title="Connection" defaultOpen={false}>
        <TenantSettings detail={detail} />
      </Section>
    </div>
  );
}

function Head({ detail, now }: { readonly detail: TenantDetail; readonly now: number }): ReactNode {
  const { tenant, name, writes, identities, lastSync } = detail;
  const isSyncing = useTenants((state) => state.syncs[tenant] !== undefined);
  const { testing } = useTenantPage(tenant);
  const { icon, tone } = healthIcon(detail);
  const vendor = useBackends().find(({ id }) => id === detail.connector)?.label ?? detail.vendor;
  return (
    <header className="tenant-head">
      <div className="grow">
        <h1>
          <Icon name="server" />
          <span>{name}</span>
          <span className="tag">
            <Icon name={icon} size={14} className={tone} />
            {detail.health.state === 'unknown' ? 'not asked yet' : detail.health.state}
          </span>
          {!writes && (
            <span className="tag">
              <Icon name="lock" size={14} />
              read-only
            </span>
          )}
        </h1>
        <p className="dim">
          {`${vendor}; ${plural(identities, 'identity', 'identities')}; ${healthWords(detail, now)}; `}
          {lastSync === null ? (
            'never synced'
          ) : (
            <span title={exact(lastSync.endedAt)}>{`synced ${ago(lastSync.endedAt, now)}`}</span>
          )}
        </p>
      </div>
      <div className="page-actions">
        <Check
          checked={writes}
          label="Allow writing"
          onChange={(next) => void runCommand('tenant.allow-writes', { tenant, writes: next })}
        />
        <Button disabled={testing} onClick={() => void runCommand('tenant.test', { key: tenant })}>
          {testing ? 'Testing…' : 'Test'}
        </Button>
        <Button primary icon="sync" disabled={isSyncing} onClick={() => void runCommand('tenant.sync', { tenant })}>
          Sync
        </Button>
        <Button onClick={() => void runCommand('tenant.remove', { tenant })}>Remove…</Button>
      </div>
    </header>
  );
}

function Unlock({ detail: { tenant, form } }: { readonly detail: TenantDetail }): ReactNode {
  const unlock = (): void => void runCommand('tenant.unlock', { tenant });
  const what = form.keeping === 'passphrase' ? 'Passphrase' : 'Secret';
  return (
    <section className="strip warning" aria-label="Unlock">
      <div className="strip-head">
        <Icon name="key" className="warning-text" />
        <span className="grow">
          <b>It is locked.</b>{' '}
          {form.keeping === 'passphrase'
            ? 'Its secret is sealed by a passphrase.'
            : 'Its secret was kept for one run only.'}
        </span>
        <SecretField pageKey={`unlock ${tenant}`} which="secret" label={what} placeholder={what} onEnter={unlock} />
        <Button onClick={unlock}>Unlock</Button>
      </div>
    </section>
  );
}

/** Asks before the connection goes. Escape and Keep take nothing away. */
function Removing({ detail: { tenant, name } }: { readonly detail: TenantDetail }): ReactNode {
  const { removing } = useTenantPage(tenant);
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (removing) keep.current?.focus();
  }, [removing]);
  if (!removing) return null;
  const close = (): void => {
    changePage(tenant, { removing: false });
    focusEditor();
  };
  return (
    <section
      className="strip warning"
      role="alertdialog"
      aria-label={`Remove ${name}?`}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <div className="strip-head">
        <Icon name="warning" className="warning-text" />
        <span className="grow">
          <b>{`Remove ${name}?`}</b> The connection and its sealed secret go. Its identities, plans and receipts stay.
        </span>
        <Button ref={keep} onClick={close}>
          Keep
        </Button>
        <Button onClick={() => void runCommand('tenant.remove', { tenant, confirmed: true })}>Remove</Button>
      </div>
    </section>
  );
}
