import { defineConfig } from 'vitest/config';

// Limits end what hangs. They are far above what anything takes on a machine that is three times as slow.
const PROCESS_TIMEOUT = 300_000;
const SERVER_TIMEOUT = 900_000;
const CODE_TIMEOUT = 120_000;
const PATIENCE = 60_000;
/** Properties try the same cases each time: a run that fails will fail again. */
const seeded = ['test/support/seeded.ts'];
const inRenderer = ['renderer/**/*.test.{ts,tsx}'];

export default defineConfig({
  test: {
    retry: 0,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    slowTestThreshold: 1000,
    testTimeout: CODE_TIMEOUT,
    hookTimeout: CODE_TIMEOUT,
    expect: { poll: { timeout: PATIENCE, interval: 25 } },
    // By default one core is left idle; on two cores that is half of them.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          setupFiles: seeded,
          include: ['shared/**/*.test.ts', 'electron/**/*.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          setupFiles: seeded,
          include: inRenderer,
        },
      },
      {
        extends: true,
        test: {
          name: 'suites',
          environment: 'node',
          setupFiles: seeded,
          include: ['test/{architecture,conformance,interop,journeys,support}/**/*.test.ts'],
          testTimeout: PROCESS_TIMEOUT,
          hookTimeout: PROCESS_TIMEOUT,
        },
      },
      {
        extends: true,
        test: {
          name: 'peers',
          environment: 'node',
          include: ['test/peers/**/*.peer.ts'],
          testTimeout: SERVER_TIMEOUT,
          hookTimeout: SERVER_TIMEOUT,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.e2e.ts'],
          testTimeout: PROCESS_TIMEOUT,
          hookTimeout: PROCESS_TIMEOUT,
          fileParallelism: false,
        },
      },
    ],
  },
});
