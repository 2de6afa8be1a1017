import { useEffect, useState } from 'react';
import { call } from '#renderer/client/call.ts';
import type { CallOutput } from '#shared/contract/contract.ts';

export type IdentityMatch = CallOutput<'inventory.find'>['matches'][number];
const none: readonly IdentityMatch[] = [];

/** Identities whose name fits; the last answer stays until the next, answers to earlier texts are dropped. */
export function useIdentityMatches(text: string, limit: number): readonly IdentityMatch[] {
  const [matches, setMatches] = useState(none);
  useEffect(() => {
    if (text === '') {
      setMatches(none);
      return;
    }
    let wanted = true;
    call('inventory.find', { text, limit }).then(
      (answer) => {
        if (wanted) setMatches(answer.matches);
      },
      () => {
        if (wanted) setMatches(none);
      },
    );
    return () => {
      wanted = false;
    };
  }, [text, limit]);
  return matches;
}
