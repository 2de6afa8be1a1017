// npm run package: an unpacked app in release/, made from the Electron runtime at hand.
import { launch, say } from './setup/say.mjs';
import { setUpCode } from './setup/set-up.mjs';

await launch(async () => {
  await setUpCode();
  const { electronRuntime } = await import('./setup/electron.mjs');
  const { packageApp } = await import('./setup/package.mjs');
  const { shipped } = await packageApp(await electronRuntime());
  say(`the app is ${shipped}`);
  return 0;
});
