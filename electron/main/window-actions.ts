import { app, type BrowserWindow } from 'electron';
import type { HostCallRequest } from '#shared/contract/host.ts';
import { assertNever } from '#shared/lib/assert-never.ts';

const ZOOM_STEP = 0.5;
const ZOOM_LIMIT = 4;

/** The controls of the title bar and the View menu. */
export function act(window: BrowserWindow, action: HostCallRequest<'host.window'>['action']): void {
  const contents = window.webContents;
  const zoom = (level: number): void => contents.setZoomLevel(Math.min(ZOOM_LIMIT, Math.max(-ZOOM_LIMIT, level)));
  switch (action) {
    case 'minimize':
      window.minimize();
      break;
    case 'toggle_maximize':
      if (window.isMaximized()) window.unmaximize();
      else window.maximize();
      break;
    case 'close':
      window.close();
      break;
    case 'toggle_full_screen':
      window.setFullScreen(!window.isFullScreen());
      break;
    case 'reload':
      contents.reload();
      break;
    case 'toggle_dev_tools':
      if (!app.isPackaged) contents.toggleDevTools();
      break;
    case 'zoom_in':
      zoom(contents.getZoomLevel() + ZOOM_STEP);
      break;
    case 'zoom_out':
      zoom(contents.getZoomLevel() - ZOOM_STEP);
      break;
    case 'zoom_reset':
      zoom(0);
      break;
    default:
      assertNever(action);
  }
}
