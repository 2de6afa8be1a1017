import { command } from '#renderer/registry/command.ts';
import { useLifetimes } from '#renderer/state/lifetimes.ts';

/** Of these identities; without them, of everything that the filters of Lifetimes show. */
export const lifetimesShorter = command({
  id: 'lifetimes.shorter',
  title: 'Suppose Shorter Tokens',
  category: 'View',
  when: (keys) => keys.workspaceOpen,
  run: ({ run }, argument?: { readonly identities: readonly string[] | null }) => {
    useLifetimes.getState().about(argument?.identities ?? null);
    useLifetimes.getState().showBelow('shorter');
    return run('activity.show', { id: 'lifetimes' });
  },
});
