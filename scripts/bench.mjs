// npm run bench [-- FILTER…] [--write]: sets up what is missing, the window's runtime included, and runs the benches.
import { resolve } from 'node:path';
import { electronAccount, unprivileged } from './setup/account.mjs';
import { become } from './setup/child.mjs';
import { keycloakHome } from './setup/keycloak.mjs';
import { toolchainNode } from './setup/node.mjs';
import { root } from './setup/paths.mjs';
import { launch } from './setup/say.mjs';
import { setUpWindow } from './setup/set-up.mjs';
import { testEnvironment } from './suites/e2e.mjs';

await launch(async () => {
  const account = unprivileged();
  const runtime = await setUpWindow(undefined, account);
  const rights = await electronAccount(account, runtime.executable, runtime.env);
  const only = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
  const home = only.length === 0 || only.some((part) => 'keycloak'.includes(part)) ? await keycloakHome() : null;
  const env = {
    ...process.env,
    ...testEnvironment(runtime, rights, null),
    ...(home === null ? {} : { NHI_KEYCLOAK_HOME: home }),
  };
  return become(toolchainNode(), [resolve(root, 'test/bench/run.mjs'), ...process.argv.slice(2)], { env });
});
