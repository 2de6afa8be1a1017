import type { ElectronApplication } from 'playwright-core';

/** Drops files on the middle of the window as the system does: a real drag, not events that a script makes. */
export async function dropFiles(app: ElectronApplication, paths: readonly string[]): Promise<void> {
  await app.evaluate(async ({ BrowserWindow }, files) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents) throw new Error('there is no window to drop on');
    contents.debugger.attach();
    try {
      const data = { items: [], files: [...files], dragOperationsMask: 1 };
      for (const type of ['dragEnter', 'dragOver', 'drop']) {
        await contents.debugger.sendCommand('Input.dispatchDragEvent', { type, x: 400, y: 300, data });
      }
    } finally {
      contents.debugger.detach();
    }
  }, paths);
}
