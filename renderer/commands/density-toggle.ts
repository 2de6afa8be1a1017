import { command } from '#renderer/registry/command.ts';
import { useSession } from '#renderer/state/session.ts';

export const densityToggle = command({
  id: 'density.toggle',
  title: 'Toggle Comfortable Rows',
  category: 'Preferences',
  when: (keys) => keys.engineRunning,
  run: ({ run }) => {
    const { density } = useSession.getState().settings;
    return run('settings.set', { density: density === 'compact' ? 'comfortable' : 'compact' });
  },
});
