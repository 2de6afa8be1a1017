// The drill of the responder, in the real window, against the real Keycloak: what receipts say is what the realm is.
import type KeycloakAdminClient from '@keycloak/keycloak-admin-client';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PlanDocument } from '#engine/plans/documents.ts';
import {
  agents,
  application,
  bulk,
  type Held,
  makeDrillRealm,
  people,
  type RealmTruth,
  realm,
  truthOf,
} from '#test/support/drill-realm.ts';
import { askAs } from '#test/support/keycloak-people.ts';
import { mint, workbench } from '#test/support/keycloak-realm.ts';
import { type KeycloakServer, keycloakHome, startKeycloak } from '#test/support/keycloak-server.ts';
import { receiptsApplied } from '#test/support/receipts-applied.ts';
import { tenantWindow } from '#test/support/tenant-window.ts';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';

/** A Java server with fifty clients, and a window, on a machine that others use as well. */
const startsWithinMs = 900_000;
/** A Keycloak that starts again, and what it was asked meanwhile. */
const slowMs = 1_200_000;
/** Thirty steps, two at once, each tried by probes. */
const bulkMs = 300_000;
/** Requests at once, as the form of a tenant proposes. */
const atOnce = 4;

describe.skipIf(keycloakHome === undefined)('the drill', () => {
  let server: KeycloakServer;
  let bench: Workbench;
  let held: Held;
  let before: RealmTruth;
  const userNames = new Map<string, string>();
  const receipts: PlanDocument[] = [];

  const page = () => bench.page;
  const shown = tenantWindow(() => bench);
  const { editor, fillForm, field, addAndSync, show, select, head, state, button, approve } = shown;
  const realmUrl = () => `${server.url}/realms/${realm}`;
  const admin = (): Promise<KeycloakAdminClient> => server.admin(realm);
  async function picture(name: string): Promise<void> {
    await bench.command('Clear All Notifications');
    await bench.running.screenshot(`drill-${name}`);
  }
  const refresh = (agent: string, token: string) =>
    askAs(realmUrl(), application(agent), { grant_type: 'refresh_token', refresh_token: token });
  /** Does Keycloak still take it? Introspection would say no to whoever is not its audience. */
  const isActive = async (token: string): Promise<boolean> => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(`${realmUrl()}/protocol/openid-connect/userinfo`, { headers })).ok;
  };
  const worksAt = async (name: string): Promise<boolean> => (await mint(server.url, realm, name)).status === 200;

  beforeAll(async () => {
    server = await startKeycloak(keycloakHome ?? '');
    held = await makeDrillRealm(await server.admin(), server.url);
    before = await truthOf(await admin());
    for (const { id = '', username = '' } of await (await admin()).users.find({ max: 100 }))
      userNames.set(id, username);
    bench = await startWorkbench();
    await bench.newWorkspace();
    await bench.setTheme('Dark');
    // What main asks is looked at in tenants.e2e.ts.
    await shown.answerMain();
  }, startsWithinMs);
  afterAll(async () => {
    await bench?.running.close();
    await server?.stop();
    expect(bench?.complaints ?? []).toEqual([]);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await bench.running.screenshot('drill-failed');
  });

  /** Of the plan in front; kept to be held against the realm in the end. */
  async function receipt(): Promise<PlanDocument> {
    const document = await shown.receipt();
    receipts.push(document);
    return document;
  }
  const outcomes = ({ receipts: ends }: PlanDocument) => ends.map(({ outcome }) => outcome);

  it('connects the realm, allows writing and syncs', async () => {
    await fillForm({
      backend: /^Keycloak/,
      fields: { Name: 'Acme', Address: server.url, Realm: realm, 'Admin client': workbench.clientId },
      secrets: { 'Client secret': workbench.secret },
      keeping: 'run',
    });
    // So that there is a middle in which a server can be killed.
    await field('At once').fill('2');
    await field('Each second').fill('20');
    await addAndSync('Acme', { writing: true });
    await picture('1-connected');
  });

  it('finds the over-privileged ones', async () => {
    await bench.call('policy.change', { path: ['limits', 'usageDays'], value: 1 });
    await show('kind:agent', agents.length);
    await show('scope:manage-clients -builtin:yes', 2);
    await page().getByRole('gridcell', { name: 'reporting' }).first().waitFor();
    await picture('2-over-privileged');
  });

  it('rescopes one to what it used', async () => {
    await select('name:reporting', 1);
    await bench.command('Rescope…');
    await editor().getByRole('heading', { name: 'Rescope reporting' }).waitFor();
    const scope = (name: string) => editor().getByRole('checkbox', { name, exact: true });
    await scope('manage-clients').waitFor();
    expect(await scope('manage-users').isChecked()).toBe(true);
    expect(await scope('manage-clients').isChecked()).toBe(false);
    await picture('3-rescope');
    await editor().getByRole('button', { name: 'Make the Plan' }).click();
    await head().getByRole('heading', { name: 'Rescope reporting' }).waitFor();
    await approve('reporting');
    await button('Run').click();
    await state(/^\d+ verified$/);
    await receipt();
    const { roles } = await truthOf(await admin());
    expect(roles['reporting']).toMatchObject({ clientRoles: { 'realm-management': ['manage-users'] } });
  });

  it('rotates one', async () => {
    await select('name:billing', 1);
    await bench.command('Rotate…');
    await approve('billing');
    await button('Run').click();
    await state('1 verified');
    await editor().getByRole('button', { name: 'Copy the New Secret', exact: true }).click();
    await eventually(bench.clipboard).toMatch(/^[A-Za-z0-9]{20,}$/);
    const secret = await bench.clipboard();
    expect(await worksAt('billing')).toBe(false);
    expect((await mint(server.url, realm, 'billing', secret)).status).toBe(200);
    expect(JSON.stringify(await receipt())).not.toContain(secret);
  });

  it('withdraws the consent of one customer, and of nobody else', async () => {
    await show('name:assistant', 1);
    await bench.press('Home');
    await bench.press('Enter');
    await editor().getByRole('heading', { name: 'assistant' }).waitFor();
    const row = editor().getByRole('row').filter({ hasText: 'ana' }).filter({ hasText: 'Withdraw…' });
    await row.getByRole('button', { name: 'Withdraw…' }).click();
    await state('waiting for approval');
    await approve('assistant');
    await button('Run').click();
    await state('1 verified');
    await receipt();
    const token = (name: string) => held.offline.get(`assistant ${name}`)?.refresh ?? '';
    expect(await refresh('assistant', token('ana'))).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect((await refresh('assistant', token('ben'))).status).toBe(200);
  });

  it('kills an agent and everything that came from it', async () => {
    for (const token of [held.exchanged, held.online.access]) expect(await isActive(token)).toBe(true);
    await select('name:shopper', 1);
    await bench.press('Delete');
    await head().getByRole('heading', { name: 'Revoke shopper' }).waitFor();
    await editor().getByText(`${people.length} people let it act for them.`).first().waitFor();
    await picture('4-kill');
    await approve('shopper');
    await button('Run').click();
    await state(/^\d+ verified$/);
    await picture('5-killed');
    const document = await receipt();
    expect(document.plan.steps.map(({ operation }) => operation.name).sort()).toEqual(
      ['client.enabled', 'client.not_before', 'client.offline_sessions', ...people.map(() => 'consent.exists')].sort(),
    );
    expect(await worksAt('shopper')).toBe(false);
    for (const name of people) {
      const token = held.offline.get(`shopper ${name}`)?.refresh ?? '';
      expect((await refresh('shopper', token)).status).not.toBe(200);
    }
    for (const token of [held.exchanged, held.online.access]) expect(await isActive(token)).toBe(false);
  });

  it('takes back everything that one person let others do', async () => {
    await bench.press('Control+P');
    await page().getByRole('dialog').getByRole('combobox').fill('cleo');
    await page().getByRole('option', { name: /^cleo/ }).first().waitFor();
    await bench.press('Enter');
    await editor().getByRole('heading', { name: 'cleo' }).waitFor();
    await editor().getByRole('button', { name: 'Revoke…', exact: true }).click();
    await head().getByRole('heading', { name: 'Revoke cleo' }).waitFor();
    await approve('2');
    await button('Run').click();
    // The one to shopper went with shopper; the inventory was last synced before.
    await state('1 verified, 1 already absent');
    await receipt();
    const { consents } = await truthOf(await admin());
    expect(Object.keys(consents).filter((each) => each.startsWith('cleo '))).toEqual([]);
  });

  it('says what of a killed agent could not be brought back, and brings back nothing unasked', async () => {
    await bench.press('Alt+7');
    await editor().getByRole('button', { name: 'Revoke shopper' }).click();
    await button('Undo…').click();
    await head().getByRole('heading', { name: 'Undo: Revoke shopper' }).waitFor();
    await editor()
      .getByText('Withdraw ana Acme’s consent to shopper: only the person can give a consent again')
      .waitFor();
    await editor()
      .getByText(/offline sessions that ended cannot be brought back/)
      .waitFor();
    await button('Discard').click();
    await state('discarded');
    expect(await worksAt('shopper')).toBe(false);
  });

  it(
    'disables thirty while Keycloak is killed and started again in the middle',
    async () => {
      await select('name:bulk-*', bulk.length);
      await bench.command('Disable…');
      await head().getByRole('heading', { name: 'Disable 30 identities' }).waitFor();
      await approve('30');
      await button('Run').click();
      await state(/running, (?:[2-9]|1\d) of 30/);
      await button('Pause').click();
      await state(/^paused, \d+ of 30/);
      await button('Resume').click();
      await state(/running, (?:[5-9]|[12]\d) of 30/);
      await server.kill();
      // What was sent when it died is read back for a minute before it is given up.
      await head()
        .getByRole('status')
        .getByText(/^paused, \d+ of 30/)
        .waitFor({ timeout: bulkMs });
      await picture('6-paused');
      await server.start();
      await button('Resume').click();
      await state(/verified/, bulkMs);
      // What was under way when the server died is unknown until it is read back; what was not done is done then.
      if ((await head().getByRole('status').textContent())?.includes('unknown')) {
        await button('Check Unknown').click();
        await state(/^(?!.*unknown).*verified/, bulkMs);
      }
      if (await button('Retry Failed').isVisible()) await button('Retry Failed').click();
      await state('30 verified', bulkMs);
      await picture('7-disabled');
    },
    slowMs,
  );

  it('has verified all of them with probes', async () => {
    const document = await receipt();
    expect(new Set(outcomes(document))).toEqual(new Set(['verified']));
    expect(document.counts).toEqual({ verified: bulk.length });
    const unproven = document.receipts.filter(
      ({ probes }) => !probes.some(({ kind, verdict }) => kind === 'mint' && verdict === 'dead'),
    );
    // The server may have died between reading back and the probes of what was under way: then the receipt says so.
    for (const { message } of unproven) expect(message).toContain('the probes could not be run');
    expect(unproven.length).toBeLessThanOrEqual(atOnce);
    for (const name of bulk) expect(await worksAt(name)).toBe(false);
    for (const name of ['service-01', 'planner']) expect(await worksAt(name)).toBe(true);
  });

  it(
    'takes the bulk back, although the workbench is killed in the middle',
    async () => {
      await button('Undo…').click();
      await head().getByRole('heading', { name: 'Undo: Disable 30 identities' }).waitFor();
      await approve('30');
      await button('Run').click();
      await state(/running, (?:[5-9]|[12]\d) of 30/);
      const { home } = bench.running;
      expect(bench.complaints).toEqual([]);
      await bench.running.kill();
      bench = await startWorkbench({ home });
      await bench.status.getByText('1 tenant').waitFor();
      await bench.press('Alt+8');
      await editor().getByRole('button', { name: 'Acme' }).click();
      await editor().getByText('It is locked.').waitFor();
      await editor().getByLabel('Secret', { exact: true }).fill(workbench.secret);
      await bench.press('Enter');
      await editor().getByText('It is locked.').waitFor({ state: 'detached' });
      await bench.press('Alt+7');
      await editor().getByRole('button', { name: 'Undo: Disable 30 identities' }).click();
      await state(/^paused, \d+ of 30/);
      await head().getByText('the workbench ended while it ran').waitFor();
      await button('Resume').click();
      await state('30 verified', bulkMs);
      await receipt();
      for (const name of bulk) expect(await worksAt(name)).toBe(true);
    },
    slowMs,
  );

  it('leaves a realm that equals its receipts, to the field', async () => {
    const expected = receiptsApplied(before, receipts, (id) => userNames.get(id) ?? id);
    expect(await truthOf(await admin())).toEqual(expected);
    expect(expected).not.toEqual(before);
  });
});
