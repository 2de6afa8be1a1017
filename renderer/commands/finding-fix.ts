import { command } from '#renderer/registry/command.ts';
import type { Fix } from '#shared/model/finding.ts';

/** What a rule suggests becomes a plan: its verb, and the parameters that it found. */
export const findingFix = command({
  id: 'finding.fix',
  title: 'Plan the Fix of a Finding…',
  category: 'Findings',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  palette: false,
  run: (
    { run },
    { identity, intent, parameters }: Pick<Fix, 'intent' | 'parameters'> & { readonly identity: string },
  ) => run('plan.wish', { intent, identities: [identity], parameters }),
});
