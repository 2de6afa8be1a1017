// Secrets in main: what was typed, until the engine takes it; sealing by the operating system; the clipboard; a last word.
import { type VaultNews, type VaultRequest, vaultRequest } from '#shared/contract/host.ts';

export interface VaultPorts {
  /** `plain`: it would seal with a fixed password, which is no sealing (SECURITY section 3). */
  backend(): 'system' | 'plain' | 'none';
  encrypt(text: string): Uint8Array;
  /** Throws where another account or computer sealed it. */
  decrypt(sealed: Uint8Array): string;
  readonly clipboard: {
    read(): string | Promise<string>;
    write(text: string): void | Promise<void>;
    clear(): void | Promise<void>;
  };
  confirm(question: { readonly title: string; readonly detail: string }): Promise<boolean>;
  after(ms: number, run: () => void): () => void;
  /** A name that nobody can guess. */
  reference(): string;
}

export interface Vault {
  /** Answers the reference by which the engine takes it, once. */
  hold(text: string): string;
  /** True: it was a request of the engine for the vault, and is or will be answered. */
  take(message: unknown, answer: (news: VaultNews) => void): boolean;
  /** The app ends: nothing stays in memory or on the clipboard. */
  close(): Promise<void>;
}

interface Clearing {
  now(): Promise<void>;
  cancel(): void;
}
const nothing: Clearing = { now: () => Promise.resolve(), cancel: () => {} };

const heldMs = 5 * 60_000;
const onClipboardMs = 30_000;

export function createVault(ports: VaultPorts): Vault {
  const held = new Map<string, { readonly text: string; readonly forget: () => void }>();
  let clearClipboard: Clearing = nothing;

  function taken(reference: string): string | null {
    const found = held.get(reference);
    held.delete(reference);
    found?.forget();
    return found?.text ?? null;
  }

  /** Until it is cleared; what somebody copied meanwhile is left alone. */
  async function toClipboard(text: string): Promise<null> {
    await ports.clipboard.write(text);
    clearClipboard.cancel();
    const clear = async (): Promise<void> => {
      clearClipboard = nothing;
      if ((await ports.clipboard.read()) === text) await ports.clipboard.clear();
    };
    clearClipboard = { now: clear, cancel: ports.after(onClipboardMs, () => void clear()) };
    return null;
  }

  function sealed(text: string): string {
    if (ports.backend() !== 'system') throw new Error('this system seals nothing');
    return Buffer.from(ports.encrypt(text)).toString('base64');
  }

  function carriedOut(request: VaultRequest): string | boolean | null | Promise<boolean | null> {
    switch (request.t) {
      case 'vault.backend':
        return ports.backend();
      case 'vault.take':
        return taken(request.reference);
      case 'vault.seal':
        return sealed(request.text);
      case 'vault.unseal':
        return ports.decrypt(Buffer.from(request.sealed, 'base64'));
      case 'vault.clipboard':
        return toClipboard(request.text);
      case 'vault.confirm':
        return ports.confirm(request);
    }
  }

  return {
    hold(text) {
      const reference = ports.reference();
      held.set(reference, { text, forget: ports.after(heldMs, () => held.delete(reference)) });
      return reference;
    },
    take(message, answer) {
      const parsed = vaultRequest.safeParse(message);
      if (!parsed.success) return false;
      const { data } = parsed;
      // What the system says of a failure may quote what it was given: it goes no further.
      const failed = (): void => answer({ t: 'vault.failed', id: data.id, why: failures[data.t] });
      Promise.resolve()
        .then(() => carriedOut(data))
        .then((value) => answer({ t: 'vault.answer', id: data.id, value }), failed);
      return true;
    },
    async close() {
      for (const reference of [...held.keys()]) taken(reference);
      clearClipboard.cancel();
      await clearClipboard.now();
    },
  };
}

const failures: Readonly<Record<VaultRequest['t'], string>> = {
  'vault.backend': 'The system did not say whether it can seal secrets.',
  'vault.take': 'The secret could not be handed over.',
  'vault.seal': 'The system cannot seal the secret: keep it by a passphrase, or for this run only.',
  'vault.unseal': 'The system cannot open what was sealed: another account or computer did it.',
  'vault.clipboard': 'The clipboard could not be written.',
  'vault.confirm': 'The question could not be shown.',
};
