// Ory Hydra behind TLS of a private authority, connected through the form of the real window.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type FakeHydra, startFakeHydra } from '#test/support/fake-hydra.ts';
import { type FakeOAuth, startFakeOAuth } from '#test/support/fake-oauth.ts';
import { tenantWindow } from '#test/support/tenant-window.ts';
import { startTlsFront, type TlsFront } from '#test/support/tls-front.ts';
import { eventually, startWorkbench, type Workbench, writeFiles } from '#test/support/workbench.ts';

const specs = process.env['NHI_SPECS'] ?? join(import.meta.dirname, '../../../shared/specs');
const description = join(specs, 'hydra-openapi.json');
/** Five hundred steps, each flushed to the disk twice, on a machine that others use as well. */
const manyMs = 600_000;
/** All of them are four of Hydra's pages. */
const [bulk, others] = [500, 400];

describe.skipIf(!existsSync(description))('Ory Hydra behind TLS of a private authority', () => {
  let bench: Workbench;
  let hydra: FakeHydra;
  let plain: FakeOAuth;
  let front: TlsFront;
  /** Something else that answers, with the same certificate. */
  let elsewhere: TlsFront;
  const shown = tenantWindow(() => bench);
  const { editor, field, fillForm, choose, testSays, openTenant } = shown;
  const { select, head, state, button, approve, receipt, look } = shown;

  beforeAll(async () => {
    hydra = await startFakeHydra(description);
    plain = await startFakeOAuth();
    [front, elsewhere] = await Promise.all([startTlsFront(hydra.url), startTlsFront(plain.url)]);
    for (const [name, count] of [
      ['bulk', bulk],
      ['other', others],
    ] as const)
      for (let index = 0; index < count; index += 1) hydra.make(`${name}-${String(index).padStart(3, '0')}`);
    bench = await startWorkbench();
    await bench.newWorkspace();
    await shown.answerMain();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await bench.running.screenshot('hydra-failed');
  });
  afterAll(async () => {
    await bench?.running.close();
    await Promise.all([front?.close(), elsewhere?.close(), plain?.close()]);
    await hydra?.close();
    expect(bench?.complaints ?? []).toEqual([]);
    expect(hydra?.violations ?? []).toEqual([]);
  });

  it('says what is wrong with the address, the certificate and the port', async () => {
    await fillForm({
      backend: /^Ory Hydra/,
      fields: { Name: 'Hydra', 'Admin address': front.url },
      addresses: 'public',
    });
    await testSays(/this computer/);
    await choose('Addresses', 'loopback');
    await testSays(/authority/);
    await bench.answerDialogs(writeFiles({ 'ca.pem': front.authority }));
    await editor().getByRole('button', { name: 'Choose a File…' }).click();
    await editor().getByText('1 certificate of yours').waitFor();
    await field('Proxy').fill('http://127.0.0.1:9');
    await testSays(/proxy/);
    await field('Proxy').fill('');
    await field('Admin address').fill(elsewhere.url);
    await testSays(/not Hydra’s admin port/);
    await field('Admin address').fill(front.url);
    await testSays(/It may read/);
    await look('hydra-form');
  });

  it('syncs page by page at the rate that was set, can be stopped, and goes on there', async () => {
    await field('Each second').fill('1');
    await editor().getByRole('button', { name: 'Add Tenant' }).click();
    await editor().getByRole('heading', { name: 'Hydra' }).waitFor();
    front.asked.length = 0;
    const sendOn = front.holdBack('page_token=500');
    await editor().getByRole('button', { name: 'Sync', exact: true }).click();
    const progress = editor().getByRole('region', { name: 'Sync', exact: true });
    await progress.getByText('Syncing. 500 records, 2 pages').waitFor();
    await bench.running.screenshot('hydra-syncing');
    await progress.getByRole('button', { name: 'Cancel' }).click();
    await progress.waitFor({ state: 'detached' });
    sendOn();
    await editor().getByText('It was never synced.').waitFor();
    const first = front.asked.length;
    expect(first).toBeLessThan((bulk + others) / 250);
    await editor().getByRole('button', { name: 'Sync', exact: true }).click();
    await editor().getByText('1 sync').waitFor();
    // It went on behind what was written down; the page that was under way is asked for anew.
    expect(front.asked.filter((line) => line === front.asked[0]).length).toBe(1);
    expect(front.asked.length).toBeLessThanOrEqual(Math.ceil((bulk + others) / 250) + 1);
    await editor()
      .getByText(`${bulk + others} identities`)
      .waitFor();
  });

  it('shows in the next sync what drifted meanwhile', async () => {
    hydra.make('bulk-000', { scope: 'orders.read' });
    await editor().getByRole('button', { name: 'Sync', exact: true }).click();
    await editor().getByText('2 syncs').waitFor();
    const latest = editor().getByRole('table', { name: 'Syncs, the latest first' }).getByRole('row').nth(1);
    await eventually(() => latest.getByRole('cell').allTextContents()).toContain('1');
    expect((await latest.getByRole('cell').allTextContents()).slice(3, 7)).toEqual(['900', '1', '899', '0']);
    await look('hydra-tenant');
  });

  it('rescopes, and puts it back', async () => {
    await editor().getByRole('checkbox', { name: 'Allow writing' }).click();
    await select('name:bulk-001', 1);
    await bench.command('Rescope…');
    await editor().getByRole('heading', { name: 'Rescope bulk-001' }).waitFor();
    await editor().getByRole('checkbox', { name: 'orders.write' }).click();
    await editor().getByRole('button', { name: 'Make the Plan' }).click();
    await head().getByRole('heading', { name: 'Rescope bulk-001' }).waitFor();
    await approve();
    await button('Run').click();
    await state('1 verified');
    expect(hydra.clients.get('bulk-001')).toMatchObject({ scope: 'orders.read' });
    expect((await receipt()).counts).toEqual({ verified: 1 });
    await button('Undo…').click();
    await approve();
    await button('Run').click();
    await state('1 verified');
    expect(hydra.clients.get('bulk-001')).toMatchObject({ scope: 'orders.read orders.write' });
  });

  it('opens a plan for five hundred with the count to type, draws what is visible, and is quick in it', {
    timeout: 2 * manyMs,
  }, async () => {
    await openTenant('Hydra');
    await editor().getByRole('button', { name: 'Connection', exact: true }).click();
    await field('Each second').fill('0');
    await field('At once').fill('16');
    await editor().getByRole('button', { name: 'Save' }).click();
    await editor().getByText('Nothing is changed yet.').waitFor();
    await select('name:bulk-*', bulk);
    await bench.command('Disable…');
    await head().getByRole('heading', { name: 'Disable 500 identities' }).waitFor();
    expect(await editor().getByRole('treeitem').count()).toBeLessThan(100);
    await editor().getByRole('tree').focus();
    await bench.press('End');
    await editor().getByText('Exact request of step 500').waitFor();
    expect(await editor().getByRole('treeitem').count()).toBeLessThan(100);
    await bench.press('Home');
    await editor().getByText('Exact request of step 1').waitFor();
    await look('plan-500');
    await button('Approve').click();
    const confirmation = editor().getByRole('region', { name: 'Confirmation' });
    await confirmation.getByRole('textbox').fill('499');
    expect(await confirmation.getByRole('button', { name: 'Approve' }).isEnabled()).toBe(false);
    await confirmation.getByRole('textbox').fill('500');
    await bench.press('Enter');
    await state('approved');
    expect(await shown.askedByMain()).toContain('500 targets in Hydra');
    await button('Run').click();
    await state('500 verified', manyMs);
    const off = [...hydra.clients.values()].filter((client) => JSON.stringify(client['grant_types']) === '[]');
    expect(off.length).toBe(500);
  });
});
