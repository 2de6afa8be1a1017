// Starts the workbench in a real window, as an account without rights where the tests run as root.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, lchownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
export const checkout = resolve(here, '../..');
const START_TIMEOUT = 120_000;
/** How long a slow machine may take until what was asked for stands there. */
export const patience = 60_000;
const KEPT_LOG_CHARACTERS = 20_000;

export interface LaunchOptions {
  /** A workspace folder to open instead of the Welcome editor. */
  readonly workspace?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The size of the window's content. */
  readonly size?: Size;
  /** The home of an earlier start, to find its settings again. */
  readonly home?: string;
  /** Folder of another app than the checkout. */
  readonly folder?: string;
  /** A packaged executable instead of the checkout. */
  readonly executable?: string;
}

export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly home: string;
  /** Errors that the page wrote on its console, and what it threw. */
  readonly complaints: readonly string[];
  /** What the app wrote on standard output and standard error so far. */
  log(): string;
  close(): Promise<void>;
  /** Pulls the plug: SIGKILL, nothing is saved on the way. */
  kill(): Promise<void>;
  screenshot(name: string): Promise<string>;
}

function account(): { uid: number; gid: number } | null {
  const { NHI_TEST_UID: uid, NHI_TEST_GID: gid } = process.env;
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}

/** Hands a folder, with all that it holds, to the account that the app runs as; not one in which it writes already. */
export function give(path: string): string {
  const owner = account();
  if (!owner) return path;
  lchownSync(path, owner.uid, owner.gid);
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true })) {
    lchownSync(join(entry.parentPath, entry.name), owner.uid, owner.gid);
  }
  return path;
}

const scratchFolders: string[] = [];

/** A new private folder of the account that the app runs as; removed when the tests end. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nhi-e2e-'));
  scratchFolders.push(folder);
  chmodSync(folder, 0o700);
  const owner = account();
  if (owner) chownSync(folder, owner.uid, owner.gid);
  return folder;
}

process.once('exit', () => {
  // Processes that the app has left to itself may still write there.
  for (const folder of scratchFolders) rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

export function freshHome(): string {
  const home = scratchFolder();
  mkdirSync(join(home, 'run'), { mode: 0o700 });
  return give(home);
}

function environment(home: string, extra: Readonly<Record<string, string>>): Record<string, string> {
  const { ELECTRON_RUN_AS_NODE: _node, NODE_OPTIONS: _options, VITEST: _vitest, ...inherited } = process.env;
  const known = Object.entries(inherited).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return {
    ...Object.fromEntries(known),
    HOME: home,
    TMPDIR: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_DATA_HOME: join(home, '.local/share'),
    XDG_RUNTIME_DIR: join(home, 'run'),
    ...extra,
  };
}

interface Start {
  readonly executablePath: string;
  readonly args: string[];
  readonly cwd: string;
  readonly env: Record<string, string>;
}

/** The process to start, and what it has to know. */
export function startOf(home: string, options: LaunchOptions): Start {
  const executable = options.executable ?? process.env['NHI_TEST_EXECUTABLE'];
  if (!executable) throw new Error('no Electron is known here: run the tests with `npm test -- --only e2e`');
  const unprivileged = account() !== null;
  return {
    executablePath: unprivileged ? join(here, 'unprivileged.sh') : executable,
    // A container's /dev/shm is often too small for Chromium; what draws is no more hung than the machine is busy.
    args: [
      ...(process.env['NHI_TEST_NO_SANDBOX'] ? ['--no-sandbox'] : []),
      '--disable-dev-shm-usage',
      '--disable-gpu-watchdog',
      ...(options.executable ? [] : [options.folder ?? checkout]),
      ...(options.workspace ? [`--workspace=${options.workspace}`] : []),
      ...(options.args ?? []),
    ],
    cwd: home,
    env: environment(home, { ...(unprivileged ? { NHI_TEST_EXECUTABLE: executable } : {}), ...options.env }),
  };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What the page shows depends on its room: it has it when this fulfils. */
export async function setSize(app: ElectronApplication, page: Page, size: Size): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, size);
  await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
}

export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const home = options.home ?? freshHome();
  const app = await _electron.launch({
    ...startOf(home, options),
    chromiumSandbox: !process.env['NHI_TEST_NO_SANDBOX'],
    timeout: START_TIMEOUT,
  });
  let output = '';
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-KEPT_LOG_CHARACTERS);
  };
  app.process().stdout?.on('data', keep);
  app.process().stderr?.on('data', keep);
  const page = await app.firstWindow({ timeout: START_TIMEOUT });
  page.setDefaultTimeout(patience);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  if (options.size) await setSize(app, page, options.size);
  return {
    app,
    page,
    home,
    complaints,
    log: () => output,
    close: () => app.close(),
    kill: () => kill(app),
    screenshot,
  };

  async function screenshot(name: string): Promise<string> {
    const path = join(checkout, 'test/screenshots', `${name}.png`);
    await page.screenshot({ path });
    return path;
  }
}

/** Starts the app once more beside a running one with the same home, until it ends by itself; answers its exit status. */
export async function startAgain(home: string): Promise<number | null> {
  const { executablePath, args, cwd, env } = startOf(home, {});
  const child = spawn(executablePath, args, { cwd, env, stdio: 'ignore', timeout: START_TIMEOUT });
  const [code] = (await once(child, 'exit')) as [number | null]; // The shape of this event of a child process.
  return code;
}

/** All of its processes at once: an engine that outlives the window for a moment would still hold the workspace. */
async function kill(app: ElectronApplication): Promise<void> {
  const child = app.process();
  const gone = new Promise<void>((done) => {
    child.once('exit', () => done());
  });
  const family = familyOf(child.pid ?? 0);
  for (const { pid } of family) signal(pid, 'SIGKILL');
  await gone;
  while (family.some(({ pid }) => isAlive(pid))) await new Promise((resolve) => setTimeout(resolve, 10));
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** What the kernel says of a process; null: it has gone. */
function statusOf(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return null;
  }
}

/** Not one that is dead and only waits for its parent to ask. */
const isAlive = (pid: number): boolean => !/^State:\s+[ZX]/m.test(statusOf(pid) ?? 'State: X');

interface Running {
  readonly pid: number;
  readonly args: string;
}

/** A process and all that descend from it. */
function familyOf(ancestor: number): Running[] {
  const all = execFileSync('ps', ['-e', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, pid, parent, args = '']) => ({ pid: Number(pid), parent: Number(parent), args }));
  const parents = new Map(all.map(({ pid, parent }) => [pid, parent]));
  const descends = (pid: number): boolean => pid === ancestor || (pid > 1 && descends(parents.get(pid) ?? 0));
  return all.filter(({ pid }) => descends(pid));
}

/**
 * The kernel's word on each renderer: seccomp filters are what Chromium's sandbox leaves behind. One that has just been
 * started has none yet.
 */
export const rendererSandboxes = (mainPid: number): boolean[] =>
  familyOf(mainPid)
    .filter(({ args }) => args.includes('--type=renderer'))
    .map(({ pid }) => statusOf(pid))
    .filter((status) => status !== null)
    .map((status) => /^Seccomp:\s+2$/m.test(status));
