// The pages of tenants and plans in the real window, used as an analyst uses them.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { PlanDocument } from '#engine/plans/documents.ts';
import { axeComplaints } from './axe-complaints.ts';
import { checkout, patience, scratchFolder } from './electron-app.ts';
import { eventually, type Workbench } from './workbench.ts';

export interface TenantForm {
  /** Begins the label of the backend. */
  readonly backend: RegExp;
  /** Text fields by their label. */
  readonly fields: Readonly<Record<string, string>>;
  /** Password fields by their label. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly keeping?: 'run' | 'passphrase';
  readonly addresses?: 'public' | 'private' | 'loopback';
}

export interface TenantWindow {
  readonly editor: () => Locator;
  /** The text field of the form with this label. */
  readonly field: (label: string) => Locator;
  /** Opens the page that adds one, and fills it. */
  readonly fillForm: (form: TenantForm) => Promise<void>;
  readonly type: (label: string, secret: string) => Promise<void>;
  readonly choose: (label: string, value: string) => Promise<void>;
  /** Tests the connection; the sentence that the test then says. */
  readonly testSays: (words: string | RegExp) => Promise<void>;
  /** Adds it, allows writing where that is asked for, and syncs once. */
  readonly addAndSync: (name: string, options: { readonly writing: boolean }) => Promise<void>;
  readonly openTenant: (name: string) => Promise<void>;
  /** Why this verb is greyed there. */
  readonly greyed: (verb: string) => Promise<string>;
  /** Shows what the query finds in the inventory. */
  readonly show: (query: string, count: number) => Promise<void>;
  /** The same, and selects all of it. */
  readonly select: (query: string, count: number) => Promise<void>;
  readonly head: () => Locator;
  /** The state of the plan in front; `withinMs`: of one that takes long. */
  readonly state: (words: string | RegExp, withinMs?: number) => Promise<void>;
  readonly button: (name: string) => Locator;
  /** Titles of the steps, as many as are drawn. */
  readonly steps: () => Promise<string[]>;
  /** Approves what is in front, typing what has to be typed. */
  readonly approve: (typed?: string) => Promise<void>;
  /** Main's last question is answered with yes from now on. */
  readonly answerMain: () => Promise<void>;
  readonly askedByMain: () => Promise<unknown>;
  /** The receipt of the plan in front, as anybody can check it without a workspace. */
  readonly receipt: () => Promise<PlanDocument>;
  /** Nothing serious of axe on what is shown, in both themes; pictures of it in both themes and sizes. */
  readonly look: (name: string) => Promise<void>;
}

/** `bench` is asked each time: it is there once the tests begin. */
export function tenantWindow(bench: () => Workbench): TenantWindow {
  const page = () => bench().page;
  const editor = () => bench().editor;
  const head = () => editor().locator('.plan-head');
  const button = (name: string) => head().getByRole('button', { name, exact: true });
  const state = (words: string | RegExp, withinMs = patience) =>
    head().getByRole('status').getByText(words).waitFor({ timeout: withinMs });
  const field = (label: string) => editor().getByRole('textbox', { name: label, exact: true }).first();
  const type = (label: string, secret: string) =>
    editor().getByLabel(label, { exact: true }).locator('input').fill(secret);
  const choose = async (label: string, value: string): Promise<void> => {
    await editor().getByLabel(label, { exact: true }).locator('select').selectOption(value);
  };

  async function fillForm({ backend, fields, secrets = {}, keeping, addresses = 'loopback' }: TenantForm) {
    await bench().command('Add Tenant…');
    await editor().getByRole('heading', { name: 'Connect a tenant' }).waitFor();
    await editor().getByRole('radio', { name: backend }).click();
    for (const [label, text] of Object.entries(fields)) await field(label).fill(text);
    if (keeping !== undefined) await choose('Its secret is kept', keeping);
    for (const [label, secret] of Object.entries(secrets)) await type(label, secret);
    await choose('Addresses', addresses);
  }

  async function show(query: string, count: number): Promise<void> {
    await bench().press('Alt+1');
    const box = page().getByRole('combobox', { name: 'Filter identities' });
    // The count that stands there may be that of the filter before.
    await box.fill('name:nobody-has-this-name');
    await eventually(bench().inventoryCount).toMatch(/^0 of /);
    await box.fill(query);
    await eventually(bench().inventoryCount).toMatch(new RegExp(`^${count} of `));
    await page().getByRole('grid', { name: 'Inventory' }).focus();
  }

  async function receipt(): Promise<PlanDocument> {
    const path = join(scratchFolder(), 'receipt.json');
    await bench().answerDialogs([path]);
    await button('Export Receipt…').click();
    await eventually(() => {
      try {
        return readFileSync(path, 'utf8').length > 0;
      } catch {
        return false;
      }
    }).toBe(true);
    const nhi = join(checkout, 'out/engine/nhi.js');
    const said = execFileSync(process.execPath, [nhi, 'receipt', 'verify', path, '--json']);
    expect(JSON.parse(said.toString())).toMatchObject({ ok: true });
    return JSON.parse(readFileSync(path, 'utf8')) as PlanDocument; // `nhi receipt verify` has just read it.
  }

  async function look(name: string): Promise<void> {
    await bench().pictures(name);
    for (const theme of ['Light', 'Dark'] as const) {
      await bench().setTheme(theme);
      expect(await axeComplaints(page())).toEqual([]);
    }
  }

  return {
    editor,
    field,
    fillForm,
    type,
    choose,
    async testSays(words) {
      await editor().getByRole('button', { name: 'Test Connection' }).click();
      await editor().getByRole('status', { name: 'Test of the connection' }).getByText(words).first().waitFor();
    },
    async addAndSync(name, { writing }) {
      await editor().getByRole('button', { name: 'Add Tenant' }).click();
      await editor().getByRole('heading', { name }).waitFor();
      if (writing) await editor().getByRole('checkbox', { name: 'Allow writing' }).click();
      await editor().getByRole('button', { name: 'Sync', exact: true }).click();
      await editor().getByText('1 sync').waitFor();
    },
    async openTenant(name) {
      await bench().press('Alt+8');
      await editor().getByRole('button', { name, exact: true }).click();
      await editor().getByRole('heading', { name }).waitFor();
    },
    async greyed(verb) {
      const row = editor()
        .locator('.capabilities tr.unavailable')
        .filter({ has: page().getByRole('rowheader', { name: verb }) });
      return (await row.locator('.how').textContent()) ?? '';
    },
    show,
    async select(query, count) {
      await show(query, count);
      await bench().press('Home');
      await bench().press('Control+a');
      await bench().status.getByText(`${count} selected`).waitFor();
    },
    head,
    state,
    button,
    steps: () => editor().getByRole('treeitem', { level: 1 }).locator('.ellipsis').allTextContents(),
    async approve(typed) {
      await button('Approve').click();
      if (typed !== undefined) {
        await editor().getByRole('region', { name: 'Confirmation' }).getByRole('textbox').fill(typed);
        await bench().press('Enter');
      }
      await state('approved');
    },
    answerMain: () =>
      bench().running.app.evaluate(({ dialog }) => {
        dialog.showMessageBox = (_window: unknown, options?: { detail?: string }) => {
          Object.assign(globalThis, { asked: options?.detail });
          return Promise.resolve({ response: 0, checkboxChecked: false });
        };
      }),
    askedByMain: () => bench().running.app.evaluate(() => (globalThis as { readonly asked?: string }).asked),
    receipt,
    look,
  };
}
