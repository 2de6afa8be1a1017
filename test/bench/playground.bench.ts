// Issue 3: what happens in the playground is on the timeline within half a second. The real window with the audit editor
// open; measured from the instant that the record says to two frames after the page has the event.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchApp, scratchFolder } from '#test/support/electron-app.ts';
import { type BenchRow, compare, quantile } from './measure.ts';

const events = 60;
const promisedMs = 500;

/** How late each of the next events of the issuer and the shop is drawn. Milliseconds. */
function delays(page: Page, path: string): Promise<number[]> {
  return page.evaluate(
    async ({ folder, wanted }) => {
      interface Bridge {
        call(name: string, input: unknown, options: object): Promise<{ readonly ok: boolean }>;
        watch(name: string, params: unknown, onView: (answer: { readonly value?: Events }) => void): () => void;
      }
      interface Events {
        readonly total: number;
        readonly rows: readonly { readonly row: number; readonly at: number }[];
      }
      const { nhi } = window as unknown as { readonly nhi: Bridge }; // What the preload exposes.
      const call = async (name: string, input: unknown): Promise<void> => {
        const answer = await nhi.call(name, input, {});
        if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`);
      };
      const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      await call('workspace.create', { path: folder });
      document.querySelector<HTMLElement>('[aria-label^="Audit"]')?.click();
      await call('playground.start', {});
      const late: number[] = [];
      const seen = new Set<number>();
      return new Promise<number[]>((resolve) => {
        const filter = { from: null, to: null, origin: 'live' };
        const stop = nhi.watch('timeline.events', { filter, first: 0, count: 500 }, async ({ value }) => {
          const fresh = (value?.rows ?? []).filter(({ row }) => !seen.has(row));
          const first = seen.size === 0;
          for (const { row } of fresh) seen.add(row);
          await frame();
          await frame();
          // What stood there before anybody looked says nothing.
          if (!first) for (const { at } of fresh) late.push(Date.now() - at);
          if (late.length < wanted) return;
          stop();
          resolve(late);
        });
      });
    },
    { folder: path, wanted: events },
  );
}

export async function run(): Promise<BenchRow[]> {
  const { page, close } = await launchApp({ size: { width: 1280, height: 800 } });
  try {
    await page.getByRole('main').waitFor();
    const late = await delays(page, join(scratchFolder(), 'Play.nhi'));
    const goal = { text: '<= 1x of half a second', atMost: 1 };
    const name = (share: string) =>
      `playground: from the record to the timeline in the window, ${share}, against half a second`;
    return [
      compare('issue 3', name('median'), 'ms', goal, [quantile(late, 0.5)], [promisedMs]),
      compare('issue 3', name('p99'), 'ms', goal, [quantile(late, 0.99)], [promisedMs]),
    ];
  } finally {
    await close();
  }
}
