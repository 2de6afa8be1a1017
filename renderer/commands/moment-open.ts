import { command } from '#renderer/registry/command.ts';
import { openMoment, type PastMoment, pickMoment } from '#renderer/state/moment.ts';

/** Without a moment it asks for one. */
export const momentOpen = command({
  id: 'moment.open',
  title: 'Open As Of…',
  category: 'Go',
  when: (keys) => keys.workspaceOpen && keys.engineRunning,
  menus: [{ menu: 'go', group: '6_moment', order: 1 }],
  run: async ({ run }, moment?: PastMoment) => {
    if (moment === undefined) await pickMoment('Open as of', (picked) => void run('moment.open', picked));
    else await openMoment(moment);
  },
});
