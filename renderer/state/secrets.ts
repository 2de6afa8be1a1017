import { create } from 'zustand';
import type { CallOutput } from '#shared/contract/contract.ts';

/** Values that cross once. They live here until their panel is closed or the workspace changes, and nowhere else. */
export interface Secrets {
  /** `Client “shop-assist” is there` */
  readonly title: string;
  readonly values: readonly { readonly label: string; readonly value: string; readonly secret: boolean }[];
}

interface Shown {
  readonly shown: Secrets | null;
}

export const useSecrets = create<Shown>()(() => ({ shown: null }));

export function showSecrets(shown: Secrets): void {
  useSecrets.setState({ shown });
}

export function forgetSecrets(): void {
  useSecrets.setState({ shown: null });
}

/** What a client authenticates with, as the answer that made it tells it. */
export function credentialOnce(title: string, made: CallOutput<'issuer.createClient'>): Secrets {
  const { clientId, clientSecret, apiKey } = made;
  return {
    title,
    values: [
      { label: 'Client id', value: clientId, secret: false },
      ...(clientSecret === null ? [] : [{ label: 'Client secret', value: clientSecret, secret: true }]),
      ...(apiKey === null ? [] : [{ label: 'API key', value: apiKey, secret: true }]),
    ],
  };
}

export const signInCode = (title: string, id: string, code: string): Secrets => ({
  title,
  values: [
    { label: 'Human', value: id, secret: false },
    { label: 'Sign-in code', value: code, secret: true },
  ],
});
