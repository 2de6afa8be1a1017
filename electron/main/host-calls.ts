import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { app, type BrowserWindow, clipboard, dialog, shell } from 'electron';
import { AppError } from '#shared/errors/app-error.ts';
import { externalPages } from './external-pages.ts';
import type { HostCalls } from './host-door.ts';
import { act } from './window-actions.ts';

/** As much as a connection may carry. */
const mostCertificateBytes = 200_000;

/** What main does for the page. `window` answers the one that stands, or null while there is none. */
export function createHostCalls(
  window: () => BrowserWindow | null,
  { restartEngine, hold }: { readonly restartEngine: () => void; readonly hold: (text: string) => string },
): HostCalls {
  const theWindow = (): BrowserWindow => {
    const current = window();
    if (!current) throw new AppError('host.refused', 'The window is gone.');
    return current;
  };

  return {
    async 'host.chooseFiles'({ title }) {
      const { canceled, filePaths } = await dialog.showOpenDialog(theWindow(), {
        title,
        properties: ['openFile', 'multiSelections'],
      });
      return { paths: canceled ? [] : filePaths };
    },
    async 'host.chooseFolders'({ title }) {
      const { canceled, filePaths } = await dialog.showOpenDialog(theWindow(), {
        title,
        properties: ['openDirectory', 'multiSelections'],
      });
      return { paths: canceled ? [] : filePaths };
    },
    async 'host.chooseWorkspace'({ purpose }) {
      if (purpose === 'open') {
        const { canceled, filePaths } = await dialog.showOpenDialog(theWindow(), {
          title: 'Open Workspace',
          properties: ['openDirectory'],
        });
        return { path: canceled ? null : (filePaths[0] ?? null) };
      }
      const { canceled, filePath } = await dialog.showSaveDialog(theWindow(), {
        title: 'New Workspace',
        defaultPath: 'Untitled.nhi',
        buttonLabel: 'Create',
        properties: ['createDirectory'],
      });
      return { path: canceled || filePath === '' ? null : filePath };
    },
    async 'host.chooseSave'({ title, name }) {
      const { canceled, filePath } = await dialog.showSaveDialog(theWindow(), {
        title,
        // A name, never a path: the dialog begins where the analyst was last.
        defaultPath: basename(name),
        properties: ['createDirectory'],
      });
      return { path: canceled || filePath === '' ? null : filePath };
    },
    async 'host.chooseCertificate'() {
      const { canceled, filePaths } = await dialog.showOpenDialog(theWindow(), {
        title: 'Choose a Certificate Authority',
        filters: [{ name: 'PEM', extensions: ['pem', 'crt', 'cer'] }],
        properties: ['openFile'],
      });
      const path = canceled ? undefined : filePaths[0];
      return { certificate: path === undefined ? null : { name: basename(path), pem: certificateIn(path) } };
    },
    'host.holdSecret': ({ text }) => ({ reference: hold(text) }),
    'host.writeClipboard'({ text }) {
      clipboard.writeText(text);
      return {};
    },
    'host.window'({ action }) {
      act(theWindow(), action);
      return {};
    },
    async 'host.openExternal'({ page }) {
      await shell.openExternal(externalPages[page]);
      return {};
    },
    'host.showInFolder'({ path }) {
      if (!existsSync(path))
        throw new AppError('file.absent', 'The file is not there any more.', { details: { path } });
      shell.showItemInFolder(path);
      return {};
    },
    'host.restartEngine'() {
      restartEngine();
      return {};
    },
  };
}

/** Refuses with file.unreadable where it holds no certificate in PEM. */
function certificateIn(path: string): string {
  const text = statSync(path).size > mostCertificateBytes ? '' : readFileSync(path, 'utf8');
  if (/-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/.test(text)) return text;
  throw new AppError('file.unreadable', `${basename(path)} holds no certificate in PEM.`, {
    hint: 'It begins with -----BEGIN CERTIFICATE-----.',
  });
}

export const versions = () => ({
  app: app.getVersion(),
  electron: process.versions['electron'] ?? '',
  chromium: process.versions['chrome'] ?? '',
  node: process.versions.node,
});
