import { randomBytes } from 'node:crypto';
import { type BrowserWindow, clipboard, dialog, safeStorage } from 'electron';
import { sealingOf } from './sealing.ts';
import type { VaultPorts } from './vault.ts';

/** The vault's ports as Electron has them; asked after the app is ready. */
export function operatingSystemVault(window: () => BrowserWindow | null): VaultPorts {
  return {
    backend: () =>
      sealingOf(
        process.platform,
        safeStorage.isEncryptionAvailable(),
        process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : '',
      ),
    encrypt: (text) => safeStorage.encryptString(text),
    decrypt: (sealed) => safeStorage.decryptString(Buffer.from(sealed)),
    clipboard: {
      read: () => clipboard.readText(),
      write: (text) => clipboard.writeText(text),
      clear: () => clipboard.clear(),
    },
    async confirm({ title, detail }) {
      const current = window();
      if (current === null) return false;
      const { response } = await dialog.showMessageBox(current, {
        type: 'warning',
        message: `${title}?`,
        detail,
        buttons: ['Approve', 'Cancel'],
        defaultId: 1,
        cancelId: 1,
      });
      return response === 0;
    },
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    reference: () => randomBytes(18).toString('base64url'),
  };
}
