// Installs what the lock file names. npm ci removes node_modules first, and the stamp with it:
// an installation that was interrupted has no stamp and is made anew.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { become } from './child.mjs';
import { exclusive } from './exclusive.mjs';
import { checkoutCache, modules, root } from './paths.mjs';
import { SetupError, say, step } from './say.mjs';

const lockFile = join(root, 'package-lock.json');
const stampFile = join(modules, '.nhi-install.json');

function fingerprint() {
  return createHash('sha256')
    .update(readFileSync(lockFile))
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

const isFresh = () => readJson(stampFile)?.lock === fingerprint();
const writeStamp = () => writeFileSync(stampFile, JSON.stringify({ lock: fingerprint() }));

/** npm's own record of a finished installation: adopted when the user ran `npm ci` or `npm install` already. */
function isInstalledByHand() {
  const done = readJson(join(modules, '.package-lock.json'))?.packages;
  if (!done) return false;
  return Object.entries(readJson(lockFile).packages).every(([place, wanted]) => {
    if (place === '' || wanted.optional || wanted.devOptional || wanted.peer) return true;
    const found = done[place];
    return found?.version === wanted.version && existsSync(join(root, place, 'package.json'));
  });
}

function npm() {
  const script = process.env.npm_execpath;
  if (script?.endsWith('.js') && existsSync(script)) return [process.execPath, script];
  const beside = join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  return existsSync(beside) ? [process.execPath, beside] : ['npm'];
}

export async function runNpm(args, options = {}) {
  const [command, ...before] = npm();
  // `npm run --silent` must not silence an installation that fails.
  const { npm_config_loglevel: _level, npm_config_silent: _silent, NODE_ENV: _mode, ...env } = process.env;
  return become(command, [...before, ...args], { stdio: ['ignore', 2, 2], ...options, env });
}

export async function install() {
  if (isFresh()) return;
  await exclusive(join(checkoutCache, 'install.lock'), 'installing', async () => {
    if (isFresh()) return;
    if (isInstalledByHand()) return writeStamp();
    await step('Installing the packages of the lock file (npm ci)', async () => {
      const status = await runNpm(
        ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'],
        {
          cwd: root,
        },
      );
      if (status !== 0) throw new SetupError(`npm ci ended with status ${status}; the lines above say why`);
      writeStamp();
    });
  });
}

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 11)) return;
  say(`Node ${process.versions.node} is too old: Node 20.11 or newer is needed`);
  process.exit(1);
}
