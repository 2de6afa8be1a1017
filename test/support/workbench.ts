// What tests of the whole window do over and over: keys, commands, dialogs, and the few places that they look at.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Answer, Bridge } from '#shared/contract/bridge.ts';
import {
  give,
  type LaunchedApp,
  type LaunchOptions,
  launchApp,
  patience,
  scratchFolder,
  setSize,
} from '#test/support/electron-app.ts';

declare const window: { readonly nhi: Bridge } & typeof globalThis & Window;

export interface Workbench {
  readonly running: LaunchedApp;
  readonly page: Page;
  /** Errors that the page wrote on its console, and what it threw. */
  readonly complaints: readonly string[];
  press(key: string): Promise<void>;
  /** Runs a command by its title through the palette. */
  command(title: string): Promise<void>;
  /** Waits until this, or something in it, has the keyboard. */
  hasKeyboard(target: Locator): Promise<void>;
  /** Takes back what this news tells of, however long ago: it stays behind the bell when it has left the corner. */
  undo(news: string): Promise<void>;
  /** Types into the text field that a key or a command opens, once it has the keyboard. */
  typeText(text: string): Promise<void>;
  /** Calls the engine or main as the page does. */
  call(name: string, input: unknown): Promise<Answer>;
  /** Every file or folder dialog answers with these paths from now on. */
  answerDialogs(paths: readonly string[]): Promise<void>;
  newWorkspace(name?: string): Promise<string>;
  setTheme(theme: 'Dark' | 'Light'): Promise<void>;
  setSize(width: number, height: number): Promise<void>;
  /** Dark and light in the two sizes of the reference pictures; ends dark and small. */
  pictures(name: string): Promise<void>;
  clipboard(): Promise<string>;
  /** The editor in front, of the focused group. */
  readonly editor: Locator;
  readonly status: Locator;
  /** `12 of 340`, beside the query box. */
  inventoryCount(): Promise<string>;
  /** The same, once it is there; all of it counts when nothing is filtered. */
  wholeInventory(): Promise<string>;
  openTabs(): Promise<string[]>;
}

/** `expect` that asks again until the answer is right. */
export const eventually = <T>(read: () => T | Promise<T>): ReturnType<typeof expect.poll<T | Promise<T>>> =>
  expect.poll<T | Promise<T>>(read, { timeout: patience, interval: 25 });

/** The palette closes first, gives the focus back and runs its command in a later task: keys pressed before are lost. */
const handedOver = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise<void>((done) => requestAnimationFrame(() => setTimeout(done))));

const standard = { width: 1280, height: 800 } as const;
const large = { width: 1920, height: 1080 } as const;

export async function startWorkbench(options: LaunchOptions = {}): Promise<Workbench> {
  const running = await launchApp({ size: standard, ...options });
  const { app, page, complaints } = running;
  await page.getByRole('main').waitFor();
  const press = (key: string): Promise<void> => page.keyboard.press(key);
  const status = page.locator('[data-part="status"]');
  // Commands that need the engine are off until it runs; their keys would be lost.
  await status.getByText('engine starting…').waitFor({ state: 'hidden' });
  const bench: Workbench = {
    running,
    page,
    complaints,
    press,
    status,
    editor: page.locator('.editor-group.focused .editor-page:visible'),
    async command(title) {
      await press('Control+Shift+P');
      const palette = page.getByRole('dialog');
      await palette.getByRole('combobox').fill(`>${title}`);
      await palette.getByRole('option', { name: title }).first().waitFor();
      await press('Enter');
      await palette.waitFor({ state: 'hidden' });
      await handedOver(page);
    },
    hasKeyboard: (target) =>
      eventually(() => target.evaluate((element) => element.contains(document.activeElement))).toBe(true),
    async undo(news) {
      await bench.command('Show Notifications');
      const list = page.getByRole('region', { name: 'Notifications' });
      await list.getByRole('listitem').filter({ hasText: news }).getByRole('button', { name: 'Undo' }).click();
      await list.getByRole('button', { name: 'Hide' }).last().waitFor();
      await bench.command('Show Notifications');
    },
    async typeText(text) {
      await page.locator('input:focus, textarea:focus').waitFor();
      await page.keyboard.type(text);
    },
    call: (name, input) =>
      page.evaluate(([calledName, calledInput]) => window.nhi.call(calledName as string, calledInput), [
        name,
        input,
      ] as const),
    answerDialogs: (paths) =>
      app.evaluate(({ dialog }, filePaths) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...filePaths] });
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: filePaths[0] ?? '' });
      }, paths),
    async newWorkspace(name = 'Acme') {
      const path = join(scratchFolder(), `${name}.nhi`);
      await bench.answerDialogs([path]);
      await press('Control+Shift+N');
      await status.getByText(name).waitFor();
      return path;
    },
    async setTheme(theme) {
      await bench.command(`Theme: ${theme}`);
      await page.locator(`html[data-theme="${theme.toLowerCase()}"]`).waitFor();
    },
    setSize: (width, height) => setSize(app, page, { width, height }),
    async pictures(name) {
      for (const theme of ['Light', 'Dark'] as const) {
        await bench.setTheme(theme);
        for (const size of [large, standard]) {
          await bench.setSize(size.width, size.height);
          await running.screenshot(`${name}-${theme.toLowerCase()}-${size.width}`);
        }
      }
    },
    clipboard: () => app.evaluate(({ clipboard }) => clipboard.readText()),
    async wholeInventory() {
      const whole = /^([\d,]+) of \1$/;
      await page.waitForFunction(
        ([pattern]) =>
          new RegExp(pattern).test(document.querySelector('.inventory-query [role="status"]')?.textContent ?? ''),
        [whole.source] as const,
      );
      return bench.inventoryCount();
    },
    inventoryCount: async () => (await page.locator('.inventory-query [role="status"]').textContent()) ?? '',
    openTabs: () => page.getByRole('tablist', { name: 'Open editors' }).getByRole('tab').allTextContents(),
  };
  return bench;
}

/** Writes files into a new folder that the app may read; answers their paths in the order of the names. */
export function writeFiles(files: Readonly<Record<string, string | Uint8Array>>): string[] {
  const folder = scratchFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  give(folder);
  return Object.keys(files).map((name) => join(folder, name));
}
