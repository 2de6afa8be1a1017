// Whoever the local issuer knows, from being made to being deleted, and its signing keys, in the real window.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeComplaints } from '#test/support/axe-complaints.ts';
import { newKey } from '#test/support/black-box.ts';
import { type Client, issuerWindow, postTo, tokenOf } from '#test/support/issuer-window.ts';
import { startWorkbench, type Workbench } from '#test/support/workbench.ts';

const redirectUri = 'http://127.0.0.1:9/back';

let bench: Workbench;
let issuer = '';
let report: Client;
const page = () => bench.page;
const press = (key: string) => bench.press(key);
const { editor, section, rows, secrets, takeSecret, makeClient } = issuerWindow(() => bench);
const post = (path: string, client: Client, form: Readonly<Record<string, string>>) =>
  postTo(issuer, path, client, form);
const isActive = async (client: Client, token: string): Promise<unknown> =>
  (await post('/introspect', client, { token })).body['active'];

beforeAll(async () => {
  bench = await startWorkbench();
  await bench.setTheme('Dark');
  await bench.newWorkspace('Lives');
});
afterAll(() => bench?.running.close());

describe.sequential('in the window the local issuer', () => {
  it('starts, and has somebody who may introspect', async () => {
    await press('Alt+9');
    await bench.command('Start the Local Issuer');
    issuer = (await editor().locator('h1 code').textContent()) ?? '';
    report = await makeClient(/^Service account/, { Name: 'gate' }, (form) =>
      form.getByRole('checkbox', { name: /introspect/ }).click(),
    );
    expect(report.id).toMatch(/^cli_/);
  });

  it.each([
    ['OAuth client', 'Client secret'],
    ['API key', 'API key'],
    ['Service account', 'Client secret'],
    ['Workload', null],
    ['Agent', 'Client secret'],
  ])('makes, rotates, disables, enables and deletes one of the kind %s', async (kind, label) => {
    const name = `one ${kind}`;
    const worth = async ({ id, secret }: Client): Promise<unknown> =>
      kind === 'API key'
        ? isActive(report, secret)
        : (await post('/token', { id, secret }, { grant_type: 'client_credentials' })).status === 200;
    const key = newKey();
    const fields = { Name: name, ...(kind === 'Agent' ? { 'Redirect URIs': redirectUri } : {}) };
    const made = await makeClient(
      new RegExp(`^${kind}`),
      fields,
      async (form) => {
        if (kind === 'Workload') {
          await form.getByRole('textbox', { name: 'Public keys' }).fill(JSON.stringify(key.publicJwk));
        }
      },
      label,
    );
    const detail = page().getByRole('complementary', { name: 'The chosen client' });
    await rows().getByText(name).click();
    let current = made;
    if (label === null) {
      await detail.getByText('Its private key never comes here.').waitFor();
    } else {
      expect(await worth(made)).toBe(true);
      await detail.getByRole('button', { name: 'Rotate' }).click();
      await secrets().getByText(`${name} has a new credential`).waitFor();
      current = { ...made, secret: await takeSecret(label) };
      expect([await worth(made), await worth(current)]).toEqual([false, true]);
    }
    await detail.getByRole('button', { name: 'Disable…' }).click();
    await page().getByRole('alertdialog').getByRole('button', { name: 'Disable', exact: true }).click();
    await editor().getByText(`${name} is disabled`).waitFor();
    expect(await worth(current)).toBe(false);
    await detail.getByRole('button', { name: 'Enable', exact: true }).click();
    await detail.getByRole('button', { name: 'Disable…' }).waitFor();
    expect(await worth(current)).toBe(label !== null);
    await detail.getByRole('button', { name: 'Delete…' }).click();
    await page().getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await editor().getByText(`${name} is deleted`).waitFor();
    expect(await worth(current)).toBe(false);
  });

  it('rotates its signing key, and retires the one before', async () => {
    const token = tokenOf(await post('/token', report, { grant_type: 'client_credentials' }));
    const published = async (): Promise<number> => {
      const { keys } = (await (await fetch(`${issuer}/jwks`)).json()) as { keys: unknown[] }; // RFC 7517 §5.
      return keys.length;
    };
    await section('Keys');
    await rows().getByText('signs new tokens').waitFor();
    await editor().getByRole('button', { name: 'Rotate' }).click();
    const passive = rows().filter({ hasText: 'published, signs nothing new' });
    await passive.waitFor();
    expect([await published(), await isActive(report, token)]).toEqual([2, true]);
    await bench.pictures('issuer-keys');
    for (const theme of ['Light', 'Dark'] as const) {
      await bench.setTheme(theme);
      expect(await axeComplaints(page())).toEqual([]);
    }
    await passive.click();
    await editor().getByRole('button', { name: 'Retire' }).click();
    await rows().getByText('retired').waitFor();
    expect([await published(), await isActive(report, token)]).toEqual([1, false]);
  });

  it('adds a human, gives her a new code, disables, enables and deletes her', async () => {
    await section('Humans');
    await editor()
      .getByRole('textbox', { name: /^Name of a human/ })
      .fill('Ana Ruiz');
    await press('Enter');
    await takeSecret('Sign-in code');
    await rows().getByText('Ana Ruiz').click();
    await page().getByRole('button', { name: 'New Code' }).click();
    await takeSecret('Sign-in code');
    await page().getByRole('button', { name: 'Disable…' }).click();
    await page().getByRole('alertdialog').getByRole('button', { name: 'Disable', exact: true }).click();
    await editor().getByText('Ana Ruiz is disabled').waitFor();
    await page().getByRole('button', { name: 'Enable', exact: true }).click();
    await page().getByRole('button', { name: 'Disable…' }).waitFor();
    await page().getByRole('button', { name: 'Delete…' }).click();
    await page().getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await editor().getByText('Ana Ruiz is deleted').waitFor();
  });

  it('has written no complaint into the console', () => expect(bench.complaints).toEqual([]));
});
