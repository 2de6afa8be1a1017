import { electronAccount } from '../setup/account.mjs';
import { keycloakHome } from '../setup/keycloak.mjs';
import { packageApp } from '../setup/package.mjs';
import { vitest } from './vitest.mjs';

/** What test/support/electron-app.ts reads to start Electron. */
export function testEnvironment(runtime, { account, noSandbox }, packaged) {
  return {
    ...runtime.env,
    NHI_TEST_EXECUTABLE: runtime.executable,
    ...(account ? { NHI_TEST_UID: String(account.uid), NHI_TEST_GID: String(account.gid) } : {}),
    ...(noSandbox ? { NHI_TEST_NO_SANDBOX: '1' } : {}),
    ...(packaged ? { NHI_TEST_PACKAGE: packaged.test, NHI_SHIPPED_PACKAGE: packaged.shipped } : {}),
  };
}

/** Tests that drive a real window. The package is made only where its tests may run. */
export async function e2e(runtime, account, args) {
  const rights = await electronAccount(account, runtime.executable, runtime.env);
  const filters = args.filter((argument) => !argument.startsWith('-'));
  const wants = (...names) =>
    filters.length === 0 || filters.some((filter) => names.some((name) => filter.includes(name)));
  const wantsPackage = wants('packaged');
  const packaged = wantsPackage ? await packageApp(runtime) : null;
  const keycloak = wants('tenants', 'drill') ? await keycloakHome() : null;
  return vitest('e2e', ['e2e'], args, {
    ...testEnvironment(runtime, rights, packaged),
    ...(keycloak ? { NHI_KEYCLOAK_HOME: keycloak } : {}),
  });
}
