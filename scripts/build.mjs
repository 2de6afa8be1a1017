// Builds targets with Vite, all in one process: node scripts/build.mjs [TARGET…] (default: those that are stale).
import { join } from 'node:path';
import { build } from 'vite';
import { exclusive } from './setup/exclusive.mjs';
import { signature, staleTargets, stamp, targets } from './setup/freshness.mjs';
import { checkoutCache, root } from './setup/paths.mjs';
import { launch, SetupError } from './setup/say.mjs';

async function buildAll(wanted) {
  for (const target of wanted) {
    const inputs = signature(target);
    try {
      await build({ configFile: join(root, 'vite.config.ts'), configLoader: 'runner', mode: target, logLevel: 'warn' });
    } catch (error) {
      // Its message names file and line; the bundler's own stack helps nobody.
      throw new SetupError(`target ${target}: ${error.message.split('\n    at ')[0]}`);
    }
    stamp(target, inputs);
  }
}

await launch(async () => {
  const names = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
  const unknown = names.find((name) => !(name in targets));
  if (unknown) throw new SetupError(`unknown target ${unknown}; the targets are ${Object.keys(targets).join(', ')}`);
  const wanted = names.length > 0 ? names : staleTargets();
  // The set-up step that starts us holds the lock already.
  if (process.argv.includes('--unlocked')) await buildAll(wanted);
  else await exclusive(join(checkoutCache, 'build.lock'), 'building', () => buildAll(wanted));
  return 0;
});
