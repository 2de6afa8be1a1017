// UX.md, "How we judge it": the most dangerous agent is found, understood and its revocation prepared without a mouse.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tenantWindow } from '#test/support/tenant-window.ts';
import { eventually, startWorkbench, type Workbench } from '#test/support/workbench.ts';

describe('from a workspace to a revocation', () => {
  let bench: Workbench;
  const shown = tenantWindow(() => bench);
  const { editor, fillForm, head, steps, look } = shown;
  const inventory = () => bench.page.getByRole('grid', { name: 'Inventory' });
  const hasFocus = (role: 'grid' | 'treegrid', name: string): Promise<boolean> =>
    bench.page.getByRole(role, { name }).evaluate((element) => element === document.activeElement);

  async function asked<T>(name: string, input: unknown): Promise<T> {
    const answer = await bench.call(name, input);
    if (!answer.ok) throw new Error(answer.error.message);
    return answer.value as T; // The contract of that call.
  }

  beforeAll(async () => {
    bench = await startWorkbench();
    await bench.newWorkspace();
    await shown.answerMain();
    await asked('issuer.start', {});
    const resource = 'http://127.0.0.1:9/shop';
    const anAgent = { kind: 'agent', grants: ['client_credentials'], resources: [resource] };
    await asked('issuer.createClient', { ...anAgent, name: 'recommender', scopes: ['catalog.read'] });
    await asked('issuer.createClient', {
      ...anAgent,
      name: 'shop-assist',
      scopes: ['orders.admin', 'payments.write', '*'],
    });
    await asked('issuer.createClient', { ...anAgent, name: 'nightly-report', kind: 'service_account', scopes: ['*'] });
    await fillForm({ backend: /^Local issuer/, fields: { Name: 'Own issuer' } });
    await editor().getByRole('button', { name: 'Add Tenant' }).click();
    await editor().getByRole('heading', { name: 'Own issuer' }).waitFor();
    await editor().getByText('no credential is between them').waitFor();
    await editor().getByRole('checkbox', { name: 'Allow writing' }).click();
    await bench.press('Alt+1');
  });
  afterAll(async () => {
    await bench?.running.close();
    expect(bench?.complaints ?? []).toEqual([]);
  });

  it('goes by the keyboard alone', async () => {
    await eventually(bench.inventoryCount).toMatch(/^3 of 3/);
    // Which agent? The highest score stands first.
    await bench.press('Control+F');
    await bench.typeText('kind:agent');
    await eventually(bench.inventoryCount).toMatch(/^2 of 3/);
    await bench.press('Enter');
    await eventually(() => bench.page.getByRole('listbox', { name: 'Suggestions' }).isVisible()).toBe(false);
    for (let more = 0; more < 8 && !(await hasFocus('grid', 'Inventory')); more += 1) await bench.press('Tab');
    await eventually(() => hasFocus('grid', 'Inventory')).toBe(true);
    await bench.press('Home');
    await eventually(() => inventory().locator('[data-focus]').textContent()).toContain('shop-assist');
    // Why? The light bulb says what helps, its page why; the findings say what shows it.
    await bench.press('Control+.');
    const menu = bench.page.getByRole('menu', { name: 'Fixes' });
    await menu
      .getByText(/\d+ → \d+, safety \d+/)
      .first()
      .waitFor();
    await bench.press('Escape');
    await menu.waitFor({ state: 'hidden' });
    await bench.press('Alt+6');
    await eventually(() => hasFocus('grid', 'Findings')).toBe(true);
    await bench.page.getByRole('grid', { name: 'Findings' }).locator('[data-id]').first().waitFor();
    await bench.press('Home');
    const detail = bench.page.getByRole('complementary', { name: 'Details of the selected finding' });
    if (!(await detail.isVisible())) await bench.press(' ');
    await detail.getByRole('heading', { name: 'Severity' }).waitFor();
    await detail.getByText('what the rule begins with').waitFor();
    // Its revocation, prepared and not sent.
    await bench.press('Alt+1');
    await eventually(() => hasFocus('grid', 'Inventory')).toBe(true);
    await bench.press('Delete');
    await head().getByRole('heading', { name: 'Revoke shop-assist' }).waitFor();
    await eventually(steps).toEqual(['Disable shop-assist']);
    await look('dangerous-agent-plan');
  });
});
