import { command } from '#renderer/registry/command.ts';
import { useLifetimes } from '#renderer/state/lifetimes.ts';

export const lifetimesLint = command({
  id: 'lifetimes.lint',
  title: 'Show Policy Lint of Lifetimes',
  category: 'View',
  when: (keys) => keys.workspaceOpen,
  run: ({ run }) => {
    useLifetimes.getState().showBelow('lint');
    return run('activity.show', { id: 'lifetimes' });
  },
});
