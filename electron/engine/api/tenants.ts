import type { Connector } from '#engine/connectors/connector.ts';
import type { CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import { checkedProxy, checkedSettings, connectorOf } from '#engine/tenants/open-session.ts';
import type { ConnectionChange } from '#engine/tenants/state.ts';
import { said, type Tenants } from '#engine/tenants/tenants.ts';
import type { ConnectionForm } from '#shared/contract/tenants.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Secret } from '#shared/lib/secret.ts';
import type { Connection, ConnectionTest } from '#shared/model/connection.ts';
import { tenantOf } from '#shared/model/identity-id.ts';
import type { TenantId } from '#shared/model/ids.ts';
import type { JournalAction } from '#shared/model/journal-record.ts';
import { importOnly } from './import-only.ts';
import type { Session } from './session.ts';
import { syncTenant } from './sync-tenant.ts';
import { tenantDetail, tenantRow, wireTest } from './tenant-rows.ts';

type CallMethod = 'backends' | 'hold' | 'test' | 'add' | 'change' | 'allowWrites' | 'remove' | 'unlock' | 'sync';
type Calls = Pick<CallHandlers, `tenants.${CallMethod}`>;

/** The contract's pattern is the brand's. */
const branded = (tenant: string): TenantId => tenant as TenantId;

/** `offered`: what can be connected, also where no workspace is open yet. */
export function tenantCalls(session: Session, tenants: () => Tenants, offered: () => readonly Connector[]): Calls {
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

  /** Without its tenant, which only the backend itself can name. */
  function draftOf(form: ConnectionForm): Omit<Connection, 'tenant' | 'writes'> {
    const connector = connectorOf(tenants().connectors, form.connector);
    const { secret: _secret, passphrase: _passphrase, ...rest } = form;
    const { settings, proxy } = form;
    return {
      ...rest,
      settings: checkedSettings(connector, settings),
      proxy: checkedProxy(proxy),
      vendor: connector.vendor,
    };
  }

  /**
   * Asks the backend who it is: its exports carry the same id, so that a sync and a file of one tenant meet. And what the
   * credential may do there: what is greyed is known from then on.
   */
  async function identified(
    draft: ReturnType<typeof draftOf>,
    secret: Secret | null,
  ): Promise<{ readonly tenant: TenantId; readonly test: ConnectionTest }> {
    const connector = connectorOf(tenants().connectors, draft.connector);
    const opened = await tenants().connect(connector, draft, secret);
    const { signal } = new AbortController();
    try {
      const { id, name } = await said(() => opened.identify(signal));
      return { tenant: tenantOf(system.hash.sha256, connector.vendor, id, name).id, test: await opened.test(signal) };
    } finally {
      await opened.close();
    }
  }

  return {
    async 'tenants.backends'() {
      const sealing = await system.vault.backend();
      const connectable = offered().map(({ id, vendor, label, fields, secretLabel, needs }) => ({
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
      const draft = draftOf(form);
      const connector = connectorOf(tenants().connectors, form.connector);
      const given = await typed(form.secret);
      const kept = tenant === null ? null : tenants().must(branded(tenant)).connection;
      const needsSecret = kept !== null && connector.secretLabel !== null;
      const secret = given ?? (needsSecret ? await tenants().secrets.reveal(kept.tenant, kept.keeping) : null);
      const opened = await tenants().connect(connector, draft, secret);
      try {
        const test = await opened.test(signal);
        if (kept !== null) await record('tenant.tested', kept.name, { is: 'tested', tenant: kept.tenant, test });
        // What was typed is tested now and may be kept afterwards.
        return { ...wireTest(test), secret: given === null ? null : tenants().secrets.hold(given.reveal()) };
      } finally {
        await opened.close();
      }
    },
    async 'tenants.add'(form) {
      const draft = draftOf(form);
      const { secretLabel } = connectorOf(tenants().connectors, form.connector);
      if (secretLabel !== null && form.secret === null)
        throw new AppError('input.invalid', `${secretLabel} has to be given.`);
      const [secret, passphrase] = [await typed(form.secret), await typed(form.passphrase)];
      const { tenant, test } = await identified(draft, secret);
      if (tenants().state.connections.has(tenant)) {
        throw new AppError('tenant.exists', 'This tenant is connected already.', {
          hint: 'Change its settings instead.',
        });
      }
      const connection = { ...draft, tenant, writes: false };
      if (secret !== null) await tenants().secrets.keep(tenant, form.keeping, secret, passphrase);
      await record('tenant.added', connection.name, { is: 'added', connection });
      const { seq } = await record('tenant.tested', connection.name, { is: 'tested', tenant, test });
      // It has just answered.
      tenants().health.online(tenant, system.clock.now());
      session.touched(['tenants']);
      return { tenant, seq };
    },
    async 'tenants.change'({ tenant, ...form }) {
      const { connection: before } = tenants().must(branded(tenant));
      const draft = draftOf(form);
      const [secret, passphrase] = [await typed(form.secret), await typed(form.passphrase)];
      const { secretLabel } = connectorOf(tenants().connectors, form.connector);
      const known =
        secret ?? (secretLabel === null ? null : await tenants().secrets.reveal(before.tenant, before.keeping));
      const { tenant: found, test } = await identified(draft, known);
      if (found !== before.tenant) {
        throw new AppError('input.invalid', 'With these settings it is another tenant.', {
          hint: 'Add that one instead.',
        });
      }
      const connection = { ...draft, tenant: before.tenant, writes: before.writes };
      const isKeptOtherwise = secret !== null || form.keeping !== before.keeping;
      if (known !== null && isKeptOtherwise)
        await tenants().secrets.keep(before.tenant, form.keeping, known, passphrase);
      await record('tenant.changed', connection.name, { is: 'changed', connection });
      return record('tenant.tested', connection.name, { is: 'tested', tenant: before.tenant, test });
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
