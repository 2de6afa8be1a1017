import { command } from '#renderer/registry/command.ts';
import { useLifetimes } from '#renderer/state/lifetimes.ts';

/** Of these identities; without them, of everything that the filters of Lifetimes show. */
export const lifetimesTokens = command({
  id: 'lifetimes.tokens',
  title: 'Show Live Tokens',
  category: 'View',
  when: (keys) => keys.workspaceOpen,
  menus: [{ menu: 'identity', group: '1_what-if', order: 3 }],
  run: ({ run }, argument?: { readonly identities: readonly string[] | null }) => {
    useLifetimes.getState().about(argument?.identities ?? null);
    useLifetimes.getState().showBelow('tokens');
    return run('activity.show', { id: 'lifetimes' });
  },
});
