// The local issuer in the real window: clients by hand, tokens by HTTP, a customer's consent, its withdrawal.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeComplaints } from '#test/support/axe-complaints.ts';
import { assertion, newKey } from '#test/support/black-box.ts';
import { giveConsent } from '#test/support/customer-browser.ts';
import type { TestKey } from '#test/support/forged-jwts.ts';
import { type Client, issuerWindow, postTo, tokenOf } from '#test/support/issuer-window.ts';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';

const shop = 'http://127.0.0.1:9/shop';
const redirectUri = 'http://127.0.0.1:9/back';
const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange';
const accessToken = 'urn:ietf:params:oauth:token-type:access_token';

let bench: Workbench;
let issuer = '';
const page = () => bench.page;
const press = (key: string) => bench.press(key);
const delegations = () => page().locator('.delegations:visible');
const { editor, section, rows, secrets, secretValue, makeClient } = issuerWindow(() => bench);
const post = (path: string, client: Client, form: Readonly<Record<string, string>>) =>
  postTo(issuer, path, client, form);

const isActive = async (client: Client, token: string): Promise<unknown> =>
  (await post('/introspect', client, { token })).body['active'];

async function pictures(name: string): Promise<void> {
  await bench.pictures(name);
  for (const theme of ['Light', 'Dark'] as const) {
    await bench.setTheme(theme);
    expect(await axeComplaints(page())).toEqual([]);
  }
}

beforeAll(async () => {
  bench = await startWorkbench();
  await bench.setTheme('Dark');
  await bench.newWorkspace('Issuer');
});
afterAll(() => bench?.running.close());

describe.sequential('the local issuer', () => {
  let report: Client;
  let assistant: Client;
  let scout: Client;

  it('starts from its page, says where it is, and stops again', async () => {
    await press('Alt+9');
    await editor().getByText('The local issuer does not run').waitFor();
    await pictures('issuer-stopped');
    await editor().getByRole('textbox', { name: /^Port/ }).fill('80');
    expect(await editor().getByRole('button', { name: 'Start' }).isDisabled()).toBe(true);
    await editor().getByRole('textbox', { name: /^Port/ }).fill('');
    await editor().getByRole('button', { name: 'Start' }).click();
    await editor().getByRole('button', { name: 'Stop' }).click();
    await editor().getByText('The local issuer does not run').waitFor();
    await bench.command('Start the Local Issuer');
    issuer = (await editor().locator('h1 code').textContent()) ?? '';
    expect(issuer).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await editor().getByRole('button', { name: 'Copy the address' }).click();
    await eventually(bench.clipboard).toBe(issuer);
    const metadata = await fetch(`${issuer}/.well-known/oauth-authorization-server`);
    expect(await metadata.json()).toMatchObject({ issuer });
  });

  it('refuses a client without a name beside the field, then makes it and shows its secret once', async () => {
    await bench.command('New Client…');
    const form = page().locator('.client-page:visible');
    await form.getByRole('button', { name: /^Create/ }).click();
    await form.getByRole('alert').waitFor();
    expect(await form.getByRole('textbox', { name: 'Name', exact: true }).getAttribute('aria-invalid')).toBe('true');
    await pictures('issuer-new-client');
    await form.getByRole('button', { name: 'Cancel' }).click();
    report = await makeClient(/^Service account/, { Name: 'nightly-report', Scopes: 'reports.read reports.write' });
    await rows().getByText('nightly-report').waitFor();
  });

  it('shows a token that the client gets by HTTP, and revokes it', async () => {
    const answer = await post('/token', report, { grant_type: 'client_credentials', scope: 'reports.read' });
    expect(answer.status).toBe(200);
    const token = tokenOf(answer);
    expect(await isActive(report, token)).toBe(true);
    await section('Tokens');
    await rows().getByText('nightly-report').click();
    const detail = page().getByRole('complementary', { name: 'The chosen token' });
    await detail.getByText('reports.read').waitFor();
    await detail.getByRole('button', { name: 'Revoke' }).click();
    await editor().getByRole('status', { name: 'What has fallen' }).getByText('1 token fell').waitFor();
    await eventually(() => rows().count()).toBe(0);
    expect(await isActive(report, token)).toBe(false);
    await editor().getByRole('checkbox', { name: 'Dead ones too' }).click();
    await rows().getByText('revoked').first().waitFor();
    await editor().getByRole('checkbox', { name: 'Dead ones too' }).click();
  });

  it('lists requests as they come in, refusals with the reason that the client is not told', async () => {
    await section('Requests');
    const refused = await post('/token', report, { grant_type: 'client_credentials', scope: 'admin' });
    expect(refused).toMatchObject({ status: 400, body: { error: 'invalid_scope' } });
    const row = rows().filter({ hasText: 'denied' }).first();
    await row.waitFor();
    expect(await row.textContent()).toContain('nightly-report');
    expect(await row.textContent()).toContain('admin');
  });

  it('names what falls before it disables a client, and takes no for an answer', async () => {
    const token = tokenOf(await post('/token', report, { grant_type: 'client_credentials' }));
    await section('Clients');
    await rows().getByText('nightly-report').click();
    await page().getByRole('button', { name: 'Disable…' }).click();
    const question = page().getByRole('alertdialog', { name: 'Disable nightly-report?' });
    await question.getByText('1 live token').waitFor();
    await press('Escape');
    await question.waitFor({ state: 'hidden' });
    expect(await isActive(report, token)).toBe(true);
    await page().getByRole('button', { name: 'Disable…' }).click();
    await question.getByRole('button', { name: 'Disable', exact: true }).click();
    await editor().getByText('nightly-report is disabled').waitFor();
    expect(await post('/token', report, { grant_type: 'client_credentials' })).toMatchObject({
      body: { error: 'invalid_client' },
    });
    await page().getByRole('button', { name: 'Enable', exact: true }).click();
    await page().getByRole('button', { name: 'Disable…' }).waitFor();
  });

  it('changes a client: what was typed and nothing else, from the next request on', async () => {
    await section('Clients');
    await rows().getByText('nightly-report').click();
    await page().getByRole('button', { name: 'Edit…' }).click();
    const form = page().locator('.client-page:visible');
    await form.getByText('Nothing is changed yet.').waitFor();
    expect(await form.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await form.getByRole('textbox', { name: 'Access token lives' }).fill('61');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByRole('alert').getByText('One field needs another value.').waitFor();
    await form.getByRole('textbox', { name: 'Access token lives' }).fill('5');
    await form.getByRole('textbox', { name: 'Scopes', exact: true }).fill('reports.read');
    await pictures('issuer-edit-client');
    await form.getByRole('button', { name: 'Save' }).click();
    const detail = page().getByRole('complementary', { name: 'The chosen client' });
    await detail.getByText('at most 5 min').waitFor();
    const narrowed = { grant_type: 'client_credentials', scope: 'reports.write' };
    expect(await post('/token', report, narrowed)).toMatchObject({ body: { error: 'invalid_scope' } });
    expect(await post('/token', report, { ...narrowed, scope: 'reports.read' })).toMatchObject({
      body: { expires_in: 300 },
    });
  });

  it('limits a scope for every client, and lifts the limit again', async () => {
    await section('Scopes');
    await editor().getByText('No scope has limits of its own').waitFor();
    const line = editor().getByRole('group', { name: 'Limit a scope' });
    await line.getByRole('textbox', { name: 'Scope to limit' }).fill('reports.read');
    await line.getByText('At least one limit.').waitFor();
    await line.getByRole('textbox', { name: /^Seconds/ }).fill('60');
    await press('Enter');
    await rows().getByText('reports.read').waitFor();
    await pictures('issuer-scopes');
    const wanted = { grant_type: 'client_credentials', scope: 'reports.read' };
    expect(await post('/token', report, wanted)).toMatchObject({ body: { expires_in: 60 } });
    await rows().getByText('reports.read').click();
    await editor().getByRole('button', { name: 'Remove Limits' }).click();
    await editor().getByText('No scope has limits of its own').waitFor();
    expect(await post('/token', report, wanted)).toMatchObject({ body: { expires_in: 300 } });
  });

  it('lets the assertions of a platform stand for a workload', async () => {
    const [ci, cluster] = [newKey(), newKey()];
    const trust = async (form: Locator, place: string, whose: string, subject: string, key: TestKey): Promise<void> => {
      const field = (label: string): Locator => form.getByRole('textbox', { name: `${label}${place}`, exact: true });
      await field('Trusted issuer').fill(whose);
      await field('Trusted subject').fill(subject);
      await field('Keys of that issuer').fill(JSON.stringify(key.publicJwk));
    };
    const workload = await makeClient(/^Workload/, { Name: 'deploy', Scopes: 'reports.read' }, async (form) => {
      await form.getByRole('checkbox', { name: 'client credentials' }).click();
      await form.getByRole('checkbox', { name: 'JWT bearer' }).click();
      await form.getByRole('checkbox', { name: 'bound by DPoP' }).click();
      await form.getByLabel('Authenticates by').selectOption('client_secret_basic');
      await form.getByRole('button', { name: /^Create/ }).click();
      await form.getByRole('alert').getByText('3 fields need other values.').waitFor();
      await trust(form, '', 'https://ci.example', 'repo:shop', ci);
      await form.getByRole('button', { name: 'Trust Another Issuer or Subject' }).click();
      await form.getByRole('button', { name: /^Create/ }).click();
      await form.getByRole('alert').getByText('3 fields need other values.').waitFor();
      await trust(form, ' 2', 'https://cluster.example', 'pod:shop', cluster);
      await pictures('issuer-new-workload');
    });
    const ask = (key: TestKey, iss: string, sub: string): ReturnType<typeof post> =>
      post('/token', workload, {
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        assertion: assertion(key, workload.id, issuer, { iss, sub }),
        scope: 'reports.read',
      });
    expect(await ask(ci, 'https://ci.example', 'repo:shop')).toMatchObject({ status: 200 });
    expect(await ask(cluster, 'https://cluster.example', 'pod:shop')).toMatchObject({ status: 200 });
    expect(await ask(ci, 'https://cluster.example', 'pod:shop')).toMatchObject({ body: { error: 'invalid_grant' } });

    await section('Clients');
    await rows().getByText('deploy').click();
    await page().getByRole('button', { name: 'Edit…' }).click();
    const form = page().locator('.client-page:visible');
    expect(await form.getByRole('textbox', { name: 'Trusted subject 2' }).inputValue()).toBe('pod:shop');
    await form.getByRole('button', { name: 'Remove pod:shop' }).scrollIntoViewIfNeeded();
    await pictures('issuer-edit-trusts');
    await form.getByRole('button', { name: 'Remove repo:shop' }).click();
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'hidden' });
    expect(await ask(ci, 'https://ci.example', 'repo:shop')).toMatchObject({ body: { error: 'invalid_grant' } });
    expect(await ask(cluster, 'https://cluster.example', 'pod:shop')).toMatchObject({ status: 200 });
  });

  it('draws what a customer has allowed, hop by hop', async () => {
    await section('Humans');
    await editor()
      .getByRole('textbox', { name: /^Name of a human/ })
      .fill('Ana Ruiz');
    await press('Enter');
    await secrets().getByText('Ana Ruiz can sign in').waitFor();
    const signInCode = await secretValue('Sign-in code');
    await secrets().getByRole('button', { name: 'I Have It' }).click();
    assistant = await makeClient(/^Agent/, {
      Name: 'shop-assist',
      Scopes: 'orders.read orders.write profile.read',
      Resources: shop,
      'Redirect URIs': redirectUri,
    });
    scout = await makeClient(/^Agent/, {
      Name: 'price-scout',
      Scopes: 'orders.read profile.read',
      Resources: shop,
      'Redirect URIs': redirectUri,
      'May act for': assistant.id,
    });
    const { code, verifier } = await giveConsent(
      issuer,
      signInCode,
      { clientId: assistant.id, redirectUri, scope: 'orders.read orders.write profile.read', resource: shop },
      ['profile.read'],
    );
    const first = await post('/token', assistant, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      code_verifier: verifier,
    });
    expect(first.status).toBe(200);
    const actor = await post('/token', scout, { grant_type: 'client_credentials' });
    const second = await post('/token', scout, {
      grant_type: exchange,
      subject_token: tokenOf(first),
      subject_token_type: accessToken,
      actor_token: tokenOf(actor),
      actor_token_type: accessToken,
      scope: 'orders.read',
      resource: shop,
    });
    expect(second).toMatchObject({ status: 200, body: { scope: 'orders.read' } });

    await section('Tokens');
    await rows().filter({ hasText: 'price-scout' }).filter({ hasText: 'orders.read' }).waitFor();
    await pictures('issuer-tokens');
    await press('Alt+4');
    await delegations().getByText('Ana Ruiz lets shop-assist use 2 scopes; 1 of them handed on over 1 hop').waitFor();
    await delegations()
      .getByRole('button', { name: /^price-scout, 1 of 2 scopes/ })
      .click();
    const detail = page().getByRole('complementary', { name: 'The chosen hop' });
    await eventually(() => detail.locator('.algebra').textContent()).toMatch(/lacksorders\.write.*givenorders\.read$/);
    await pictures('delegations');

    await delegations().getByRole('button', { name: 'Withdraw…' }).click();
    const simulation = page().getByRole('region', { name: 'Simulated withdrawal' });
    await simulation.getByText('3 tokens would fall, 1 refresh token among them').waitFor();
    await eventually(() => simulation.getByRole('row').count()).toBe(3);
    expect(await isActive(assistant, tokenOf(first))).toBe(true);
    await pictures('delegations-simulated');
    await simulation.getByRole('button', { name: 'Keep the Consent' }).click();
    await simulation.waitFor({ state: 'hidden' });

    await delegations().getByRole('button', { name: 'Withdraw…' }).click();
    await simulation.getByRole('button', { name: 'Withdraw', exact: true }).click();
    await page().getByRole('status', { name: 'Withdrawn' }).getByText('3 tokens fell').waitFor();
    expect(await isActive(assistant, tokenOf(first))).toBe(false);
    expect(await isActive(scout, tokenOf(second))).toBe(false);

    await page().getByRole('status', { name: 'Withdrawn' }).getByRole('button', { name: 'Close' }).click();
    const believed = page().getByRole('status', { name: 'Still believed' });
    await believed.getByText('2 dead tokens are still believed').waitFor();
    await eventually(() => believed.getByRole('row').filter({ hasText: shop }).count()).toBe(2);
    await detail.getByText(/^where nobody asks, until/).waitFor();
    await pictures('delegations-believed');
  });

  it('deletes a client and says what fell with it', async () => {
    await press('Alt+9');
    await section('Clients');
    await rows().getByText('price-scout').click();
    await page().getByRole('button', { name: 'Delete…' }).click();
    await page().getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await editor().getByText('price-scout is deleted').waitFor();
    await rows().getByText('price-scout').waitFor({ state: 'detached' });
    await pictures('issuer-clients');
  });

  it('deletes a human; what the journal tells still names her', async () => {
    await section('Humans');
    await rows().getByText('Ana Ruiz').click();
    await pictures('issuer-humans');
    await page().getByRole('button', { name: 'Delete…' }).click();
    await page().getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await editor().getByText('Ana Ruiz is deleted').waitFor();
    await rows().getByText('Ana Ruiz').waitFor({ state: 'detached' });
    await section('Consents');
    await rows().getByText('Ana Ruiz').first().waitFor();
  });

  it('has written no complaint into the console', () => expect(bench.complaints).toEqual([]));
});
