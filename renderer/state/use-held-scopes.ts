import { useEffect, useState } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import { type HeldScope, scopesOf, scopesThatStay, type WishPage } from './plan-wish.ts';

interface Held {
  /** null: they are being read. */
  readonly held: readonly HeldScope[] | null;
  /** Those that stay unless the analyst says otherwise. */
  readonly first: ReadonlySet<string> | null;
  readonly error: AppError | null;
}

/** Scopes of the identities that are to be rescoped, as they are when the page opens. */
export function useHeldScopes({ identities, suggested }: WishPage): Held {
  const [found, setFound] = useState<Held>({ held: null, first: null, error: null });
  useEffect(() => {
    let current = true;
    scopesOf(identities).then(
      (held) => current && setFound({ held, first: scopesThatStay(held, suggested), error: null }),
      (error: AppError) => current && setFound({ held: null, first: null, error }),
    );
    return () => {
      current = false;
    };
  }, [identities, suggested]);
  return found;
}
