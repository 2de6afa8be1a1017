// Authorization servers of which only the standards are known, connected through the form of the real window.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type BetterAuthServer, startBetterAuth } from '#test/support/better-auth-server.ts';
import { type OidcServer, startOidcProvider } from '#test/support/oidc-provider-server.ts';
import { tenantWindow } from '#test/support/tenant-window.ts';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';

type Client = Readonly<Record<string, unknown>>;

const passphrase = 'canary-passphrase-of-the-analyst';
const secretLabel = 'Client secret, or credentials as JSON';

describe('tenants by the standards alone', () => {
  let bench: Workbench;
  let provider: OidcServer;
  let better: BetterAuthServer;
  let orders: Client;
  let nightly = '';
  const shown = tenantWindow(() => bench);
  const { editor, field, fillForm, type, testSays, addAndSync, openTenant, greyed } = shown;
  const { select, head, state, button, steps, approve, receipt, look } = shown;

  const credentials = (secret: string): string =>
    JSON.stringify({
      client_secret: secret,
      registrations: [
        {
          client_id: orders['client_id'],
          registration_client_uri: orders['registration_client_uri'],
          registration_access_token: orders['registration_access_token'],
        },
      ],
      tokens: [{ name: 'nightly job', token: nightly, token_type_hint: 'access_token' }],
    });

  beforeAll(async () => {
    [provider, better] = await Promise.all([startOidcProvider(), startBetterAuth()]);
    orders = await provider.register({ client_name: 'orders' });
    nightly = (await provider.mint(orders)).token;
    bench = await startWorkbench();
    await bench.newWorkspace();
    await shown.answerMain();
  });
  afterAll(async () => {
    await bench?.running.close();
    await provider?.close();
    await better?.close();
    expect(bench?.complaints ?? []).toEqual([]);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await bench.running.screenshot('standards-failed');
  });

  describe('oidc-provider, with registration management', () => {
    it('says what is wrong with the address, the name and the secret, one after the other', async () => {
      await fillForm({
        backend: /^OAuth 2\.0/,
        fields: { Name: 'Partner', Issuer: `${provider.issuer}/nowhere`, 'Client of the workbench': 'nhi-workbench' },
        secrets: { [secretLabel]: credentials('canary-wrong'), Passphrase: passphrase },
        addresses: 'public',
      });
      await editor()
        .getByText('which is no sealing: it is not offered')
        .or(editor().getByText('can seal it'))
        .waitFor();
      await testSays(/not https/);
      await shown.choose('Addresses', 'loopback');
      await testSays(/no metadata of an authorization server are found there/);
      await field('Issuer').fill(provider.issuer);
      await testSays(/the backend answered 401/);
      await look('standards-form');
      expect(await bench.page.content()).not.toContain('canary');
    });

    it('connects, syncs, and greys what no standard can', async () => {
      await type(secretLabel, credentials(provider.workbench.secret));
      await testSays('nhi-workbench may introspect.');
      await addAndSync('Partner', { writing: true });
      expect(await greyed('Quarantine')).toContain('empty scope means the server’s own default');
      expect(await greyed('Shorten lifetime')).toContain('No standard sets how long tokens of a client live');
      await eventually(() => editor().locator('.capabilities tr.unavailable').count()).toBe(2);
      await editor().getByRole('button', { name: 'see its score' }).waitFor();
      await look('standards-tenant');
    });

    it('disables a client, proves it as a thief would, and takes it back', async () => {
      await select('name:orders', 1);
      await bench.command('Disable…');
      await head().getByRole('heading', { name: 'Disable orders' }).waitFor();
      await approve();
      await button('Run').click();
      await state('1 verified');
      await editor().getByRole('treeitem').getByText('New token at the issuer').waitFor();
      await editor().getByRole('treeitem').getByText('Old token where a resource asks').waitFor();
      await look('standards-probes');
      expect((await receipt()).receipts[0]?.probes[0]).toMatchObject({ kind: 'mint', verdict: 'dead' });
      expect((await provider.mint(orders)).status).toBe(400);
      await button('Undo…').click();
      await head().getByRole('heading', { name: 'Undo: Disable orders' }).waitFor();
      await approve();
      await button('Run').click();
      await state('1 verified');
      expect((await provider.mint(orders)).status).toBe(200);
    });

    it('revokes a client with the tokens of it that are known: issuance first', async () => {
      await openTenant('Partner');
      await editor().getByRole('button', { name: 'Sync', exact: true }).click();
      await editor().getByText('2 syncs').waitFor();
      await select('name:orders', 1);
      await bench.press('Delete');
      await head().getByRole('heading', { name: 'Revoke orders' }).waitFor();
      await eventually(steps).toEqual(['Take the grant types from orders', 'Revoke the token nightly job']);
      await editor().getByText('1 known token is of it.').first().waitFor();
      await approve('2');
      await button('Run').click();
      await state('2 verified');
      await look('standards-revoked');
      const { receipts, counts } = await receipt();
      expect(counts).toEqual({ verified: 2 });
      expect(JSON.stringify(receipts)).not.toContain(nightly);
      expect((await provider.mint(orders)).status).toBe(400);
    });

    it('is locked in the next run, and opens by the passphrase alone', async () => {
      const { home } = bench.running;
      expect(bench.complaints).toEqual([]);
      await bench.running.close();
      bench = await startWorkbench({ home });
      await bench.status.getByText('1 tenant').waitFor();
      await shown.answerMain();
      await openTenant('Partner');
      await editor().getByText('Its secret is sealed by a passphrase.').waitFor();
      const typed = editor().getByLabel('Passphrase', { exact: true });
      await typed.fill('another one');
      await bench.press('Enter');
      await bench.page.getByText('The passphrase does not open this secret.').waitFor();
      await typed.fill(passphrase);
      await bench.press('Enter');
      await editor().getByText('It is locked.').waitFor({ state: 'detached' });
      // The server gave a new registration access token with each update: the sealed one is the last.
      await editor().getByRole('button', { name: 'Sync', exact: true }).click();
      await editor().getByText('3 syncs').waitFor();
      expect(await bench.page.content()).not.toContain(passphrase);
    });
  });

  describe('better-auth, without registration management', () => {
    let own: Client;

    it('finds the metadata of an issuer with a path, and nothing beside it', async () => {
      own = await better.machine('workbench');
      const tokens = [{ name: 'shop token', token: await better.mint(own) }];
      await fillForm({
        backend: /^OAuth 2\.0/,
        fields: {
          Name: 'Shop',
          Issuer: new URL(better.issuer).origin,
          'Client of the workbench': String(own['client_id']),
        },
        secrets: { [secretLabel]: JSON.stringify({ client_secret: own['client_secret'], tokens }) },
        keeping: 'run',
      });
      await testSays(/no metadata|another issuer/);
      await field('Issuer').fill(better.issuer);
      await testSays(/may introspect/);
      await addAndSync('Shop', { writing: true });
      for (const verb of ['Rescope', 'Rotate', 'Disable', 'Delete'])
        expect(await greyed(verb)).toContain('gave no registration_client_uri');
      await look('standards-greyed');
    });

    it('revokes one token, and says that nothing brings it back', async () => {
      await select('name:"shop token"', 1);
      await bench.command('Revoke…');
      await head().getByRole('heading', { name: 'Revoke shop token' }).waitFor();
      await approve('shop token');
      await button('Run').click();
      await state('1 verified');
      expect((await receipt()).counts).toEqual({ verified: 1 });
      await button('Undo…').click();
      await bench.page
        .getByText(/a token that was revoked cannot be brought back/)
        .first()
        .waitFor();
      await eventually(bench.openTabs).not.toContain('Undo: Revoke shop token');
    });
  });
});
