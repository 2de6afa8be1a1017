// Lifetimes in the real window: every hop of one identity, what settings say of each other, what lives, what is dead but believed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeComplaints } from '#test/support/axe-complaints.ts';
import { type Client, postTo, tokenOf } from '#test/support/issuer-window.ts';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';

const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange';
const accessToken = 'urn:ietf:params:oauth:token-type:access_token';
const audience = 'http://127.0.0.1:9/shop';

let bench: Workbench;
const page = () => bench.page;
const lifetimes = () => page().locator('.lifetimes:visible');
const rows = () => lifetimes().locator('.lifetimes-below .grid-row[data-id]');
const tab = (name: RegExp) => lifetimes().getByRole('tab', { name }).click();
const status = () => page().locator('[data-part="status"]');

async function pictures(name: string): Promise<void> {
  await bench.pictures(name);
  for (const theme of ['Light', 'Dark'] as const) {
    await bench.setTheme(theme);
    expect(await axeComplaints(page())).toEqual([]);
  }
}

/** What the engine answers; a refusal fails the test. */
async function ask(name: string, input: unknown): Promise<Record<string, string>> {
  const answer = await bench.call(name, input);
  expect(answer).toMatchObject({ ok: true });
  return (answer.ok ? answer.value : {}) as Record<string, string>;
}

beforeAll(async () => {
  bench = await startWorkbench();
  await bench.setTheme('Dark');
  await ask('workspace.openDemo', {});
});
afterAll(() => bench?.running.close());

describe.sequential('lifetimes', () => {
  it('show every hop of an identity and the one that decides', async () => {
    await bench.press('Alt+1');
    await page().locator('.inventory-query input').fill('concierge-sub-2');
    await eventually(bench.inventoryCount).toMatch(/^\d of /);
    await page().locator('.inventory .name').getByText('concierge-sub-2', { exact: true }).dblclick();
    const chain = page().locator('.lifetime-chain:visible');
    await chain.waitFor();
    await eventually(() => chain.locator('tbody tr').count()).toBe(2);
    await eventually(() => chain.locator('tbody tr').nth(1).textContent()).toContain('shop-assist');
    await eventually(() => chain.locator('.decides').count()).toBe(1);
    await chain.scrollIntoViewIfNeeded();
    await pictures('lifetimes-hops');
  });

  it('say where settings are laxer than they should be, and open a plan that shortens them', async () => {
    await bench.command('Show Policy Lint of Lifetimes');
    await lifetimes()
      .getByRole('tab', { name: /Policy lint/, selected: true })
      .waitFor();
    const laxer = lifetimes().getByRole('button', { name: /^Laxer than the default/ });
    await laxer.click();
    await eventually(() => laxer.getAttribute('aria-pressed')).toBe('true');
    // Those of the other kinds go with the next window, which comes after the press.
    const laxerWords = /Access tokens live .* by the client, the tenant’s default is/;
    await eventually(async () => {
      const texts = await rows().allTextContents();
      return texts.length > 0 && texts.every((text) => laxerWords.test(text));
    }).toBe(true);
    await rows().first().click();
    await pictures('lifetimes-lint');
    await lifetimes().getByRole('button', { name: 'Shorten 1 identity…' }).click();
    await page()
      .getByRole('heading', { name: /Shorten/ })
      .first()
      .waitFor();
  });

  it('weigh shorter tokens by what the logs show, by the arrow keys, and make a plan of it', async () => {
    await bench.command('Suppose Shorter Tokens');
    const slider = lifetimes().getByRole('slider', { name: 'Access tokens of at most' });
    await slider.focus();
    await bench.press('Home');
    await eventually(() => lifetimes().locator('.shorter-slider output').textContent()).toBe('1 min');
    for (let step = 0; step < 4; step += 1) await bench.press('ArrowRight');
    await eventually(() => lifetimes().locator('.shorter-slider output').textContent()).toBe('15 min');
    const outcome = lifetimes().locator('.shorter-outcome');
    await outcome
      .getByText(/what the logs show/)
      .first()
      .waitFor();
    await outcome
      .getByText(/estimate for .* that no log shows/)
      .first()
      .waitFor();
    await pictures('lifetimes-shorter');
    await lifetimes()
      .getByRole('button', { name: /^Make a Plan for/ })
      .click();
    await page()
      .getByRole('heading', { name: /Shorten/ })
      .first()
      .waitFor();
  });

  it('say so where nothing lives, and show sessions whose end a source names', async () => {
    await bench.command('Show Live Tokens');
    await lifetimes()
      .getByRole('tab', { name: /Live tokens/, selected: true })
      .waitFor();
    await rows().first().waitFor();
    await rows().first().click();
    const before = await rows().count();
    await bench.press('Space');
    await eventually(() => rows().count()).toBeGreaterThan(before);
    await pictures('lifetimes-sessions');
    await lifetimes().getByRole('button', { name: /^Fold/ }).first().click();
    await eventually(() => rows().count()).toBe(before);
  });
});

describe.sequential('tokens of the local issuer', () => {
  let issuer = '';
  let shop: Client;
  let helper: Client;
  /** The one that something came of. */
  const family = () => rows().filter({ has: page().getByRole('button', { name: /fold shop$/i }) });
  const post = (client: Client, form: Readonly<Record<string, string>>) => postTo(issuer, '/token', client, form);

  it('stand as families as soon as they are issued', async () => {
    await bench.newWorkspace('Live');
    await bench.command('Show Live Tokens');
    await bench.press('Alt+2');
    issuer = String((await ask('issuer.start', {}))['issuer']);
    const make = async (name: string): Promise<Client> => {
      const made = await ask('issuer.createClient', {
        ...{ name, kind: 'agent', scopes: ['orders:read'], resources: [audience], mayActFor: [] },
        grants: ['client_credentials', exchange],
      });
      return { id: String(made['clientId']), secret: String(made['clientSecret']) };
    };
    shop = await make('shop');
    helper = await make('helper');
    await ask('issuer.updateClient', { id: helper.id, change: { mayActFor: [shop.id] } });
    const first = tokenOf(await post(shop, { grant_type: 'client_credentials', scope: 'orders:read' }));
    const own = tokenOf(await post(helper, { grant_type: 'client_credentials', scope: 'orders:read' }));
    const exchanged = await post(helper, {
      ...{ grant_type: exchange, subject_token: first, subject_token_type: accessToken },
      ...{ actor_token: own, actor_token_type: accessToken, scope: 'orders:read' },
    });
    expect(exchanged.status).toBe(200);
    await tab(/Live tokens/);
    await eventually(() => rows().count()).toBe(3);
    await eventually(() => family().textContent()).toMatch(/^shop.*access token.*left/);
    await pictures('lifetimes-tokens');
  });

  it('fold as a tree, and stay where they are while the clock goes on', async () => {
    await family().click();
    await bench.press('Space');
    await eventually(() => rows().count()).toBe(2);
    await bench.press('Space');
    await eventually(() => rows().count()).toBe(3);
  });

  it('are believed after they are revoked: in the list, on the page of the identity and in the status bar', async () => {
    await ask('issuer.revokeClient', { id: shop.id });
    await eventually(() => lifetimes().locator('.live-left.dead').count()).toBe(2);
    await eventually(async () => (await status().textContent()) ?? '').toMatch(/2 still believed, \d+:\d\d/);
    await lifetimes()
      .getByRole('button', { name: /2 dead tokens are still believed/ })
      .click();
    await lifetimes().getByRole('region', { name: 'Who still believes in what is dead' }).waitFor();
    await pictures('lifetimes-believed');
    await family().dblclick();
    await page().getByText('Tokens still believed').waitFor();
    expect(bench.complaints).toEqual([]);
  });
});
