import { create } from 'zustand';
import type { CallOutput } from '#shared/contract/contract.ts';
import { type LayoutValues, useLayout } from './layout.ts';

/** Values that cross once. They live here until their panel or its page is closed or the workspace changes, and nowhere else. */
export interface Secrets {
  /** `Client “shop-assist” is there` */
  readonly title: string;
  readonly values: readonly { readonly label: string; readonly value: string; readonly secret: boolean }[];
}

interface Shown {
  readonly shown: Secrets | null;
}

export const useSecrets = create<Shown>()(() => ({ shown: null }));

const page = 'nhi:/issuer';
const hasPage = ({ groups }: LayoutValues): boolean =>
  groups.some((group) => group.tabs.some((tab) => tab.key === page));
let stopWatching = (): void => {};

export function showSecrets(shown: Secrets): void {
  stopWatching();
  useSecrets.setState({ shown });
  stopWatching = useLayout.subscribe((layout, before) => {
    if (hasPage(before) && !hasPage(layout)) forgetSecrets();
  });
}

export function forgetSecrets(): void {
  stopWatching();
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
