// An unpacked app made with electron-builder from the runtime at hand, and its twin for tests:
// the same files, but with the one fuse open that Playwright needs to attach.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collect } from './child.mjs';
import { exclusive } from './exclusive.mjs';
import { targets } from './freshness.mjs';
import { toolchainNode } from './node.mjs';
import { checkoutCache, root } from './paths.mjs';
import { SetupError, say, step } from './say.mjs';

const NAME = 'nhi-workbench';
const stampFile = join(root, 'release/.stamp.json');

function signature(runtime) {
  const hash = createHash('sha256').update(`${runtime.version}\0${runtime.dist}\0`);
  const stamps = Object.keys(targets).map((target) => `out/.stamp-${target}.json`);
  for (const path of [...stamps, 'electron-builder.yml', 'package.json', 'scripts/setup/package.mjs']) {
    hash.update(readFileSync(join(root, path)));
  }
  return hash.digest('hex');
}

function isFresh(wanted, folders) {
  try {
    return (
      JSON.parse(readFileSync(stampFile, 'utf8')).inputs === wanted && folders.every((folder) => existsSync(folder))
    );
  } catch {
    return false;
  }
}

async function electronBuilder(runtime) {
  const { code, output } = await collect(
    toolchainNode(),
    [
      join(root, 'node_modules/electron-builder/cli.js'),
      ...['--dir', '--publish', 'never', '--config', 'electron-builder.yml'],
      `-c.electronDist=${runtime.dist}`,
      `-c.electronVersion=${runtime.version}`,
    ],
    { cwd: root },
  );
  if (code !== 0) throw new SetupError(`electron-builder ended with status ${code}:\n${output.trim()}`);
}

/** Hard links for all but the executable, whose bytes differ. */
function twin(from, to) {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) twin(source, target);
    else if (entry.isSymbolicLink() || entry.name.startsWith(NAME)) cpSync(source, target, { verbatimSymlinks: true });
    else linkSync(source, target);
  }
}

async function openInspection(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, { version: FuseVersion.V1, [FuseV1Options.EnableNodeCliInspectArguments]: true });
}

function unpackedFolder() {
  if (process.platform === 'linux') return process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`;
  if (process.platform === 'win32') return 'win-unpacked';
  throw new SetupError(`packaging on ${process.platform} is not supported yet`);
}

/** Returns the two executables. */
export async function packageApp(runtime) {
  const folder = join(root, 'release', unpackedFolder());
  const testFolder = join(root, 'release/test-unpacked');
  const file = process.platform === 'win32' ? `${NAME}.exe` : NAME;
  const executables = { shipped: join(folder, file), test: join(testFolder, file) };
  const wanted = signature(runtime);
  const made = Object.values(executables);
  if (isFresh(wanted, made)) return executables;
  await exclusive(join(checkoutCache, 'package.lock'), 'packaging', async () => {
    if (isFresh(wanted, made)) return;
    await step(`Packaging the app with Electron ${runtime.version}`, async () => {
      for (const path of [folder, testFolder]) rmSync(path, { recursive: true, force: true });
      await electronBuilder(runtime);
      rmSync(join(folder, 'resources/default_app.asar'), { force: true });
      twin(folder, testFolder);
      await openInspection(executables.test);
      writeFileSync(stampFile, JSON.stringify({ inputs: wanted }));
    });
    if (runtime.source === 'fallback') say('this package holds the stand-in runtime: do not ship it');
  });
  return executables;
}
