// A plan that is made on one machine and applied on another one: signed here, read anew there, refused where something drifted.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { scratchFolder } from '#test/support/electron-app.ts';
import { type FakeHydra, startFakeHydra } from '#test/support/fake-hydra.ts';
import { freePort } from '#test/support/free-port.ts';
import { tenantWindow } from '#test/support/tenant-window.ts';
import { eventually, startWorkbench, type Workbench, writeFiles } from '#test/support/workbench.ts';

const specs = process.env['NHI_SPECS'] ?? join(import.meta.dirname, '../../../shared/specs');
const description = join(specs, 'hydra-openapi.json');
const clients = ['billing', 'orders'] as const;

describe.skipIf(!existsSync(description))('a plan that is carried', () => {
  let hydra: FakeHydra;
  let port = 0;
  let here: Workbench;
  let there: Workbench;
  let signed = '';
  const [planner, operator] = [tenantWindow(() => here), tenantWindow(() => there)];
  const form = () => ({ backend: /^Ory Hydra/, fields: { Name: 'Hydra', 'Admin address': hydra.url } });

  beforeAll(async () => {
    port = await freePort();
    hydra = await startFakeHydra(description, port);
    for (const name of clients) hydra.make(name);
    here = await startWorkbench();
    await here.newWorkspace('Planner');
  });
  afterAll(async () => {
    await there?.running.close();
    await here?.running.close();
    await hydra?.close();
    expect([...(here?.complaints ?? []), ...(there?.complaints ?? []), ...(hydra?.violations ?? [])]).toEqual([]);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    await here.running.screenshot('carried-failed-here');
    await there?.running.screenshot('carried-failed-there');
  });

  it('is made against the last sync while the tenant is gone, and signed', async () => {
    await planner.fillForm(form());
    await planner.addAndSync('Hydra', { writing: false });
    await hydra.close();
    await planner.editor().getByRole('button', { name: 'Sync', exact: true }).click();
    await planner
      .editor()
      .getByText(/offline since/)
      .waitFor();
    await planner.select('name:billing or name:orders', 2);
    await here.command('Disable…');
    await planner.head().getByRole('heading', { name: 'Disable 2 identities' }).waitFor();
    await planner.editor().getByText('It is offline: the plan waits until it answers').waitFor();
    await planner.look('carried-offline');
    const path = join(scratchFolder(), 'plan.json');
    await here.answerDialogs([path]);
    await here.command('Export the Signed Plan…');
    await eventually(() => existsSync(path)).toBe(true);
    signed = readFileSync(path, 'utf8');
    expect(JSON.parse(signed)).toMatchObject({ kind: 'plan', plan: { steps: [{ title: expect.any(String) }, {}] } });
  });

  it('is refused on the other machine where somebody altered it', async () => {
    hydra = await startFakeHydra(description, port);
    for (const name of clients) hydra.make(name);
    there = await startWorkbench();
    await there.newWorkspace('Operator');
    await operator.answerMain();
    await there.answerDialogs(writeFiles({ 'plan.json': signed.replaceAll('billing', 'payroll') }));
    await there.command('Import a Signed Plan…');
    await there.page.getByText('The plan was altered after it was signed.').waitFor();
    await there.command('Clear All Notifications');
  });

  it('is applied there, each step read anew: what drifted is refused, the rest is done', async () => {
    await operator.fillForm(form());
    await operator.editor().getByRole('button', { name: 'Add Tenant' }).click();
    await operator.editor().getByRole('heading', { name: 'Hydra' }).waitFor();
    await operator.editor().getByRole('checkbox', { name: 'Allow writing' }).click();
    await there.answerDialogs(writeFiles({ 'plan.json': signed }));
    await there.command('Import a Signed Plan…');
    await operator.head().getByRole('heading', { name: 'Disable 2 identities' }).waitFor();
    const requests = operator.editor().getByRole('region', { name: 'Exact requests of step 1' });
    await requests.getByText('the requests above are its word').waitFor();
    await requests.getByText(/^client\.\S+ client \S+$/).waitFor();
    await operator.look('carried-draft');
    hydra.make('billing', { grant_types: ['authorization_code'] });
    await operator.approve(String(clients.length));
    await operator.button('Run').click();
    await operator.state('1 verified, 1 refused');
    await operator.editor().getByRole('treeitem').getByText('Take the grant types from billing').click();
    await operator
      .editor()
      .getByText(/it changed since the plan was made: grant_types/)
      .first()
      .waitFor();
    await operator.look('carried-applied');
    expect(hydra.clients.get('orders')).toMatchObject({ grant_types: [] });
    expect(hydra.clients.get('billing')).toMatchObject({ grant_types: ['authorization_code'] });
    expect((await operator.receipt()).counts).toEqual({ verified: 1, refused: 1 });
    // Only what failed is run again, and only once it is as the plan was made for.
    hydra.make('billing');
    await operator.button('Retry Failed').click();
    await operator.state('2 verified');
    expect(hydra.clients.get('billing')).toMatchObject({ grant_types: [] });
  });
});
