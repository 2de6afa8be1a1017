import { defineConfig } from 'vitest/config';

// Tests that start real processes wait for them on a slow machine.
const PROCESS_TIMEOUT = 60_000;
// A Java server starts within a minute on a busy machine.
const PEER_TIMEOUT = 180_000;
const CODE_TIMEOUT = 15_000;
const inRenderer = ['renderer/**/*.test.{ts,tsx}'];

export default defineConfig({
  test: {
    retry: 0,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    slowTestThreshold: 1000,
    // By default one core is left idle; on two cores that is half of them.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['shared/**/*.test.ts', 'electron/**/*.test.ts'],
          testTimeout: CODE_TIMEOUT,
        },
      },
      {
        extends: true,
        test: { name: 'renderer', environment: 'happy-dom', include: inRenderer, testTimeout: CODE_TIMEOUT },
      },
      {
        extends: true,
        test: {
          name: 'suites',
          environment: 'node',
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
          testTimeout: PEER_TIMEOUT,
          hookTimeout: PEER_TIMEOUT,
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
