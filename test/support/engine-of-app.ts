// The engine process of a running app. The account of the tests may own it; Electron's main process reaches it anyhow.
import type { ElectronApplication } from 'playwright-core';

export const enginePid = (app: ElectronApplication): Promise<number> =>
  app.evaluate((electron) => {
    const metrics = electron.app.getAppMetrics();
    const engine = metrics.find(({ type, name }) => type === 'Utility' && /engine/i.test(name ?? ''));
    if (!engine) throw new Error('there is no engine process');
    return engine.pid;
  });

export const signalEngine = (
  app: ElectronApplication,
  pid: number,
  signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT',
): Promise<void> =>
  app.evaluate((_electron, [victim, name]) => void process.kill(victim, name), [pid, signal] as const);

/** What the window is asked to do while the engine stands still is the first thing that it hears of when it goes on. */
export async function whileEngineStands(app: ElectronApplication, work: () => Promise<void>): Promise<void> {
  const pid = await enginePid(app);
  await signalEngine(app, pid, 'SIGSTOP');
  try {
    await work();
  } finally {
    await signalEngine(app, pid, 'SIGCONT');
  }
}
