import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const modules = join(root, 'node_modules');
export const checkoutCache = join(root, '.cache');

/** An installed npm package has neither lock file nor sources: it brings what was built and needs no set-up. */
export const isCheckout = existsSync(join(root, 'package-lock.json'));

export const isRoot = process.platform !== 'win32' && process.getuid() === 0;

/** Root's home is closed to the account that tests run Electron as, so root's cache is the system's. */
export function userCache() {
  const base = process.env.XDG_CACHE_HOME;
  if (base) return join(base, 'nhi-workbench');
  if (process.platform === 'win32' && process.env.LOCALAPPDATA)
    return join(process.env.LOCALAPPDATA, 'nhi-workbench', 'cache');
  return isRoot ? '/var/cache/nhi-workbench' : join(homedir(), '.cache', 'nhi-workbench');
}
