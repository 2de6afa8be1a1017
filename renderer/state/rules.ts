import { useEffect, useState } from 'react';
import { create } from 'zustand';
import { call } from '#renderer/client/call.ts';
import type { RuleHelp } from '#shared/contract/rules.ts';
import { reportError } from './notifications.ts';
import { useSession } from './session.ts';

/** The rule that the page of rules shows; null: the first. */
export const useShownRule = create<{ readonly id: string | null }>()(() => ({ id: null }));
export const showRule = (id: string): void => useShownRule.setState({ id });

export interface RulesHelp {
  readonly policy: string;
  readonly rules: readonly RuleHelp[];
}

/** Every rule with its examples, run anew under each policy; null: not there yet, or the engine refused, which was told. */
export function useRulesHelp(): RulesHelp | null {
  const policy = useSession((session) => session.status?.policy ?? '');
  const [help, setHelp] = useState<RulesHelp | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another policy has other limits
  useEffect(() => {
    let left = false;
    call('rules.help', {}).then(
      (found) => {
        if (!left) setHelp(found);
      },
      (error: unknown) => reportError(error, 'Show the rules'),
    );
    return () => {
      left = true;
    };
  }, [policy]);
  return help;
}
