import { AppError } from '#shared/errors/app-error.ts';
import type { Vault } from './vault.ts';

/** What goes to the app and comes back from it: `vaultRequest` and `vaultNews` of the host's contract. */
type Request =
  | { readonly t: 'vault.backend'; readonly id: number }
  | { readonly t: 'vault.take'; readonly id: number; readonly reference: string }
  | { readonly t: 'vault.seal'; readonly id: number; readonly text: string }
  | { readonly t: 'vault.unseal'; readonly id: number; readonly sealed: string }
  | { readonly t: 'vault.clipboard'; readonly id: number; readonly text: string }
  | { readonly t: 'vault.confirm'; readonly id: number; readonly title: string; readonly detail: string };
type News =
  | { readonly t: 'vault.answer'; readonly id: number; readonly value: string | boolean | null }
  | { readonly t: 'vault.failed'; readonly id: number; readonly why: string };

interface Waiting {
  readonly answer: (value: string | boolean | null) => void;
  readonly fail: (error: AppError) => void;
}

const backends = ['system', 'plain'] as const;

/** A utility process has no safe storage, no clipboard and no dialog: the app has them and is asked. */
export function createAskedVault(ask: (request: Request) => void): Vault & { tell(news: News): void } {
  const waiting = new Map<number, Waiting>();
  let last = 0;

  function asked(make: (id: number) => Request): Promise<string | boolean | null> {
    last += 1;
    const id = last;
    return new Promise((answer, fail) => {
      waiting.set(id, { answer, fail });
      ask(make(id));
    });
  }

  async function text(make: (id: number) => Request): Promise<string> {
    const value = await asked(make);
    if (typeof value !== 'string') throw new Error('the app answered something else than a text');
    return value;
  }

  return {
    async backend() {
      const found = await asked((id) => ({ t: 'vault.backend', id }));
      return backends.find((backend) => backend === found) ?? 'none';
    },
    async take(reference) {
      const value = await asked((id) => ({ t: 'vault.take', id, reference }));
      return typeof value === 'string' ? value : null;
    },
    seal: (plain) => text((id) => ({ t: 'vault.seal', id, text: plain })),
    unseal: (sealed) => text((id) => ({ t: 'vault.unseal', id, sealed })),
    async toClipboard(secret) {
      await asked((id) => ({ t: 'vault.clipboard', id, text: secret }));
    },
    confirm: async ({ title, detail }) => (await asked((id) => ({ t: 'vault.confirm', id, title, detail }))) === true,
    tell(news) {
      const one = waiting.get(news.id);
      waiting.delete(news.id);
      if (news.t === 'vault.answer') one?.answer(news.value);
      else one?.fail(new AppError('host.refused', news.why));
    },
  };
}
