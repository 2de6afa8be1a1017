// Finds an Electron runtime: the one the user names, the pinned package's own download, else the fallback.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { collect } from './child.mjs';
import { FALLBACK_VERSION, fallbackRuntime } from './electron-fallback.mjs';
import { toolchainNode } from './node.mjs';
import { checkoutCache, modules } from './paths.mjs';
import { SetupError, say, step } from './say.mjs';

const SILENCE_MS = 15_000;
const REMEMBERED_MS = 24 * 60 * 60 * 1000;
const outcomeFile = join(checkoutCache, 'electron-download.json');
const packageFolder = join(modules, 'electron');

const pinnedVersion = () => JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version;

function binaryName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

function runtime(dist, source) {
  const executable = join(dist, binaryName());
  if (!existsSync(executable)) throw new SetupError(`there is no Electron at ${executable}`);
  const versionFile = join(dist, 'version');
  const version = existsSync(versionFile)
    ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '')
    : pinnedVersion();
  return { dist, executable, version, source };
}

function downloaded() {
  const dist = join(packageFolder, 'dist');
  try {
    return readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '') === pinnedVersion() ? dist : null;
  } catch {
    return null;
  }
}

function failedLately() {
  try {
    const { version, at } = JSON.parse(readFileSync(outcomeFile, 'utf8'));
    return version === pinnedVersion() && Date.now() - at < REMEMBERED_MS;
  } catch {
    return false;
  }
}

function bytesIn(folder) {
  let total = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    total += statSync(join(entry.parentPath ?? entry.path, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return total;
}

/** Gives up when no byte has arrived for 15 s: a slow line may take its time, a closed one may not. */
async function runDownload() {
  const temporary = mkdtempSync(join(tmpdir(), 'nhi-electron-'));
  const stop = new AbortController();
  let seen = 0;
  let movedAt = performance.now();
  const watch = setInterval(() => {
    const size = bytesIn(temporary);
    if (size !== seen) movedAt = performance.now();
    seen = size;
    if (performance.now() - movedAt > SILENCE_MS && !downloaded()) stop.abort();
  }, 500);
  try {
    const env = { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
    const script = join(packageFolder, 'install.js');
    const { code, output } = await collect(toolchainNode(), [script], {
      env,
      signal: stop.signal,
      killSignal: 'SIGKILL',
    });
    if (code === 0 && downloaded()) return null;
    return stop.signal.aborted
      ? 'no answer within 15 s'
      : (/^.*(?:Error|E[A-Z]{4,}).*$/m.exec(output)?.[0] ?? `status ${code}`).trim();
  } finally {
    clearInterval(watch);
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function download() {
  if (failedLately()) return false;
  const reason = await step(`Fetching Electron ${pinnedVersion()}`, runDownload);
  if (reason === null) return true;
  say(`Electron's own download cannot be reached (${reason.slice(0, 160)}); it is tried again in a day`);
  mkdirSync(checkoutCache, { recursive: true });
  writeFileSync(outcomeFile, JSON.stringify({ version: pinnedVersion(), at: Date.now(), reason }));
  return false;
}

export async function electronRuntime() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return runtime(resolve(override), 'override');
  if (downloaded() || (await download())) return runtime(downloaded(), 'download');
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      `Electron ${pinnedVersion()} could not be fetched; unpack it yourself and set ELECTRON_OVERRIDE_DIST_PATH to its folder`,
    );
  }
  const dist = await fallbackRuntime();
  say(
    `Electron ${FALLBACK_VERSION} stands in for ${pinnedVersion()}, which cannot be fetched here: for development and tests only`,
  );
  return runtime(dist, 'fallback');
}
