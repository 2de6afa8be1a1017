// Runs a script of this checkout under the toolchain's Node, after installing what it needs:
// node scripts/run.mjs SCRIPT [ARGUMENT…]
import { resolve } from 'node:path';
import { become } from './setup/child.mjs';
import { install, requireNode } from './setup/install.mjs';
import { toolchainNode, warnOfOldNode } from './setup/node.mjs';
import { root } from './setup/paths.mjs';
import { launch, SetupError } from './setup/say.mjs';

await launch(async () => {
  const [script, ...args] = process.argv.slice(2);
  if (!script) throw new SetupError('usage: node scripts/run.mjs SCRIPT [ARGUMENT…]');
  requireNode();
  await install();
  warnOfOldNode();
  return become(toolchainNode(), [resolve(root, script), ...args]);
});
