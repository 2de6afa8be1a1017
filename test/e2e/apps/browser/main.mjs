// Nothing but a browser: what a customer would have beside the workbench.
import { app, BrowserWindow } from 'electron';

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 900, height: 700, show: false, webPreferences: { sandbox: true } });
  void window.loadURL('about:blank');
});
