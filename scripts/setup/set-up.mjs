import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { display } from './display.mjs';
import { install, requireNode } from './install.mjs';
import { warnOfOldNode } from './node.mjs';
import { isCheckout, root } from './paths.mjs';
import { SetupError } from './say.mjs';

/** Packages and built code: all that a command without a window needs. */
export async function setUpCode(wanted) {
  requireNode();
  if (!isCheckout) {
    if (existsSync(join(root, 'out/engine/nhi.js'))) return;
    throw new SetupError('this package was made without its built code');
  }
  await install();
  warnOfOldNode();
  await build(wanted);
}

/** The above, an Electron runtime, the libraries that it links, and a display. `reader` may use the display too. */
export async function setUpWindow(wanted, reader = null) {
  await setUpCode(wanted);
  // These need packages of the lock file, which are there only now.
  const { electronRuntime } = await import('./electron.mjs');
  const { systemLibraries } = await import('./libraries.mjs');
  const runtime = await electronRuntime();
  await systemLibraries(runtime.executable);
  return { ...runtime, env: await display(reader) };
}
