import { join } from 'node:path';
import { become } from './child.mjs';
import { exclusive } from './exclusive.mjs';
import { staleTargets } from './freshness.mjs';
import { toolchainNode } from './node.mjs';
import { checkoutCache, root } from './paths.mjs';
import { SetupError, step } from './say.mjs';

/** Builds those of the wanted targets that are stale; says nothing when none is. */
export async function build(wanted) {
  if (staleTargets(wanted).length === 0) return;
  await exclusive(join(checkoutCache, 'build.lock'), 'building', async () => {
    const stale = staleTargets(wanted);
    if (stale.length === 0) return;
    await step(`Building ${stale.join(', ')}`, async () => {
      const status = await become(toolchainNode(), [join(root, 'scripts/build.mjs'), '--unlocked', ...stale], {
        cwd: root,
        stdio: ['ignore', 2, 2],
      });
      if (status !== 0) throw new SetupError('the build failed; the lines above say why');
    });
  });
}
