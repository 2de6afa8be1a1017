// Connected tenants in the real window, against the real Keycloak: connect, sync, plan, approve, run, verify, undo.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { makeRealm, makeServiceAccount, mint, workbench } from '#test/support/keycloak-realm.ts';
import { type KeycloakServer, keycloakHome, startKeycloak } from '#test/support/keycloak-server.ts';
import { tenantWindow } from '#test/support/tenant-window.ts';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';

const realm = 'acme';
/** A Java server and a window, on a machine that others use as well. */
const startsWithinMs = 900_000;
const bulk = ['bulk-a', 'bulk-b', 'bulk-c'] as const;
const accounts = ['orders-sync', 'billing', 'spare', ...bulk] as const;

describe.skipIf(keycloakHome === undefined)('a Keycloak tenant in the window', () => {
  let server: KeycloakServer;
  let bench: Workbench;
  const page = () => bench.page;
  const shown = tenantWindow(() => bench);
  const { editor, field, type, choose, testSays, select, head, state, button, answerMain, askedByMain, look } = shown;

  beforeAll(async () => {
    server = await startKeycloak(keycloakHome ?? '');
    const admin = await server.admin();
    await makeRealm(admin, realm);
    for (const name of accounts) await makeServiceAccount(admin, name, { roles: ['view-users'] });
    bench = await startWorkbench();
    await bench.newWorkspace();
  }, startsWithinMs);
  afterAll(async () => {
    await bench?.running.close();
    await server?.stop();
    expect(bench?.complaints ?? []).toEqual([]);
  });

  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await bench.running.screenshot('tenants-failed');
  });

  it('says what can be connected while nothing is', async () => {
    await bench.press('Alt+8');
    await editor().getByText('No tenant is connected').waitFor();
    await look('tenants-empty');
  });

  it('explains what fails, and keeps nothing of the secret in the page', async () => {
    await bench.command('Add Tenant…');
    await editor().getByRole('heading', { name: 'Connect a tenant' }).waitFor();
    await editor().getByRole('button', { name: 'Add Tenant' }).click();
    await editor().getByText('Address has to be given').waitFor();
    // It cannot be chosen, and says why when somebody tries.
    await editor().getByRole('radio', { name: /^Okta/ }).click({ force: true });
    await editor()
      .getByText(/^Okta: There is no connector for it/)
      .waitFor();
    await editor()
      .getByRole('radio', { name: /^Keycloak/ })
      .click();
    await field('Name').fill('Keycloak prod');
    await field('Address').fill(server.url);
    await field('Realm').fill('nowhere');
    await field('Admin client').fill(workbench.clientId);
    await type('Client secret', workbench.secret);
    await choose('Its secret is kept', 'run');
    await testSays(/not https/);
    await choose('Addresses', 'loopback');
    await testSays('There is no realm nowhere there');
    const steps = editor().getByRole('status', { name: 'Test of the connection' });
    // Below a long form it comes into sight by itself.
    await eventually(() => steps.evaluate((shown) => shown.getBoundingClientRect().bottom <= innerHeight)).toBe(true);
    await look('tenant-new');
    expect(await page().content()).not.toContain(workbench.secret);
    const values = await editor()
      .locator('input')
      .evaluateAll((inputs) => inputs.map((one) => (one as HTMLInputElement).value));
    expect(values).not.toContain(workbench.secret);
  });

  it('connects and syncs', async () => {
    await field('Realm').fill(realm);
    await editor().getByRole('button', { name: 'Add Tenant' }).click();
    await editor()
      .getByRole('heading', { name: /Keycloak prod/ })
      .waitFor();
    await editor().getByRole('button', { name: 'Sync', exact: true }).click();
    await editor().getByText('1 sync').waitFor();
    await editor().getByRole('button', { name: 'Test', exact: true }).click();
    await editor().getByRole('status', { name: 'Test of the connection' }).waitFor();
    await look('tenant');
    await bench.status.getByText('1 tenant').waitFor();
    await editor().getByRole('button', { name: 'see its score' }).click();
    await editor().getByRole('heading', { name: workbench.clientId }).waitFor();
  });

  const worksAt = async (name: string): Promise<boolean> => (await mint(server.url, realm, name)).status === 200;
  it('makes a plan of three by the keyboard, and says that the tenant is read-only', async () => {
    await select('name:bulk-*', 3);
    await page().getByRole('grid', { name: 'Inventory' }).focus();
    await bench.command('Disable…');
    await head().getByRole('heading', { name: 'Disable 3 identities' }).waitFor();
    await state('waiting for approval');
    await editor().getByText('is read-only').waitFor();
    await eventually(() => editor().getByRole('treeitem').count()).toBe(3);
    await editor().getByRole('tree').focus();
    await bench.press('ArrowDown');
    await editor().getByText('Exact request of step 2').waitFor();
    await look('plan-draft');
    await editor().getByRole('button', { name: 'Allow Writing' }).click();
    await editor().getByText('is read-only').waitFor({ state: 'detached' });
  });

  it('approves, runs and verifies it', async () => {
    await button('Approve').click();
    await state('approved');
    await button('Run').click();
    await state('3 verified');
    await look('plan-done');
    for (const name of bulk) expect(await worksAt(name)).toBe(false);
  });

  it('takes it back', async () => {
    await button('Undo…').click();
    await head().getByRole('heading', { name: /^Undo/ }).waitFor();
    await button('Approve').click();
    await button('Run').click();
    await state('3 verified');
    for (const name of bulk) expect(await worksAt(name)).toBe(true);
  });

  it('revokes one with the Delete key, typed and asked for once more', async () => {
    await select('name:spare', 1);
    await bench.press('Delete');
    await head().getByRole('heading', { name: 'Revoke spare' }).waitFor();
    await button('Approve').click();
    const confirmation = editor().getByRole('region', { name: 'Confirmation' });
    const typed = confirmation.getByRole('textbox');
    await eventually(() => typed.evaluate((input) => input === document.activeElement)).toBe(true);
    await look('plan-confirmation');
    await answerMain();
    await typed.fill('spare');
    await bench.press('Enter');
    await state('approved');
    expect(await askedByMain()).toMatch(/1 target in Keycloak prod\. \d of 3 steps cannot be undone/);
    await button('Run').click();
    await state(/verified|already absent/);
    expect(await worksAt('spare')).toBe(false);
    await look('plan-revoked');
  });

  it('rotates one, and gives the new secret to the clipboard alone', async () => {
    await select('name:billing', 1);
    await bench.command('Rotate…');
    await button('Approve').click();
    await editor().getByRole('region', { name: 'Confirmation' }).getByRole('textbox').fill('billing');
    await bench.press('Enter');
    await state('approved');
    await button('Run').click();
    await state('1 verified');
    await editor().getByRole('button', { name: 'Copy the New Secret', exact: true }).click();
    await eventually(bench.clipboard).toMatch(/^[A-Za-z0-9]{20,}$/);
    const secret = await bench.clipboard();
    expect(secret).not.toBe('billing-secret');
    expect(await page().content()).not.toContain(secret);
    expect((await mint(server.url, realm, 'billing', secret)).status).toBe(200);
  });

  it('does not saw off the branch that it sits on', async () => {
    await select(`name:${workbench.clientId}`, 1);
    await bench.command('Disable…');
    await page().getByText('it would lock itself out').waitFor();
    await bench.command('Clear All Notifications');
    expect(await worksAt('orders-sync')).toBe(true);
  });

  it('asks which scopes stay', async () => {
    await select('name:orders-sync', 1);
    await bench.command('Rescope…');
    await editor().getByRole('heading', { name: 'Rescope orders-sync' }).waitFor();
    await editor().getByRole('checkbox').first().waitFor();
    await look('plan-rescope');
    expect(await editor().getByRole('button', { name: 'Make the Plan' }).isEnabled()).toBe(false);
    await editor().getByRole('checkbox', { name: 'view-users' }).click();
    await editor().getByText('1 scope goes').waitFor();
    await editor().getByRole('button', { name: 'Make the Plan' }).click();
    await head().getByRole('heading', { name: 'Rescope orders-sync' }).waitFor();
    await bench.press('Alt+7');
    await editor().getByText('1 plan waits for approval').waitFor();
    await look('plans');
  });

  it('asks for the secret anew in the next run, where it was kept for one run', async () => {
    const { home } = bench.running;
    expect(bench.complaints).toEqual([]);
    await bench.running.close();
    bench = await startWorkbench({ home });
    await bench.status.getByText('1 tenant').waitFor();
    await bench.press('Alt+8');
    await editor().getByRole('button', { name: 'Keycloak prod' }).click();
    await editor().getByText('It is locked.').waitFor();
    await look('tenant-locked');
    await editor().getByLabel('Secret', { exact: true }).fill(workbench.secret);
    await bench.press('Enter');
    await editor().getByText('It is locked.').waitFor({ state: 'detached' });
    await editor().getByRole('button', { name: 'Sync', exact: true }).click();
    await editor().getByText('2 syncs').waitFor();
    expect(await page().content()).not.toContain(workbench.secret);
  });

  it('says since when a tenant is offline, and what can be done about it', async () => {
    await server.kill();
    await bench.press('Alt+8');
    await editor().getByRole('button', { name: 'Keycloak prod' }).click();
    await editor().getByRole('button', { name: 'Sync', exact: true }).click();
    await editor()
      .getByText(/offline since/)
      .waitFor();
    await bench.status.getByText('1 tenant (1 offline)').waitFor();
    await look('tenant-offline');
  });

  it('forgets a tenant only when asked twice', async () => {
    await editor().getByRole('button', { name: 'Remove…' }).click();
    const question = editor().getByRole('alertdialog', { name: 'Remove Keycloak prod?' });
    await question.waitFor();
    await bench.press('Escape');
    await question.waitFor({ state: 'detached' });
    await bench.command('Remove the Tenant…');
    await question.getByRole('button', { name: 'Remove', exact: true }).click();
    await editor().getByText('No tenant is connected').waitFor();
    await eventually(bench.openTabs).not.toContain('Keycloak prod');
  });
});
