// Says when the first window is ready to be shown: what a start of Electron is timed by.
import { app } from 'electron';

app.once('browser-window-created', (_event, window) => {
  window.once('ready-to-show', () => process.stdout.write(`ready-to-show ${Date.now()}\n`));
});
