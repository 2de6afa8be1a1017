// The inventory of the demo company in the real window: every way of finding, ordering, choosing, copying and opening.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually, startWorkbench, type Workbench, writeFiles } from '#test/support/workbench.ts';

let bench: Workbench;
let everything: string;
const page = () => bench.page;
const press = (key: string) => bench.press(key);
const inventory = () => page().locator('.inventory:visible');
const grid = () => inventory().getByRole('grid', { name: 'Inventory' });
const head = (title: string) => inventory().getByRole('columnheader', { name: title, exact: true });
const box = () => page().getByRole('combobox', { name: 'Filter identities' });
const selected = () => inventory().locator('.grid-row[aria-selected="true"]');
const focusedRow = () => inventory().locator('.grid-row[data-focus]');
const focusedIndex = async () => Number(await focusedRow().getAttribute('aria-rowindex'));
const detail = () => page().getByRole('complementary', { name: 'Details of the selected identity' });
const figure = (words: string): number => Number(words.replaceAll(',', ''));
const shown = async (): Promise<number> => figure((await bench.inventoryCount()).split(' of ')[0] ?? '');
const total = (): number => figure(everything.split(' of ')[1] ?? '');
const selectedIds = (): Promise<(string | null)[]> =>
  selected().evaluateAll((rows) => rows.map((row) => row.getAttribute('data-id')));

/** What one column shows, from the top down. */
async function cells(title: string): Promise<string[]> {
  const at = (await inventory().getByRole('columnheader').allTextContents()).indexOf(title);
  if (at < 0) throw new Error(`no column ${title}`);
  const rows = inventory().locator('.grid-row[data-id]');
  const found = await rows.evaluateAll(
    (all, index) => all.map((row) => [row.getAttribute('aria-rowindex'), row.children[index]?.textContent] as const),
    at,
  );
  return found.sort(([a], [b]) => Number(a) - Number(b)).map(([, text]) => text ?? '');
}

async function showAll(): Promise<void> {
  await press('Alt+1');
  await inventory().locator('.grid-row[data-id]').or(inventory().getByText('No identity matches')).first().waitFor();
  if (everything === (await bench.inventoryCount())) return;
  await bench.command('Clear Inventory Filters');
  await bench.wholeInventory();
}

/** What the side bar counts under a heading; it follows the rows a moment later. Humans are an addition to the rows, not a part of them. */
async function countsOf(facet: string): Promise<(number | null)[]> {
  const words = await page().getByRole('group', { name: facet, exact: true }).getByRole('checkbox').allTextContents();
  return words.map((word) => (word.startsWith('Humans') ? null : figure(/[\d,]+$/.exec(word)?.[0] ?? '')));
}
/** Nobody is in two groups of a facet, or in none. */
const allCounted = (facet: string): Promise<void> =>
  eventually(async () => (await countsOf(facet)).reduce<number>((sum, count) => sum + (count ?? 0), 0)).toBe(total());

/** Shows the few identities with this in their name, with the focus on the one that has just this name. */
async function goTo(name: string): Promise<void> {
  await showAll();
  await box().fill(name);
  await eventually(shown).toBeLessThan(20);
  await inventory().locator('.name').getByText(name, { exact: true }).click();
  await eventually(() => focusedRow().locator('.name').textContent()).toBe(name);
}

beforeAll(async () => {
  bench = await startWorkbench();
  await bench.setTheme('Dark');
  await bench.command('Open the Demo Company');
  await bench.status.getByText(/1,\d{3} shown/).waitFor();
  everything = await bench.wholeInventory();
});
afterAll(() => bench?.running.close());

describe('finding', () => {
  it('by text says what it lets through, and lets all through again', async () => {
    await box().fill('shop-assist');
    await eventually(shown).toBeLessThan(20);
    await eventually(async () => (await cells('Name')).every((name) => name.includes('shop-assist'))).toBe(true);
    expect(await cells('Name')).toHaveLength(await shown());
    await box().press('Escape');
    await eventually(bench.inventoryCount).toBe(everything);

    await box().fill('there is no such identity');
    await page().getByText('No identity matches all of the filters above.').waitFor();
    await inventory().getByRole('button', { name: 'Clear filters' }).click();
    await eventually(bench.inventoryCount).toBe(everything);
    expect(await box().inputValue()).toBe('');
  });

  it.each(['Kind', 'Band', 'Tenant', 'Owner', 'Status'])(
    'by %s shows as many as the side bar counts',
    async (facet) => {
      await showAll();
      const values = page().getByRole('group', { name: facet, exact: true }).getByRole('checkbox');
      await allCounted(facet);
      for (const [at, count] of (await countsOf(facet)).entries()) {
        if (count === null) continue;
        await values.nth(at).click({ modifiers: ['Control'] });
        await eventually(shown).toBe(count);
      }
      await showAll();
    },
  );

  it('by two facets and a text at once, which chips take away one by one', async () => {
    await allCounted('Kind');
    const agents = page().getByRole('checkbox', { name: /^Agent / });
    const ofAgents = figure(/[\d,]+$/.exec((await agents.textContent()) ?? '')?.[0] ?? '');
    await agents.click({ modifiers: ['Control'] });
    await eventually(shown).toBe(ofAgents);
    await page()
      .getByRole('checkbox', { name: /^keycloak-prod / })
      .click({ modifiers: ['Control'] });
    await eventually(shown).toBeLessThan(ofAgents);
    const ofTenant = await shown();
    expect(new Set(await cells('Tenant'))).toEqual(new Set(['keycloak-prod']));
    await box().fill('concierge');
    await eventually(shown).toBeLessThan(ofTenant);
    await box().press('Escape');
    await eventually(shown).toBe(ofTenant);
    await inventory().getByRole('button', { name: 'Remove filter keycloak-prod' }).click();
    await eventually(shown).toBe(ofAgents);
    await inventory()
      .getByRole('button', { name: /^Remove filter agent/i })
      .click();
    await eventually(bench.inventoryCount).toBe(everything);
  });
});

describe('ordering', () => {
  /** How the words of a column compare. The others tell too little: of them only the first row is compared. */
  const readings: readonly (readonly [string, ((words: string) => string | number) | null])[] = [
    ['Score', Number],
    ['Name', (words) => words.toLowerCase()],
    ['Kind', null],
    ['Tenant', (words) => words],
    ['On behalf of', null],
    ['Owner', null],
    ['Scopes used', (words) => (words === 'none' ? 0 : Number(words.split(' / ')[1]))],
    ['Lifetime', null],
    ['Last used', null],
    ['Expires', null],
    ['Rotated', null],
    ['Env', (words) => words],
    ['Status', null],
  ];
  const topId = () => inventory().locator('.grid-row[aria-rowindex="2"]').getAttribute('data-id');

  beforeAll(async () => {
    await showAll();
    await bench.setSize(1920, 1080);
    // In so wide a window the part is there by itself.
    await detail().waitFor();
    await bench.command('Detail Part');
    await head('Env').waitFor();
  });
  afterAll(async () => {
    await head('Score').getByRole('button').click();
    await inventory().locator('[aria-sort="descending"]').getByText('Score').waitFor();
    await bench.setSize(1280, 800);
  });

  it.each(readings)('by %s goes both ways', async (title, reading) => {
    const tops = new Set<string | null>();
    const orders = new Set<string | null>();
    for (let step = 0; step < 2; step += 1) {
      const before = await head(title).getAttribute('aria-sort');
      await head(title).getByRole('button').click();
      await eventually(() => head(title).getAttribute('aria-sort')).not.toBe(before);
      const order = await head(title).getAttribute('aria-sort');
      orders.add(order);
      if (reading !== null) {
        await eventually(async () => {
          const values = (await cells(title)).filter((cell) => cell !== '' && cell !== '?').map(reading);
          const ascending = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
          return values.join() === (order === 'ascending' ? ascending : ascending.reverse()).join();
        }).toBe(true);
      }
      await eventually(async () => tops.has(await topId())).toBe(false);
      tops.add(await topId());
    }
    expect(orders).toEqual(new Set(['ascending', 'descending']));
  });

  it('goes by the keyboard alone: Tab to the titles, arrows along them, Enter, and down to the rows', async () => {
    await grid().focus();
    await press('Tab');
    await press('End');
    await press('Home');
    await press('ArrowRight');
    await press('Enter');
    await eventually(() => head('Name').getAttribute('aria-sort')).toBe('ascending');
    await press('Space');
    await eventually(() => head('Name').getAttribute('aria-sort')).toBe('descending');
    await press('ArrowDown');
    await bench.hasKeyboard(grid());
  });
});

describe('the keyboard', () => {
  beforeAll(showAll);

  it('goes to the ends, row by row and page by page; what is far away is fetched', async () => {
    await grid().focus();
    await press('Home');
    await eventually(focusedIndex).toBe(2);
    await press('ArrowDown');
    await press('ArrowDown');
    await press('ArrowUp');
    await eventually(focusedIndex).toBe(3);
    await press('PageDown');
    await eventually(focusedIndex).toBeGreaterThan(10);
    await press('End');
    await eventually(focusedIndex).toBe(total() + 1);
    await eventually(() => selected().count()).toBe(1);
    expect(await selectedIds()).toEqual([await focusedRow().getAttribute('data-id')]);
    await press('Home');
    await eventually(focusedIndex).toBe(2);
  });

  it('chooses a range and single rows, and copies them as a table', async () => {
    await press('Home');
    await press('Shift+ArrowDown');
    await press('Shift+ArrowDown');
    await eventually(() => selected().count()).toBe(3);
    await press('Control+ArrowDown');
    await press('Control+ArrowDown');
    await press('Control+Space');
    await eventually(() => selected().count()).toBe(4);
    await bench.status.getByText('4 selected').waitFor();
    const names = await selected().locator('.name').allTextContents();
    await press('Control+C');
    await eventually(async () => (await bench.clipboard()).split('\n').length).toBe(5);
    const [titles = [], ...lines] = (await bench.clipboard()).split('\n').map((line) => line.split('\t'));
    expect(titles).toEqual(await inventory().getByRole('columnheader').allTextContents());
    expect(lines.map((line) => line[titles.indexOf('Name')])).toEqual(names);
    expect(lines.filter((line) => line.length !== titles.length)).toEqual([]);
  });

  it('chooses all of them, also those that were never on the screen', async () => {
    await press('Control+A');
    await bench.status.getByText(`${total().toLocaleString('en-US')} selected`).waitFor();
    await press('Control+C');
    await eventually(async () => (await bench.clipboard()).split('\n').length).toBe(total() + 1);
    const [, ...lines] = (await bench.clipboard()).split('\n');
    expect(new Set(lines).size).toBeGreaterThan(total() * 0.99);
    // Delete is about what is selected, also where no row of it is loaded that has the focus.
    await grid().evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
    await inventory()
      .locator(`.grid-row[aria-rowindex="${total() + 1}"][data-id]`)
      .waitFor();
    await press('Delete');
    await page().getByText('Only identities of connected tenants can be changed.').waitFor();
    await bench.command('Clear All Notifications');
    await grid().focus();
    await press('Escape');
    await bench.status.getByText(' 0 selected').waitFor();
  });

  it('is where it was when a box over the page closes, by Escape or by a command', async () => {
    const hasFocus = () => grid().evaluate((element) => element === document.activeElement);
    await grid().focus();
    for (const key of ['Control+Shift+P', 'Control+P']) {
      await press(key);
      await page().getByRole('dialog').getByRole('combobox').waitFor();
      await press('Escape');
      await eventually(hasFocus).toBe(true);
    }
    await bench.setTheme('Light');
    await eventually(hasFocus).toBe(true);
    await bench.setTheme('Dark');
    await press('Home');
    await press('Control+Shift+P');
    await page().getByRole('dialog').getByRole('combobox').fill('>Say Who Owns It');
    await page().getByRole('option', { name: 'Say Who Owns It' }).waitFor();
    await press('Enter');
    const question = page().getByRole('dialog').getByRole('textbox');
    await eventually(() => question.evaluate((element) => element === document.activeElement)).toBe(true);
    await press('Escape');
    await eventually(hasFocus).toBe(true);
  });

  it('chooses up to the other end', async () => {
    await press('Home');
    await press('Shift+End');
    await bench.status.getByText(`${total().toLocaleString('en-US')} selected`).waitFor();
    await press('Home');
    await bench.status.getByText(' 1 selected').waitFor();
  });

  it('shows the detail part by Space, with the same figures as the row, and hides it again', async () => {
    await goTo('shop-assist');
    // A window that began wide shows it from the start.
    if (!(await detail().isVisible())) await press('Space');
    await detail().getByText('shop-assist', { exact: true }).waitFor();
    const score = (await focusedRow().locator('.score-number').textContent()) ?? 'none';
    await eventually(() => detail().locator('.detail-number').textContent()).toBe(score);
    await bench.running.screenshot('inventory-detail-dark-1280');
    await press('Space');
    await detail().waitFor({ state: 'hidden' });
  });

  it('opens by Enter what has the focus, and comes back to it', async () => {
    await press('Enter');
    await page().locator('.identity:visible h1').getByText('shop-assist', { exact: true }).waitFor();
    await eventually(bench.openTabs).toContain('shop-assist');
    await press('Control+W');
    await eventually(() => focusedRow().locator('.name').textContent()).toBe('shop-assist');
  });
});

describe('the mouse', () => {
  it('chooses by Ctrl and Shift, and opens by a double click', async () => {
    await showAll();
    const row = (index: number) => inventory().locator(`.grid-row[aria-rowindex="${index}"]`);
    await row(3).click();
    await row(5).click({ modifiers: ['Control'] });
    await eventually(() => selected().count()).toBe(2);
    await row(8).click({ modifiers: ['Shift'] });
    await eventually(() => selected().count()).toBe(4);
    const name = (await row(4).locator('.name').textContent()) ?? '';
    await row(4).dblclick();
    await page().locator('.identity:visible h1').getByText(name, { exact: true }).waitFor();
    await press('Control+W');
  });
});

describe('a refresh', () => {
  it('keeps what is selected, what has the focus, and what is shown beside it', async () => {
    await showAll();
    await bench.setSize(1920, 1080);
    while ((await head('Name').getAttribute('aria-sort')) !== 'ascending') {
      const before = await head('Name').getAttribute('aria-sort');
      await head('Name').getByRole('button').click();
      await eventually(() => head('Name').getAttribute('aria-sort')).not.toBe(before);
    }
    await eventually(async () => (await cells('Name'))[0]).toMatch(/^[a-c]/i);
    await grid().focus();
    await press('Home');
    await press('ArrowDown');
    await press('Shift+ArrowDown');
    await eventually(() => selected().count()).toBe(2);
    if (!(await detail().isVisible())) await press('Space');
    const chosen = await selectedIds();
    const focused = await focusedRow().getAttribute('data-id');
    const name = (await focusedRow().locator('.name').textContent()) ?? '';
    await detail().getByText(name, { exact: true }).waitFor();

    // They come before all others in the order of the grid.
    const [path] = writeFiles({
      'first.json': JSON.stringify({
        realm: 'first',
        clients: [{ clientId: '0-first' }, { clientId: '=1+1' }],
      }),
    });
    expect(await bench.call('imports.run', { files: [{ path }] })).toMatchObject({ ok: true });
    await eventually(async () => (await cells('Name'))[0]).toBe('0-first');
    expect(await shown()).toBe(total() + 2);
    expect(await selectedIds()).toEqual(chosen);
    await eventually(() => focusedRow().getAttribute('data-id')).toBe(focused);
    await eventually(focusedIndex).toBe(6);
    await detail().getByText(name, { exact: true }).waitFor();
    await press('Enter');
    await page().locator('.identity:visible h1').getByText(name, { exact: true }).waitFor();
    await press('Control+W');
  });

  it('copies a name so that no spreadsheet takes it for a formula', async () => {
    await press('Home');
    await press('ArrowDown');
    await eventually(() => focusedRow().locator('.name').textContent()).toBe('=1+1');
    await press('Control+C');
    await eventually(bench.clipboard).toMatch(/\t'=1\+1\t/);
  });

  it('looks as it should', async () => {
    await press('Alt+1');
    await selected().first().waitFor();
    await bench.pictures('inventory');
    expect(bench.complaints).toEqual([]);
  });
});
