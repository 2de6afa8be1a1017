// Goal E in the real window: the blast radius of a node that reaches 100,000 over 1,000,000 edges, from the key to the
// picture, and the ranking of all of them.
import { dirname } from 'node:path';
import type { Page } from 'playwright-core';
import type { Identity } from '#shared/model/identity.ts';
import { give, launchApp } from '#test/support/electron-app.ts';
import { generatedIdentity } from './generated-company.ts';
import { makeWorkspace } from './generated-workspace.ts';
import { type BenchRow, compare, noGoal } from './measure.ts';

const scale = Number(process.env['NHI_BENCH_SCALE'] ?? 1);
const nodes = Math.round(100_000 * scale);
const edgesEach = 10;
const frozen = 50;

/** Each commands the ten that follow ten times its number, or what a turn around the whole leads to. */
function commanding(i: number): Identity {
  const identity = generatedIdentity(i);
  const delegations = Array.from({ length: edgesEach }, (_, edge) => ({
    kind: 'spawned' as const,
    from: identity.id,
    to: generatedIdentity((i * edgesEach + 1 + edge) % nodes).id,
    scopes: [],
  }));
  return { ...identity, kind: 'agent', status: 'active', delegations };
}

interface Key {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey?: boolean;
  readonly shiftKey?: boolean;
}

interface Drawn {
  /** Milliseconds from the key to two frames after the picture stands. */
  readonly first: number;
  /** The longest time between two frames in between. */
  readonly longest: number;
}

/** Presses a key as the window hears it, and watches its frames until `selector` holds `text`. */
const pressed = (page: Page, key: Key, selector: string, text: string): Promise<Drawn> =>
  page.evaluate(
    async ({ key: init, selector: where, text: wanted }) => {
      const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      let [longest, last] = [0, await frame()];
      const next = async (): Promise<void> => {
        const now = await frame();
        longest = Math.max(longest, now - last);
        last = now;
      };
      const start = performance.now();
      (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true }),
      );
      // Other tabs stay in the page, unseen.
      const shown = (): string =>
        [...document.querySelectorAll(where)].find((element) => element.checkVisibility())?.textContent ?? '';
      while (!shown().includes(wanted)) {
        await next();
        if (performance.now() - start > 120_000) throw new Error(`“${shown()}” is shown, and not “${wanted}”`);
      }
      await next();
      await next();
      return { first: performance.now() - start, longest };
    },
    { key, selector, text },
  );

export async function run(): Promise<BenchRow[]> {
  const { folder } = await makeWorkspace(nodes, 1, commanding);
  give(dirname(folder));
  const running = await launchApp({ workspace: folder, size: { width: 1280, height: 800 } });
  try {
    const { page } = running;
    const name = generatedIdentity(0).name;
    await page.keyboard.press('Alt+1');
    await page.getByRole('combobox', { name: 'Filter identities' }).fill(`name:${name}`);
    await page.locator('.inventory:visible .name').getByText(name, { exact: true }).click();
    const shortcut = { key: 'R', code: 'KeyR', ctrlKey: true, shiftKey: true };
    const three = await pressed(page, shortcut, '.reach h2', `A thief of ${name}`);
    const began = performance.now();
    await page.getByRole('combobox', { name: 'How far the thief goes' }).selectOption('all');
    await page.locator('.reach-comparison', { hasText: nodes.toLocaleString('en') }).waitFor();
    const all = performance.now() - began;
    await page.keyboard.press('Control+Shift+P');
    const palette = page.getByRole('dialog');
    await palette.getByRole('combobox').fill('>Rank Everybody');
    await palette.getByRole('option', { name: 'Rank Everybody' }).waitFor();
    const ranked = await pressed(page, { key: 'Enter', code: 'Enter' }, '.reach h2', 'reaches most');
    const size = `${nodes.toLocaleString('en')} nodes, ${(nodes * edgesEach).toLocaleString('en')} edges`;
    return [
      compare('E', `blast radius, 3 hops of ${size}: key to picture`, 'ms', noGoal('1 s'), [three.first], [1000]),
      compare('E', `blast radius, 3 hops of ${size}: longest frame`, 'ms', noGoal('50 ms'), [three.longest], [frozen]),
      compare('E', `blast radius of all ${size}: choice to picture`, 'ms', noGoal('1 s'), [all], [1000]),
      compare('E', `ranking of all, ${size}: key to list`, 'ms', noGoal('8 s'), [ranked.first], [8000]),
      compare('E', `ranking of all, ${size}: longest frame`, 'ms', noGoal('50 ms'), [ranked.longest], [frozen]),
    ];
  } finally {
    await running.close();
  }
}
