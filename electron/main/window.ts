import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { pageUrl } from './page.ts';
import type { Memory } from './remembered.ts';
import { backgroundOf, readSettings } from './theme.ts';
import { boundsToOpen, smallest } from './window-bounds.ts';

export interface WindowEvents {
  onMaximized(maximized: boolean): void;
  onFullScreen(fullScreen: boolean): void;
  onClosed(): void;
  /** The page died (not the engine); it is loaded anew. */
  onPageGone(reason: string): void;
}

/** The one window: without a frame of the system's, its title bar is the page's own. Shown when the page is painted. */
export function openWindow(preload: string, memory: Memory, events: WindowEvents): BrowserWindow {
  const isMac = process.platform === 'darwin';
  const window = new BrowserWindow({
    ...boundsToOpen(
      memory.value.bounds,
      screen.getAllDisplays().map((display) => display.workArea),
    ),
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: app.name,
    show: false,
    ...(isMac ? { titleBarStyle: 'hidden' as const } : { frame: false }),
    backgroundColor: backgroundOf(readSettings(app.getPath('userData')), nativeTheme.shouldUseDarkColors),
    // Electron's defaults, written down because everything depends on them (SECURITY.md part 3).
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  window.once('ready-to-show', () => {
    if (memory.value.maximized) window.maximize();
    window.webContents.setZoomLevel(memory.value.zoom);
    window.show();
  });
  window.on('maximize', () => events.onMaximized(true));
  window.on('unmaximize', () => events.onMaximized(false));
  window.on('enter-full-screen', () => events.onFullScreen(true));
  window.on('leave-full-screen', () => events.onFullScreen(false));
  window.on('close', () =>
    memory.change({
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
      zoom: window.webContents.getZoomLevel(),
    }),
  );
  window.on('closed', () => events.onClosed());
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    events.onPageGone(reason);
    window.webContents.reload();
  });
  void window.loadURL(pageUrl);
  return window;
}
