// GOAL G of PERFORMANCE: the real window over an empty one, and with the workspace of the issue in it.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { openWorkspace } from '#engine/store/open-workspace.ts';
import { freshHome, give, launchApp, startOf } from '#test/support/electron-app.ts';
import { type Generated, generatedWorkspace, openOptions, system } from './generated-workspace.ts';
import { type BenchRow, compare, median, noGoal, quantile } from './measure.ts';

const apps = join(import.meta.dirname, 'apps');
const starts = 7;
const frames = 540;
const pages = 200;
/** Sum PSS of an empty window, as PERFORMANCE measured it, is the base of the goal; here it is measured again. */
const megabyte = 1024 * 1024;

/** Milliseconds from spawning to `ready-to-show`. */
async function startOnce(name: 'empty' | 'real'): Promise<number> {
  const { executablePath, args, cwd, env } = startOf(freshHome(), { folder: join(apps, name) });
  const began = Date.now();
  const child = spawn(executablePath, args, { cwd, env, stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  try {
    return await new Promise<number>((resolve, reject) => {
      let text = '';
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8');
        const at = /ready-to-show (\d+)/.exec(text)?.[1];
        if (at !== undefined) resolve(Number(at) - began);
      });
      child.once('exit', () => reject(new Error(`the ${name} app ended before it showed a window`)));
    });
  } finally {
    // The whole group: the script that gives up rights, the app, and its children.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    await gone;
  }
}

async function startUp(): Promise<BenchRow> {
  const [empty, real]: [number[], number[]] = [[], []];
  for (let round = -1; round < starts; round += 1) {
    const [one, other] = [await startOnce('empty'), await startOnce('real')];
    // The first of each fills the page cache.
    if (round < 0) continue;
    empty.push(one);
    real.push(other);
  }
  const goal = { text: '<= 1.25x the empty window', atMost: 1.25 };
  return compare('G', 'spawn to ready-to-show, against an empty Electron window', 'ms', goal, real, empty);
}

/** Proportional set size of a process and all that it has started, MB. */
function pssOf(pid: number): number {
  const lines = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const parents = new Map(lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]));
  const descends = (one: number): boolean => one === pid || (one > 1 && descends(parents.get(one) ?? 0));
  return [...parents.keys()].filter(descends).reduce((sum, one) => sum + pssOfOne(one), 0);
}

function pssOfOne(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024;
  } catch {
    // It has ended meanwhile.
    return 0;
  }
}

async function columnMegabytes(folder: string): Promise<number> {
  const workspace = await openWorkspace(system, folder, { ...openOptions, readOnly: true });
  let bytes = 0;
  for (const table of [workspace.identities, workspace.activity]) {
    for (const { data } of table.chunks()) bytes += data.byteLength;
  }
  await workspace.close();
  return bytes / megabyte;
}

/** Round trips through the preload: the least there is, and a window of the grid. Milliseconds. */
function roundTrips(page: Page): Promise<{ bare: number[]; grid: number[] }> {
  return page.evaluate(async (count) => {
    interface Bridge {
      call(name: string, input: unknown, options: object): Promise<unknown>;
      watch(name: string, params: unknown, onView: (view: unknown) => void): () => void;
    }
    const { nhi } = window as unknown as { readonly nhi: Bridge }; // What the preload exposes.
    const filter = { humans: true };
    const gridPage = (first: number): Promise<void> =>
      new Promise((resolve) => {
        const params = { filter, sort: { by: 'score', direction: 'desc' }, first, count: 100 };
        const stop = nhi.watch('inventory.grid', params, () => {
          stop();
          resolve();
        });
      });
    const [bare, grid]: [number[], number[]] = [[], []];
    for (let turn = -20; turn < count; turn += 1) {
      const start = performance.now();
      await nhi.call('workspace.version', {}, {});
      const middle = performance.now();
      await gridPage((turn + 20) * 100);
      if (turn < 0) continue;
      bare.push(middle - start);
      grid.push(performance.now() - middle);
    }
    return { bare, grid };
  }, pages);
}

/** Times between frames while the grid scrolls, or while nothing happens. Milliseconds. */
function frameTimes(page: Page, count: number, scroll: boolean): Promise<number[]> {
  return page.evaluate(
    ({ count: wanted, scroll: moves }) =>
      new Promise<number[]>((resolve) => {
        const scroller = document.querySelector('.grid-scroller');
        const times: number[] = [];
        let last = performance.now();
        const frame = (now: number): void => {
          times.push(now - last);
          last = now;
          if (moves && scroller) scroller.scrollTop += 440;
          if (times.length < wanted) requestAnimationFrame(frame);
          else resolve(times);
        };
        requestAnimationFrame(frame);
      }),
    { count, scroll },
  );
}

/** From the press to two frames after the lanes say what they show. Milliseconds. */
async function timelineDraw(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const button = document.querySelector<HTMLElement>('[aria-label^="Audit"]');
    const start = performance.now();
    button?.click();
    while (document.querySelector('.lanes-plot canvas') === null) await frame();
    await frame();
    await frame();
    return performance.now() - start;
  });
}

async function uplotDraw(points: number): Promise<number[]> {
  const peer = await launchApp({ folder: join(apps, 'uplot'), size: { width: 1280, height: 800 } });
  try {
    return await peer.page.evaluate(async (count) => {
      const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
      const at = Float64Array.from({ length: count }, (_, index) => index);
      const value = at.map((x) => Math.sin(x / 1000) + ((x * 7919) % 101) / 101);
      const { uPlot } = window as unknown as {
        readonly uPlot: new (options: object, data: unknown, at: Element) => { destroy(): void };
      };
      const options = { width: 1200, height: 400, scales: { x: { time: false } }, series: [{}, { stroke: 'red' }] };
      const times: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        const start = performance.now();
        const plot = new uPlot(options, [at, value], document.getElementById('plot') ?? document.body);
        await frame();
        await frame();
        times.push(performance.now() - start);
        plot.destroy();
      }
      return times;
    }, points);
  } finally {
    await peer.close();
  }
}

async function inside(generated: Generated): Promise<readonly BenchRow[]> {
  const columns = await columnMegabytes(generated.folder);
  give(dirname(generated.folder));
  const beganEmpty = Date.now();
  const empty = await launchApp({ folder: join(apps, 'empty') });
  const emptyLaunch = Date.now() - beganEmpty;
  const emptyPss = pssOf(empty.app.process().pid ?? 0);
  await empty.close();
  const began = Date.now();
  const running = await launchApp({ workspace: generated.folder, size: { width: 1280, height: 800 } });
  try {
    const { page } = running;
    await page.keyboard.press('Alt+1');
    await page.locator('.grid-row').first().waitFor();
    const interactive = Date.now() - began;
    const { bare, grid } = await roundTrips(page);
    const idle = await frameTimes(page, 180, false);
    const scrolled = await frameTimes(page, frames, true);
    const late = scrolled.filter((time) => time > 34).length;
    const timeline = await timelineDraw(page);
    const pss = pssOf(running.app.process().pid ?? 0);
    const rows = `${generated.identities.toLocaleString('en')} identities, ${generated.events.toLocaleString('en')} events`;
    const idleWorst = quantile(idle, 0.99);
    return [
      compare(
        'G',
        `launch with ${rows} to the first rows, against an empty window, both through the test driver`,
        'ms',
        noGoal(),
        [interactive],
        [emptyLaunch],
      ),
      compare(
        'G',
        'a page of 100 rows, against the bare round trip',
        'ms',
        { text: '<= 3x', atMost: 3 },
        [median(grid)],
        [median(bare)],
      ),
      compare(
        'G',
        `scrolling ${frames} frames: p95, against idle p99 + 3 ms`,
        'ms',
        { text: '<= 1x', atMost: 1 },
        [quantile(scrolled, 0.95)],
        [idleWorst + 3],
      ),
      compare('G', `frames over 34 ms of ${frames}`, 'frames', { text: '0' }, [late], [frames]),
      compare(
        'G',
        `sum PSS with ${rows}, against an empty window + 2x the columns`,
        'MB',
        { text: '<= 1x', atMost: 1 },
        [pss],
        [emptyPss + 2 * columns],
      ),
      compare(
        'G',
        `audit editor opened on ${generated.events.toLocaleString('en')} events, against uPlot drawing as many points`,
        'ms',
        { text: '<= 2x', atMost: 2 },
        [timeline],
        [median(await uplotDraw(generated.events))],
      ),
    ];
  } finally {
    await running.close();
  }
}

export async function run(): Promise<readonly BenchRow[]> {
  return [await startUp(), ...(await inside(await generatedWorkspace()))];
}
