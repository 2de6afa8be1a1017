// Composition root of the app shell. No domain code: the engine knows everything, the page shows it.
import { join, resolve } from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain, Menu, protocol } from 'electron';
import { z } from 'zod';
import type { HostWatchView } from '#shared/contract/host.ts';
import { channels } from '#shared/contract/host-channels.ts';
import { serveBundle } from './bundle.ts';
import { screenAmong, screenOf } from './deep-link.ts';
import { forkEngine } from './engine-process.ts';
import { createHostCalls, versions } from './host-calls.ts';
import { openHostDoor } from './host-door.ts';
import { createRegistrar, trustsPageOf } from './ipc.ts';
import { liveValue } from './live-value.ts';
import { lockProcess, lockSession } from './lockdown.ts';
import { runtimeNotices } from './notices.ts';
import { scheme } from './page.ts';
import { type Memory, openMemory } from './remembered.ts';
import { readStartOptions } from './start-options.ts';
import { createSupervisor, type Supervisor } from './supervisor.ts';
import { createVault } from './vault.ts';
import { operatingSystemVault } from './vault-ports.ts';
import { openWindow } from './window.ts';

const out = join(import.meta.dirname, '..');
const log = (text: string): void => void process.stderr.write(`${text}\n`);

const userData = process.env['NHI_USER_DATA'] ?? app.commandLine.getSwitchValue('user-data-dir');
if (userData) app.setPath('userData', resolve(userData));

lockProcess();
protocol.registerSchemesAsPrivileged([
  { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]);

// The lock belongs to the folder of the user's data, which stands by now.
if (app.requestSingleInstanceLock()) run();
else app.quit();

function run(): void {
  let window: BrowserWindow | null = null;
  const state = liveValue<HostWatchView<'host.state'>>({
    engine: { phase: 'starting', restarts: 0, message: '', refusal: null },
    platform: process.platform,
    versions: versions(),
    maximized: false,
    fullScreen: false,
    notices: runtimeNotices(versions().electron, app.commandLine.hasSwitch('no-sandbox')),
  });
  const opened = liveValue<HostWatchView<'host.opened'>>({ seq: 0, uri: '' });

  const vault = createVault(operatingSystemVault(() => window));

  /** A link comes from anywhere: the analyst decides whether the window follows it. */
  async function follow(screen: string | null): Promise<void> {
    if (window?.isMinimized()) window.restore();
    window?.show();
    window?.focus();
    if (screen === null || !window) return;
    const { response } = await dialog.showMessageBox(window, {
      type: 'question',
      message: 'Follow a link into NHI Workbench?',
      detail: `It opens ${screen.slice('nhi:/'.length)} and changes nothing.`,
      buttons: ['Open', 'Cancel'],
      defaultId: 1,
      cancelId: 1,
    });
    if (response === 0) opened.set({ seq: opened.get().seq + 1, uri: screen });
  }

  function startEngine(memory: Memory): Supervisor {
    const { workspace } = readStartOptions(process.argv, process.cwd());
    const first = workspace === null ? memory.value.workspace : { path: workspace, readOnly: false };
    const supervisor = createSupervisor(
      {
        fork: (reopen) =>
          forkEngine(join(out, 'engine/index.js'), app.getPath('userData'), reopen, {
            page: () => window?.webContents ?? null,
            vault,
          }),
        now: () => performance.now(),
        after(ms, action) {
          const timer = setTimeout(action, ms);
          return () => clearTimeout(timer);
        },
        onGone: (stopped) => window?.webContents.send(channels.engineGone, { stopped }),
        onState: (engine) => state.set({ ...state.get(), engine }),
        onWorkspace: (open) => memory.change({ workspace: open }),
        log,
      },
      first,
    );
    supervisor.start();
    return supervisor;
  }

  function listenToPage(supervisor: Supervisor): void {
    const trusts = trustsPageOf((contents) => contents === window?.webContents);
    const handle = createRegistrar(ipcMain, trusts, log);
    const door = openHostDoor(
      handle,
      createHostCalls(() => window, { restartEngine: supervisor.restart, hold: vault.hold }),
      {
        'host.state': state,
        'host.opened': opened,
      },
    );
    handle(channels.hello, z.undefined(), () => {
      door.forget();
      supervisor.pageReady();
      return {};
    });
  }

  function showWindow(memory: Memory): void {
    window = openWindow(join(out, 'preload/index.cjs'), memory, {
      onMaximized: (maximized) => state.set({ ...state.get(), maximized }),
      onFullScreen: (fullScreen) => state.set({ ...state.get(), fullScreen }),
      onClosed() {
        window = null;
      },
      onPageGone: (reason) => log(`the page ended (${reason}) and is loaded anew`),
    });
  }

  /** Quitting waits for the engine, once; whatever else asks meanwhile waits too. */
  function quitInOrder(supervisor: Supervisor): void {
    let phase: 'running' | 'stopping' | 'stopped' = 'running';
    app.on('will-quit', (event) => {
      if (phase === 'stopped') return;
      event.preventDefault();
      if (phase === 'stopping') return;
      phase = 'stopping';
      void Promise.all([supervisor.stop(), vault.close()]).then(() => {
        phase = 'stopped';
        app.quit();
      });
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
    app.on('window-all-closed', () => app.quit());
  }

  function begin(): void {
    lockSession();
    protocol.handle(scheme, (request) => serveBundle(join(out, 'renderer'), request));
    Menu.setApplicationMenu(
      process.platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]) : null,
    );
    if (app.isPackaged) app.setAsDefaultProtocolClient('nhi-workbench');
    const memory = openMemory(app.getPath('userData'));
    const supervisor = startEngine(memory);
    listenToPage(supervisor);
    quitInOrder(supervisor);
    showWindow(memory);
    window?.once('show', () => {
      const screen = screenAmong(process.argv);
      if (screen !== null) void follow(screen);
    });
  }

  app.on('second-instance', (_event, argv) => void follow(screenAmong(argv)));
  app.on('open-url', (event, url) => {
    event.preventDefault();
    void follow(screenOf(url));
  });
  void app.whenReady().then(begin);
}
