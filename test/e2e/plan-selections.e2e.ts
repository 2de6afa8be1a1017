// A plan from whatever is selected: one token, one grant, one agent, one human's whole set. Many clients: tenant-hydra.e2e.ts.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { giveConsent } from '#test/support/customer-browser.ts';
import { type Client, issuerWindow, postTo, tokenOf } from '#test/support/issuer-window.ts';
import { tenantWindow } from '#test/support/tenant-window.ts';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';

const redirectUri = 'http://127.0.0.1:9/back';
const resource = 'http://127.0.0.1:9/shop';
const scope = 'orders.read orders.write';
const agentNames = ['assistant', 'shopper'] as const;

describe('a plan of', () => {
  let bench: Workbench;
  let issuer = '';
  let report: Client;
  const agents = new Map<string, Client>();
  const shown = tenantWindow(() => bench);
  const { editor, fillForm, select, show, head, state, button, steps, approve, receipt, look } = shown;
  const window = issuerWindow(() => bench);
  const active = async (client: Client, token: string): Promise<unknown> =>
    (await postTo(issuer, '/introspect', client, { token })).body['active'];

  async function asked<T>(name: string, input: unknown): Promise<T> {
    const answer = await bench.call(name, input);
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value as T; // The contract of that call.
  }
  async function makeClient(name: string, more: object): Promise<Client> {
    const { clientId, clientSecret } = await asked<{ clientId: string; clientSecret: string }>('issuer.createClient', {
      name,
      scopes: scope.split(' '),
      resources: [resource],
      ...more,
    });
    return { id: clientId, secret: clientSecret };
  }
  /** The customer lets the agent act; its access token. */
  async function letAct(agent: Client, code: string): Promise<string> {
    const given = await giveConsent(issuer, code, { clientId: agent.id, redirectUri, scope, resource });
    const form = { grant_type: 'authorization_code', code: given.code, redirect_uri: redirectUri, resource };
    return tokenOf(await postTo(issuer, '/token', agent, { ...form, code_verifier: given.verifier }));
  }

  beforeAll(async () => {
    bench = await startWorkbench();
    await bench.newWorkspace();
    await shown.answerMain();
    ({ issuer } = await asked<{ issuer: string }>('issuer.start', {}));
    report = await makeClient('nightly-report', { kind: 'service_account' });
    for (const name of agentNames) {
      const more = { kind: 'agent', grants: ['authorization_code'], redirectUris: [redirectUri] };
      agents.set(name, await makeClient(name, more));
    }
    await fillForm({ backend: /^Local issuer/, fields: { Name: 'Own issuer' } });
    await editor().getByRole('button', { name: 'Add Tenant' }).click();
    await editor().getByRole('heading', { name: 'Own issuer' }).waitFor();
    await editor().getByText('no credential is between them').waitFor();
    await editor().getByRole('checkbox', { name: 'Allow writing' }).click();
  });
  afterAll(async () => {
    await bench?.running.close();
    expect(bench?.complaints ?? []).toEqual([]);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await bench.running.screenshot('selections-failed');
  });

  it('one token, from the tokens of the issuer', async () => {
    const mint = async () => tokenOf(await postTo(issuer, '/token', report, { grant_type: 'client_credentials' }));
    const [first, second] = [await mint(), await mint()];
    await bench.press('Alt+9');
    await window.section('Tokens');
    await eventually(() => window.rows().count()).toBe(2);
    // The newest stands first.
    await window.rows().first().click();
    const detail = bench.page.getByRole('complementary', { name: 'The chosen token' });
    await look('selections-token');
    await detail.getByRole('button', { name: 'Plan…' }).click();
    await head().getByRole('heading', { name: 'Revoke a token of nightly-report' }).waitFor();
    await eventually(steps).toEqual([expect.stringMatching(/^Revoke token \S+ of nightly-report$/)]);
    await editor().getByText('A token that was revoked cannot be brought back').first().waitFor();
    await approve('nightly-report');
    await button('Run').click();
    await state('1 verified');
    expect((await receipt()).counts).toEqual({ verified: 1 });
    expect([await active(report, first), await active(report, second)]).toEqual([true, false]);
  });

  it('one grant, from the page of an agent', async () => {
    const { code } = await asked<{ code: string }>('issuer.addHuman', { name: 'Ana', email: 'ana@acme.example' });
    const assistant = agents.get('assistant') ?? report;
    const token = await letAct(assistant, code);
    await show('name:assistant', 1);
    await bench.press('Home');
    await bench.press('Enter');
    await editor().getByRole('heading', { name: 'assistant' }).waitFor();
    await editor().getByRole('button', { name: 'Withdraw…' }).click();
    await head().getByRole('heading', { name: 'Revoke assistant' }).waitFor();
    await eventually(steps).toEqual(['Withdraw a consent to assistant']);
    await approve('assistant');
    await button('Run').click();
    await state('1 verified');
    expect(await active(assistant, token)).toBe(false);
  });

  it('one agent: nobody gets a new token before the consents go', async () => {
    const shopper = agents.get('shopper') ?? report;
    const tokens: string[] = [];
    for (const name of ['Ben', 'Cleo']) {
      const { code } = await asked<{ code: string }>('issuer.addHuman', { name });
      tokens.push(await letAct(shopper, code));
    }
    // The inventory follows the issuer a moment later.
    await show('name:shopper', 1);
    await bench.press('Home');
    await bench.press('Enter');
    await editor().getByText('Ben').first().waitFor();
    await editor().getByText('Cleo').first().waitFor();
    await select('name:shopper', 1);
    await bench.press('Delete');
    await head().getByRole('heading', { name: 'Revoke shopper' }).waitFor();
    await eventually(steps).toEqual([
      'Disable shopper',
      'Withdraw a consent to shopper',
      'Withdraw a consent to shopper',
    ]);
    await editor().getByText('2 people let it act for them.').first().waitFor();
    // News in the corner stays above the question at the foot.
    await bench.command('Show Notifications');
    await eventually(async () => {
      const news = await bench.page.getByRole('region', { name: 'Notifications' }).boundingBox();
      const question = await editor().getByRole('region', { name: 'Confirmation' }).boundingBox();
      return (news?.y ?? Number.NaN) + (news?.height ?? 0) <= (question?.y ?? Number.NaN);
    }).toBe(true);
    await look('selections-agent');
    await bench.command('Show Notifications');
    await button('Discard').click();
    await state('discarded');
    for (const token of tokens) expect(await active(shopper, token)).toBe(true);
  });

  it('one human: everything that acts for them, and nothing of anybody else', async () => {
    const { code } = await asked<{ code: string }>('issuer.addHuman', { name: 'Dora' });
    for (const name of agentNames) await letAct(agents.get(name) ?? report, code);
    await bench.press('Control+P');
    await bench.page.getByRole('dialog').getByRole('combobox').fill('Dora');
    await bench.page.getByRole('option', { name: /^Dora/ }).first().click();
    await editor().getByRole('heading', { name: 'Dora' }).waitFor();
    // The inventory follows the issuer a moment later.
    await editor()
      .getByText(/^Delegation: 2 chains through Dora/)
      .waitFor();
    await editor().getByRole('button', { name: 'Revoke…', exact: true }).click();
    await head().getByRole('heading', { name: 'Revoke Dora' }).waitFor();
    await eventually(async () => (await steps()).sort()).toEqual(
      agentNames.map((name) => `Withdraw a consent to ${name}`),
    );
    await approve('2');
    await button('Run').click();
    await state('2 verified');
    expect((await receipt()).counts).toEqual({ verified: 2 });
  });
});
