// The least that Electron can show: the limit that a start is measured against.
import { app, BrowserWindow } from 'electron';
import '../ready.mjs';

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, show: false });
  void window.loadURL('data:text/html,<p>empty');
});
