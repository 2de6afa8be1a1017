/** Seals what must not lie open on the disk. The app does it by the operating system; headless there is nobody who could. */
export interface Vault {
  /** `plain`: the backend seals with a fixed password, which is no sealing (SECURITY section 3). */
  backend(): Promise<'system' | 'plain' | 'none'>;
  /** What the analyst typed into the app, by the reference that the app gave for it, once. null: nobody knows it. */
  take(reference: string): Promise<string | null>;
  seal(text: string): Promise<string>;
  /** Rejects where it was sealed by another account or machine. */
  unseal(sealed: string): Promise<string>;
  /** A new secret for the analyst alone; the app clears it after 30 s unless something else was copied. */
  toClipboard(text: string): Promise<void>;
  /** The app's own dialog (SECURITY row 15). Headless there is none: what had to be typed was typed. */
  confirm(question: { readonly title: string; readonly detail: string }): Promise<boolean>;
}

export const noVault: Vault = {
  backend: () => Promise.resolve('none'),
  take: () => Promise.resolve(null),
  seal: () => Promise.reject(new Error('nobody here can seal')),
  unseal: () => Promise.reject(new Error('nobody here can unseal')),
  toClipboard: () => Promise.reject(new Error('there is no clipboard here')),
  confirm: () => Promise.resolve(true),
};
