// Two files speak of one client and differ: the window says who says what, what is listed no more, and takes it back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startWorkbench, type Workbench, writeFiles } from '#test/support/workbench.ts';

let bench: Workbench;
const page = () => bench.page;
const section = (id: string) => page().locator(`section[id="identity.${id}"]:visible`);

const client = (clientId: string, more: object = {}) => ({
  id: `${clientId}-id`,
  clientId,
  enabled: true,
  protocol: 'openid-connect',
  clientAuthenticatorType: 'client-secret',
  secret: 'not-to-be-seen',
  serviceAccountsEnabled: true,
  ...more,
});
const realm = (...clients: object[]): string =>
  JSON.stringify({ id: 'acme-id', realm: 'acme', enabled: true, clients });

async function bring(name: string, content: string): Promise<void> {
  const [path] = writeFiles({ [name]: content });
  expect(await bench.call('imports.run', { files: [{ path }] })).toMatchObject({ ok: true });
}

async function open(name: string): Promise<void> {
  await bench.press('Alt+1');
  await page().getByRole('combobox', { name: 'Filter identities' }).fill(name);
  await eventually(bench.inventoryCount).toMatch(/^1 of /);
  await page().locator('.inventory:visible .name').getByText(name, { exact: true }).dblclick();
  await page().locator('.identity:visible h1').getByText(name, { exact: true }).waitFor();
}

beforeAll(async () => {
  bench = await startWorkbench();
  await bench.newWorkspace();
  await bring('backup.json', realm(client('orders', { description: 'Takes orders' }), client('billing')));
  await bring(
    'realm.json',
    realm(client('orders', { description: 'Orders of the shop', enabled: false }), client('billing')),
  );
  await bring('realm.json', realm(client('orders', { description: 'Orders of the shop', enabled: false })));
});
afterAll(() => bench?.running.close());

describe('a value', () => {
  it('says on keyboard focus from which file and record it came, and who says otherwise', async () => {
    await open('orders');
    const status = page().locator('.identity:visible h1 .status-cell .from');
    await status.focus();
    const tooltip = page().locator('.tooltip');
    await tooltip.getByText('From realm.json, $.clients[0]').waitFor();
    await tooltip.getByText('backup.json, $.clients[0] says active').waitFor();
    await bench.running.screenshot('provenance-tooltip-light-1280');
    await page().keyboard.press('Escape');
  });

  it('that sources differ in stands among the conflicts', async () => {
    const rows = section('conflicts').locator('tbody tr');
    await eventually(() => rows.allTextContents()).toEqual([
      'DescriptionOrders of the shoprealm.json, $.clients[0]Takes ordersbackup.json, $.clients[0]',
      'Statusdisabledrealm.json, $.clients[0]activebackup.json, $.clients[0]',
    ]);
  });

  it('has its source records, file by file', async () => {
    await section('source')
      .getByRole('button', { name: /^Source records: 2 records of 2 files/ })
      .click();
    await eventually(() => section('source').locator('.stream-list b').allTextContents()).toEqual([
      'realm.json',
      'backup.json',
    ]);
  });

  it('looks as it should', () => bench.pictures('provenance'));
});

describe('what the newest file does not list', () => {
  it('is marked, and found by a saved view', async () => {
    await open('billing');
    await page()
      .locator('.identity:visible h1')
      .getByText(/^no longer in realm\.json since/)
      .waitFor();
    await bench.running.screenshot('provenance-missing-dark-1280');
    await bench.press('Alt+1');
    await page().getByRole('combobox', { name: 'Filter identities' }).fill('');
    await page()
      .getByRole('option', { name: /No longer listed/ })
      .click();
    await eventually(bench.inventoryCount).toMatch(/^1 of 2/);
    await page().locator('.inventory:visible .codicon-question').first().waitFor();
    await bench.pictures('provenance-inventory');
  });

  it('is listed again when the import is undone', async () => {
    await bench.command('Undo the Last Import');
    await page().getByText('The import was undone.').first().waitFor();
    await eventually(bench.inventoryCount).toMatch(/^0 of 2/);
  });
});

describe('a human with accounts in two tenants', () => {
  const user = (id: string, enabled: boolean) => ({
    id,
    username: 'ana',
    email: 'ana@acme.example',
    emailVerified: true,
    firstName: 'Ana',
    lastName: 'Ruiz',
    enabled,
  });
  const rows = () => section('accounts').locator('tbody tr');

  it('is shown once with the reason, parted and linked again', async () => {
    for (const [name, enabled] of [
      ['shop', true],
      ['staff', false],
    ] as const) {
      await bring(
        `${name}.json`,
        JSON.stringify({ id: name, realm: name, clients: [], users: [user(`${name}-ana`, enabled)] }),
      );
    }
    await bench.press('Alt+1');
    await bench.command('Clear Inventory Filters');
    await page().getByRole('combobox', { name: 'Filter identities' }).fill('ana@acme.example');
    await page()
      .getByRole('checkbox', { name: /^Humans/ })
      .click();
    await eventually(bench.inventoryCount).toMatch(/^1 of /);
    await page().locator('.inventory:visible').getByText('shop + 1').waitFor();
    await bench.running.screenshot('humans-inventory-light-1280');
    await page().locator('.inventory:visible .name').getByText('Ana Ruiz', { exact: true }).dblclick();
    await eventually(() => rows().count()).toBe(2);
    await eventually(() => rows().nth(1).textContent()).toContain(
      'staffdisabledthe same verified address ana@acme.example',
    );
    await bench.pictures('humans');
    await rows().nth(1).getByRole('button', { name: 'Not the Same Human' }).click();
    await eventually(() => rows().nth(1).textContent()).toContain('perhaps: the same name; parted by an analyst');
    await rows().nth(1).getByRole('button', { name: 'The Same Human' }).click();
    await eventually(() => rows().nth(1).textContent()).toContain('linked by an analyst');
    expect(bench.complaints).toEqual([]);
  });
});
