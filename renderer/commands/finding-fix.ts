import { command } from '#renderer/registry/command.ts';
import { AppError } from '#shared/errors/app-error.ts';
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
  ) => {
    const { grants } = parameters;
    if (intent !== 'revoke' || !Array.isArray(grants))
      return run('plan.wish', { intent, identities: [identity], parameters });
    // What a rule says of some grants is never a plan against the whole client.
    if (grants.length === 0) {
      throw new AppError('plan.empty', 'No grant on record is what this finding is about.', {
        hint: 'Look at the live tokens of the identity, or revoke it as a whole.',
      });
    }
    const targets = grants.map((ref: string) => ({ identity, part: 'consent' as const, ref }));
    return run('plan.create', { intent, targets, everything: false });
  },
});
