import { useEffect } from 'react';
import { create } from 'zustand';
import { call } from '#renderer/client/call.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import type { Backend, ConnectionForm } from '#shared/contract/tenants.ts';
import type { Progress } from '#shared/contract/wire.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ConnectionTest } from '#shared/model/connection.ts';
import { firstView } from './first-view.ts';
import { reportError } from './notifications.ts';
import { connectionOf, formOf, type HeldSecrets, problemsOf, type TenantForm } from './tenant-form.ts';
import type { ViewOf } from './use-watch.ts';

export type Sealing = CallOutput<'tenants.backends'>['sealing'];

/** The key of the page that adds one; others are the id of their tenant. */
export const newTenant = 'new';

/** What one page of a tenant has under way. The secrets themselves are never here: main holds them. */
export interface TenantPage {
  /** null: nothing was changed yet. */
  readonly form: TenantForm | null;
  readonly held: HeldSecrets;
  /** It was tried to save: what is wrong is said beside the fields. */
  readonly tried: boolean;
  readonly testing: boolean;
  readonly test: ConnectionTest | null;
  readonly removing: boolean;
}

const untouched: TenantPage = {
  form: null,
  held: { secret: null, passphrase: null },
  tried: false,
  testing: false,
  test: null,
  removing: false,
};

interface TenantsState {
  /** null: not asked yet. */
  readonly backends: readonly Backend[] | null;
  readonly sealing: Sealing;
  readonly pages: Readonly<Record<string, TenantPage>>;
  /** Syncs that this window started, by tenant. */
  readonly syncs: Readonly<Record<string, Progress | null>>;
}

const beginning: TenantsState = { backends: null, sealing: 'none', pages: {}, syncs: {} };

export const useTenants = create<TenantsState>()(() => beginning);

const pageOf = ({ pages }: TenantsState, key: string): TenantPage => pages[key] ?? untouched;
export const useTenantPage = (key: string): TenantPage => useTenants((state) => pageOf(state, key));

export const changePage = (key: string, change: Partial<TenantPage>): void =>
  useTenants.setState((state) => ({ pages: { ...state.pages, [key]: { ...pageOf(state, key), ...change } } }));

export const forgetPage = (key: string): void =>
  useTenants.setState(({ pages: { [key]: _gone, ...pages } }) => ({ pages }));

/** Another workspace: its own tenants. */
export function resetTenants(): void {
  for (const abort of aborts.values()) abort.abort();
  useTenants.setState(beginning);
}

/** Which backends there are and whether this computer seals; asked once a workspace. */
async function loadBackends(): Promise<void> {
  const { backends, sealing } = await call('tenants.backends', {});
  useTenants.setState({ backends, sealing });
}

const handing = new Map<string, Promise<void>>();

/** Hands what was typed to main, once; here stays only the name under which main holds it. */
export function handOver(key: string, which: keyof HeldSecrets, text: string): Promise<void> {
  const handed = call('host.holdSecret', { text }).then(({ reference }) =>
    changePage(key, { held: { ...pageOf(useTenants.getState(), key).held, [which]: reference } }),
  );
  handing.set(key, handed);
  return handed;
}

interface Ready {
  readonly backend: Backend;
  readonly connection: ConnectionForm;
}

/** What the page asks for, checked. null: something is missing, and the page says what. */
export async function readyPage(key: string, detail: ViewOf<'tenants.detail'>['tenant']): Promise<Ready | null> {
  await handing.get(key);
  if (useTenants.getState().backends === null) await loadBackends();
  const state = useTenants.getState();
  const { held, form: changed } = pageOf(state, key);
  // Settings that nobody has opened are as they are kept.
  const form = changed ?? (detail === null ? null : formOf(detail));
  const backend = state.backends?.find(({ id }) => id === form?.connector);
  changePage(key, { tried: true });
  if (form === null || backend === undefined) return null;
  if (Object.keys(problemsOf(form, backend, held, detail?.form.keeping ?? null)).length > 0) return null;
  return { backend, connection: connectionOf(form, backend, held) };
}

const aborts = new Map<string, AbortController>();

/** Tests what the page asks for. The secret is spent and comes back under another name. */
export async function testPage(key: string, connection: ConnectionForm): Promise<ConnectionTest> {
  const abort = new AbortController();
  aborts.set(`test ${key}`, abort);
  changePage(key, { testing: true, test: null });
  const { passphrase } = connection;
  try {
    const { secret, ...test } = await call(
      'tenants.test',
      { ...connection, passphrase: null, tenant: key === newTenant ? null : key },
      { signal: abort.signal },
    );
    changePage(key, { test, held: { secret, passphrase } });
    return test;
  } catch (error) {
    // What is refused before it was looked at is not spent.
    const isSpent = !(error instanceof AppError && error.code === 'input.invalid');
    if (isSpent) changePage(key, { held: { secret: null, passphrase } });
    throw error;
  } finally {
    aborts.delete(`test ${key}`);
    changePage(key, { testing: false });
  }
}

export const cancelTest = (key: string): void => aborts.get(`test ${key}`)?.abort();

/** Rejects with import.cancelled where the analyst stopped it; it goes on there next time. */
export async function syncTenant(tenant: string, afresh: boolean): Promise<CallOutput<'tenants.sync'>> {
  const abort = new AbortController();
  aborts.set(`sync ${tenant}`, abort);
  const say = (progress: Progress | null): void =>
    useTenants.setState(({ syncs }) => ({ syncs: { ...syncs, [tenant]: progress } }));
  say(null);
  try {
    return await call('tenants.sync', { tenant, afresh }, { signal: abort.signal, onProgress: say });
  } finally {
    aborts.delete(`sync ${tenant}`);
    useTenants.setState(({ syncs: { [tenant]: _done, ...syncs } }) => ({ syncs }));
  }
}

export const cancelSync = (tenant: string): void => aborts.get(`sync ${tenant}`)?.abort();

/** The tenant that a command is about: its argument, else the page in front. Refuses with input.invalid without either. */
export function tenantOf(argument: { readonly tenant: string } | undefined, uri: string | null): string {
  const tenant = argument?.tenant ?? /^nhi:\/tenant\/(ten_[a-z2-7]{12})/.exec(uri ?? '')?.[1];
  if (tenant !== undefined) return tenant;
  throw new AppError('input.invalid', 'No tenant is chosen.', { hint: 'Open one under Tenants, then ask again.' });
}

/** The tenant that a page is about, as it stands now; null for the page that adds one. */
export async function pageDetail(key: string): Promise<ViewOf<'tenants.detail'>['tenant']> {
  return key === newTenant ? null : (await firstView('tenants.detail', { tenant: key })).tenant;
}

/** Changes fields of the form. What the last test said is about the form before. */
export function changeForm(key: string, change: Partial<TenantForm>): void {
  const { form } = pageOf(useTenants.getState(), key);
  if (form !== null) changePage(key, { form: { ...form, ...change }, test: null });
}

/** What was typed there last, once. null: nothing was. */
export async function takeHeld(key: string): Promise<string | null> {
  await handing.get(key);
  const { secret } = pageOf(useTenants.getState(), key).held;
  forgetPage(key);
  return secret;
}

/** The backends, asked for when somebody first wants them. */
export function useBackends(): readonly Backend[] {
  const backends = useTenants((state) => state.backends);
  useEffect(() => {
    if (backends === null) loadBackends().catch((error: unknown) => reportError(error, 'List the backends'));
  }, [backends]);
  return backends ?? noBackends;
}

const noBackends: readonly Backend[] = [];
