import type { CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import { checkedSettings, connectorOf, openSession } from '#engine/tenants/open-session.ts';
import type { ConnectionChange } from '#engine/tenants/state.ts';
import type { Tenants } from '#engine/tenants/tenants.ts';
import type { ConnectionForm } from '#shared/contract/tenants.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Secret } from '#shared/lib/secret.ts';
import type { Connection } from '#shared/model/connection.ts';
import { tenantOf } from '#shared/model/identity-id.ts';
import type { TenantId } from '#shared/model/ids.ts';
import type { JournalAction } from '#shared/model/journal-record.ts';
import { importOnly } from './import-only.ts';
import type { Session } from './session.ts';
import { syncTenant } from './sync-tenant.ts';
import { tenantDetail, tenantRow } from './tenant-rows.ts';

type CallMethod = 'backends' | 'hold' | 'test' | 'add' | 'change' | 'allowWrites' | 'remove' | 'unlock' | 'sync';
type Calls = Pick<CallHandlers, `tenants.${CallMethod}`>;

/** The contract's pattern is the brand's. */
const branded = (tenant: string): TenantId => tenant as TenantId;

export function tenantCalls(session: Session, tenants: () => Tenants): Calls {
  const { system } = session;

  async function record(action: JournalAction, object: string, change: ConnectionChange): Promise<{ seq: number }> {
    const { workspace } = session.mustBeOpen();
    const entry = { action, object, human: session.human, client: session.client, decision: 'allowed' as const };
    const { seq } = await workspace.record({ ...entry, data: { connection: change } });
    return { seq };
  }

  /** What the analyst typed, or nothing where the form names nothing. Refuses where the reference is spent. */
  async function typed(reference: string | null): Promise<Secret | null> {
    if (reference === null) return null;
    const secret = await tenants().secrets.take(reference);
    if (secret === null) throw new AppError('input.invalid', 'The secret was handed over already: type it again.');
    return secret;
  }

  function connectionOf(form: ConnectionForm, writes: boolean): Connection {
    const connector = connectorOf(tenants().connectors, form.connector);
    const settings = checkedSettings(connector, form.settings);
    const { id, name } = connector.tenantOf(settings);
    const known = [...session.mustBeOpen().workspace.tenants.values()].find(
      (tenant) => tenant.vendor === connector.vendor && tenant.name === name,
    );
    const { secret: _secret, passphrase: _passphrase, ...rest } = form;
    const tenant = known ?? tenantOf(system.hash.sha256, connector.vendor, id, name);
    return { ...rest, settings, tenant: tenant.id, vendor: connector.vendor, writes };
  }

  async function keep(connection: Connection, form: ConnectionForm): Promise<void> {
    const secret = await typed(form.secret);
    if (secret !== null)
      await tenants().secrets.keep(connection.tenant, form.keeping, secret, await typed(form.passphrase));
  }

  return {
    async 'tenants.backends'() {
      const { connectors } = tenants();
      const sealing = await system.vault.backend();
      const connectable = connectors.map(({ id, vendor, label, fields, secretLabel, needs }) => ({
        id,
        vendor,
        label,
        connectable: true,
        why: '',
        fields: [...fields],
        secretLabel,
        needs: needs.map((need) => ({ ...need, for: [...need.for] })),
      }));
      return { backends: [...connectable, ...importOnly], sealing };
    },
    'tenants.hold': ({ text }) => ({ secret: tenants().secrets.hold(text) }),
    async 'tenants.test'({ tenant, ...form }, { signal }) {
      const connection = connectionOf(form, false);
      const connector = connectorOf(tenants().connectors, form.connector);
      const given = await typed(form.secret);
      const kept = tenant === null ? undefined : tenants().state.connections.get(branded(tenant));
      const secret =
        given ??
        (kept === undefined || connector.secretLabel === null
          ? null
          : await tenants().secrets.reveal(branded(tenant ?? ''), kept.connection.keeping));
      // What was typed is tested now and may be kept afterwards.
      const again = given === null ? null : tenants().secrets.hold(given.reveal());
      const opened = await openSession(system, connector, connection, secret);
      try {
        const test = await opened.test(signal);
        if (kept !== undefined)
          await record('tenant.tested', connection.name, { is: 'tested', tenant: kept.connection.tenant, test });
        return {
          ...test,
          steps: [...test.steps],
          access: test.access.map((need) => ({ ...need, for: [...need.for] })),
          secret: again,
        };
      } finally {
        await opened.close();
      }
    },
    async 'tenants.add'(form) {
      const connection = connectionOf(form, false);
      if (tenants().state.connections.has(connection.tenant)) {
        throw new AppError('tenant.exists', `${connection.name} is connected already.`, {
          hint: 'Change its settings instead.',
        });
      }
      const { secretLabel } = connectorOf(tenants().connectors, form.connector);
      if (secretLabel !== null && form.secret === null)
        throw new AppError('input.invalid', `${secretLabel} has to be given.`);
      await keep(connection, form);
      const { seq } = await record('tenant.added', connection.name, { is: 'added', connection });
      return { tenant: connection.tenant, seq };
    },
    async 'tenants.change'({ tenant, ...form }) {
      const kept = tenants().must(branded(tenant));
      const connection = { ...connectionOf(form, kept.connection.writes), tenant: kept.connection.tenant };
      await keep(connection, form);
      return record('tenant.changed', connection.name, { is: 'changed', connection });
    },
    'tenants.allowWrites'({ tenant, writes }) {
      const { connection } = tenants().must(branded(tenant));
      return record('tenant.changed', connection.name, { is: 'changed', connection: { ...connection, writes } });
    },
    async 'tenants.remove'({ tenant }) {
      const { connection } = tenants().must(branded(tenant));
      const receipt = await record('tenant.removed', connection.name, { is: 'removed', tenant: connection.tenant });
      await tenants().secrets.forget(connection.tenant);
      return receipt;
    },
    async 'tenants.unlock'({ tenant, secret }) {
      const { connection } = tenants().must(branded(tenant));
      const given = await typed(secret);
      if (given === null) throw new AppError('input.invalid', 'A secret has to be given.');
      await tenants().secrets.unlock(connection.tenant, connection.keeping, given);
      session.touched(['tenants']);
      return {};
    },
    async 'tenants.sync'({ tenant, afresh }, context) {
      const { connection } = tenants().must(branded(tenant));
      const job = session.jobs.start(`Syncing ${connection.name}`, context);
      try {
        return await syncTenant(session, tenants(), connection.tenant, afresh, job);
      } finally {
        job.end();
        session.touched(['tenants']);
      }
    },
  };
}

export function tenantWatches(
  session: Session,
  tenants: () => Tenants | null,
): Pick<WatchHandlers, 'tenants.list' | 'tenants.detail'> {
  const topics = ['tenants', 'identities'] as const;
  return {
    'tenants.list': () => ({
      topics,
      view() {
        const here = tenants();
        if (here === null) return { tenants: [] };
        return { tenants: [...here.state.connections.values()].map((kept) => tenantRow(session, here, kept)) };
      },
    }),
    'tenants.detail': ({ tenant }) => ({
      topics,
      view() {
        const here = tenants();
        const kept = here?.state.connections.get(branded(tenant));
        return { tenant: here === null || kept === undefined ? null : tenantDetail(session, here, kept) };
      },
    }),
  };
}
