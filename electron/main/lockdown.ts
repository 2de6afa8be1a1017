// Electron's defaults allow much; SECURITY.md part 3 allows one page from our own bundle. The numbers are its rows.
import { app, type Session, session, type WebContents } from 'electron';
import { isOfBundle, isPage } from './page.ts';

/** Before `ready`: switches of Chromium and the sandbox of every renderer. */
export function lockProcess(): void {
  // 4. It would cancel --no-sandbox, without which root cannot start a window at all.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // Chromium itself has nobody to talk to: the page comes from app:, and the engine's network is Node's.
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.commandLine.appendSwitch('disable-domain-reliability');
  app.commandLine.appendSwitch('no-pings');
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.on('web-contents-created', (_event, contents) => lockContents(contents));
}

/** 5, 6, 9: no permission, no device, no request but for our own files, no download, no dictionary. */
export function lockSession(target: Session = session.defaultSession): void {
  target.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  target.setPermissionCheckHandler(() => false);
  target.setDevicePermissionHandler(() => false);
  target.setSpellCheckerEnabled(false);
  for (const event of ['select-hid-device', 'select-serial-port', 'select-usb-device'] as const) {
    // One listener fits the three: they differ in details that are not looked at.
    target.on(event as 'select-usb-device', (chosen, _details, answer) => {
      chosen.preventDefault();
      answer();
    });
  }
  target.on('will-download', (event) => event.preventDefault());
  target.webRequest.onBeforeRequest((details, answer) => {
    const isTools = !app.isPackaged && details.url.startsWith('devtools:');
    answer({ cancel: !isOfBundle(details.url) && !isTools });
  });
}

/** 11–14: the page stays the page. */
function lockContents(contents: WebContents): void {
  const deny = (event: { preventDefault(): void; readonly url: string }): void => {
    if (!isPage(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', deny);
  contents.on('will-frame-navigate', deny);
  contents.on('will-redirect', deny);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
