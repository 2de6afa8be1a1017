import { useEffect, useState } from 'react';
import { call } from '#renderer/client/call.ts';
import type { CallOutput } from '#shared/contract/contract.ts';

export type IdentityMatch = CallOutput<'inventory.find'>['matches'][number];
interface Answered {
  readonly to: string;
  readonly matches: readonly IdentityMatch[];
}
const nothing: Answered = { to: '', matches: [] };

/** Identities whose name fits; the last answer stays until the next, answers to earlier texts are dropped. */
export function useIdentityMatches(
  text: string,
  limit: number,
): { readonly matches: readonly IdentityMatch[]; readonly isOfThisText: boolean } {
  const [answered, setAnswered] = useState(nothing);
  useEffect(() => {
    if (text === '') {
      setAnswered(nothing);
      return;
    }
    let wanted = true;
    call('inventory.find', { text, limit }).then(
      ({ matches }) => {
        if (wanted) setAnswered({ to: text, matches });
      },
      () => {
        if (wanted) setAnswered({ to: text, matches: [] });
      },
    );
    return () => {
      wanted = false;
    };
  }, [text, limit]);
  return { matches: answered.matches, isOfThisText: answered.to === text };
}
