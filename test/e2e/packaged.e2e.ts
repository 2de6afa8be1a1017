// Drives what `npm run package` makes: the twin with the inspection fuse open, and the shipped one from outside.
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { launchApp, rendererSandboxes } from '#test/support/electron-app.ts';
import { eventually } from '#test/support/workbench.ts';

const testPackage = process.env['NHI_TEST_PACKAGE'] ?? '';
const shippedPackage = process.env['NHI_SHIPPED_PACKAGE'] ?? '';

// How a fuse is written in the executable: the characters 0 and 1.
const [CLOSED, OPEN] = [0x30, 0x31];

const SHIPPED_FUSES = {
  [FuseV1Options.RunAsNode]: CLOSED,
  [FuseV1Options.EnableCookieEncryption]: OPEN,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: CLOSED,
  [FuseV1Options.EnableNodeCliInspectArguments]: CLOSED,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: OPEN,
  [FuseV1Options.OnlyLoadAppFromAsar]: OPEN,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: CLOSED,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: CLOSED,
};

describe.skipIf(!testPackage)('the packaged app', () => {
  it('opens its window with the Welcome editor, from the archive, in a sandbox', async () => {
    const running = await launchApp({ executable: testPackage, size: { width: 1280, height: 800 } });
    try {
      await running.page
        .getByText(/Welcome/)
        .first()
        .waitFor();
      expect(await running.app.evaluate(({ app }) => app.isPackaged)).toBe(true);
      expect(await running.app.evaluate(({ app }) => app.getAppPath())).toMatch(/app\.asar$/);
      const sandboxes = (): boolean[] => rendererSandboxes(running.app.process().pid ?? 0);
      expect(sandboxes().length).toBeGreaterThan(0);
      if (!process.env['NHI_TEST_NO_SANDBOX']) await eventually(sandboxes).not.toContain(false);
      await running.screenshot('packaged-welcome');
    } finally {
      await running.close();
    }
  });

  it('ships with every fuse in its safe position', async () => {
    expect(await getCurrentFuseWire(shippedPackage)).toMatchObject(SHIPPED_FUSES);
  });

  it('differs from its twin for tests in the inspection fuse only', async () => {
    expect(await getCurrentFuseWire(testPackage)).toMatchObject({
      ...SHIPPED_FUSES,
      [FuseV1Options.EnableNodeCliInspectArguments]: OPEN,
    });
  });
});
