// Nobody is kept out: no serious or critical finding of axe on any page in either theme, and no need of a mouse.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeComplaints } from '#test/support/axe-complaints.ts';
import { eventually, startWorkbench, type Workbench, writeFiles } from '#test/support/workbench.ts';

let bench: Workbench;
const page = () => bench.page;
const press = (key: string) => bench.press(key);

const complaints = () => axeComplaints(page());

const visible = (selector: string): Promise<void> => page().locator(`${selector}:visible`).first().waitFor();

async function openIdentity(name: string): Promise<void> {
  await press('Control+P');
  await page().getByRole('dialog').getByRole('combobox').fill(name);
  await page()
    .getByRole('option', { name: new RegExp(`^${name}`) })
    .first()
    .waitFor();
  await press('Enter');
  await page().locator('.identity:visible h1').getByText(name, { exact: true }).waitFor();
}

const pages: Readonly<Record<string, () => Promise<void>>> = {
  async 'Welcome with a workspace'() {
    await bench.command('Welcome');
    await page().getByRole('region', { name: 'Recent' }).waitFor();
  },
  async 'the inventory with a selection and its details'() {
    await press('Alt+1');
    await visible('.inventory .grid-row[data-id]');
    await bench.hasKeyboard(page().getByRole('grid', { name: 'Inventory' }));
    await press('Home');
    await press('Shift+ArrowDown');
    if (!(await page().locator('.detail').isVisible())) await press('Space');
    await visible('.detail-number');
  },
  async 'the inventory without a row'() {
    await page().getByRole('combobox', { name: 'Filter identities' }).fill('there is no such identity');
    await page().getByText('No identity matches').waitFor();
  },
  async 'a query with its completion'() {
    const box = page().getByRole('combobox', { name: 'Filter identities' });
    await box.fill('kind:');
    await page().locator('.query-row:visible').first().waitFor();
    await box.press('ArrowDown');
  },
  async 'a query that is wrong'() {
    await page().getByRole('combobox', { name: 'Filter identities' }).fill('score:hihg ');
    await visible('.query-problem');
  },
  async 'the question for the name of a view'() {
    await press('Control+S');
    await page().getByRole('dialog', { name: 'Save Query' }).waitFor();
  },
  async 'the query language'() {
    await press('Escape');
    await bench.command('Query Language');
    await page().getByRole('table', { name: 'Fields of events' }).getByText('decision:').waitFor();
  },
  async 'the inventory in all its width'() {
    await press('Alt+1');
    await bench.command('Clear Inventory Filters');
    await bench.setSize(1920, 1080);
    await page().getByRole('columnheader', { name: 'Rotated' }).waitFor();
  },
  async 'an agent'() {
    await bench.setSize(1280, 800);
    await openIdentity('shop-assist');
    for (const id of ['history', 'source']) {
      const toggle = page().locator(`section[id="identity.${id}"]:visible .section-toggle`);
      if ((await toggle.getAttribute('aria-expanded')) === 'false') await toggle.click();
    }
    await visible('.waterfall svg.recharts-surface');
  },
  'an identity that is disabled': () => openIdentity('fraud-worker-es'),
  async Lifetimes() {
    await press('Alt+2');
    await visible('.lifetimes svg.recharts-surface');
  },
  async Privilege() {
    await press('Alt+3');
    await visible('.privilege .cell-mark');
  },
  async Audit() {
    await press('Alt+5');
    await visible('.audit canvas');
    await page().locator('.lanes-plot').press('End');
    await visible('.audit .grid-row[aria-selected="true"]');
  },
  async Findings() {
    await press('Alt+6');
    await visible('.findings .grid-row[data-id]');
    await press('Home');
  },
  async 'the question what a table means'() {
    await bench.answerDialogs(writeFiles({ 'keys.csv': 'Bezeichner,Verantwortung\nlager-sync,Marta\n' }));
    await press('Control+I');
    await page().getByLabel('Meaning of the column Bezeichner').waitFor();
  },
  async 'the result of an import'() {
    const files = { 'realm.json': '{"realm":"one","clients":[{"clientId":"first"}]}', 'junk.txt': 'hello world' };
    await bench.answerDialogs(writeFiles(files));
    await press('Control+I');
    await page().getByRole('heading', { name: 'Import finished' }).waitFor();
  },
  async Settings() {
    await press('Control+,');
    await page().getByRole('tab', { name: 'Settings', selected: true }).waitFor();
  },
  async 'the keyboard shortcuts'() {
    await bench.command('Keyboard Shortcuts');
    await page().getByRole('tab', { name: 'Keyboard Shortcuts', selected: true }).waitFor();
  },
  async 'the problems'() {
    await bench.command('Show Problems');
    await page().getByRole('listbox', { name: 'Problems and findings' }).getByRole('option').first().waitFor();
  },
  async 'the output'() {
    await bench.command('Show Output');
    await page().getByRole('tab', { name: 'Output', selected: true }).waitFor();
  },
  async 'the palette'() {
    await press('Control+Shift+P');
    await page().getByRole('option').first().waitFor();
  },
  async 'a menu'() {
    await press('Escape');
    await page().getByRole('menuitem', { name: 'View' }).click();
    await page()
      .getByRole('menuitem', { name: /Side Bar/ })
      .waitFor();
  },
};

describe('axe finds nothing serious', () => {
  beforeAll(async () => {
    bench = await startWorkbench();
  });
  afterAll(async () => {
    await bench?.running.close();
    expect(bench?.complaints ?? []).toEqual([]);
  });

  it.each(['Dark', 'Light'] as const)('on the first window, %s', async (theme) => {
    await bench.setTheme(theme);
    await page().getByRole('heading', { name: 'NHI Workbench' }).last().waitFor();
    expect(await complaints()).toEqual([]);
  });

  describe.each(['Dark', 'Light'] as const)('%s', (theme) => {
    beforeAll(async () => {
      await bench.setTheme(theme);
      await bench.command('Open the Demo Company');
      await bench.status.getByText(/1,\d{3} shown/).waitFor();
    });
    // The next theme begins anew, so that nothing it waits for is there already.
    afterAll(async () => {
      await press('Escape');
      await press('Control+J');
      await bench.command('Close Workspace');
      await bench.status.getByText('no workspace').waitFor();
    });

    it.each(Object.keys(pages))('on %s', async (name) => {
      await pages[name]?.();
      expect(await complaints()).toEqual([]);
    });
  });
});

describe('without a mouse', () => {
  const focused = (): Promise<string> =>
    page().evaluate(() => {
      const element = document.activeElement;
      return `${element?.closest('[data-part]')?.getAttribute('data-part')} ${element?.getAttribute('role')} ${element?.textContent?.trim()}`;
    });

  beforeAll(async () => {
    bench = await startWorkbench();
  });
  afterAll(() => bench?.running.close());

  it('one gets from the first window to the reason why the most dangerous agent is dangerous', async () => {
    await press('Control+Shift+P');
    await bench.typeText('demo comp');
    await page()
      .getByRole('option', { name: /Open the Demo Company/ })
      .waitFor();
    await press('Enter');
    await bench.status.getByText(/1,\d{3} shown/).waitFor();
    // Who opens the inventory stands in its rows.
    await eventually(focused).toMatch(/^editor grid /);

    await press('Shift+F6');
    await eventually(focused).toMatch(/^side /);
    const kinds = page().getByRole('group', { name: 'Kind', exact: true });
    await kinds.getByRole('checkbox', { name: /^Agent/ }).waitFor();
    for (let stop = 0; stop < 10 && !/^side checkbox OAuth client/.test(await focused()); stop += 1) await press('Tab');
    for (let stop = 0; stop < 6 && !/^side checkbox Agent/.test(await focused()); stop += 1) await press('ArrowDown');
    await press('Control+Enter');
    await bench.status.getByText(/ 1\d\d shown/).waitFor();
    await eventually(bench.inventoryCount).toMatch(/^1\d\d of /);

    await press('F6');
    await eventually(focused).toMatch(/^editor grid /);
    await press('ArrowDown');
    const row = page().locator('.inventory:visible .grid-row[data-focus]');
    await eventually(() => row.getAttribute('aria-rowindex')).toBe('2');
    const name = (await row.locator('.name').textContent()) ?? '';
    const score = (await row.locator('.score-number').textContent()) ?? '';
    expect(Number(score)).toBeGreaterThanOrEqual(60);
    await press('Enter');

    await page().locator('.identity:visible h1').getByText(name, { exact: true }).waitFor();
    await page()
      .getByRole('img', { name: new RegExp(`^Score ${score}, `) })
      .waitFor();
    await eventually(focused).toMatch(/^editor /);
    const why = page().locator('section[id="identity.why"]:visible .section-toggle');
    await why.waitFor();
    for (let stop = 0; stop < 20 && !/^editor null Why this score/.test(await focused()); stop += 1) await press('Tab');
    await eventually(() => why.evaluate((element) => element === document.activeElement)).toBe(true);
    await eventually(() => why.textContent()).toMatch(/what it can do weighs \d+ points, how exposed it is \d+/);
    expect(bench.complaints).toEqual([]);
  });
});
