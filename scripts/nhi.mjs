#!/usr/bin/env node
// The headless command: the engine under plain Node. Set-up speaks on standard error only.
import { join } from 'node:path';
import { become } from './setup/child.mjs';
import { toolchainNode } from './setup/node.mjs';
import { root } from './setup/paths.mjs';
import { launch } from './setup/say.mjs';
import { setUpCode } from './setup/set-up.mjs';

await launch(async () => {
  await setUpCode(['engine']);
  return become(toolchainNode(), [join(root, 'out/engine/nhi.js'), ...process.argv.slice(2)]);
});
