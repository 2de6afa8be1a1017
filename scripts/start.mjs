// npm start: sets up whatever is missing and opens the workbench.
import { become } from './setup/child.mjs';
import { isRoot, root } from './setup/paths.mjs';
import { launch, say } from './setup/say.mjs';
import { setUpWindow } from './setup/set-up.mjs';

await launch(async () => {
  const { executable, env } = await setUpWindow(['main', 'preload', 'engine', 'renderer']);
  const args = [root, ...process.argv.slice(2)];
  if (isRoot) {
    say('as root, Electron runs with --no-sandbox; start it as an ordinary user to have the sandbox');
    args.unshift('--no-sandbox');
  }
  return become(executable, args, { env: { ...process.env, ...env } });
});
