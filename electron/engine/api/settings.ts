import type { CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import type { Session } from './session.ts';

export function settingsCalls(session: Session): Pick<CallHandlers, 'settings.set'> {
  return {
    async 'settings.set'(change) {
      const values = await session.settings.set(change);
      session.touched(['settings']);
      return { ...values };
    },
  };
}

export function settingsWatches({ settings }: Session): Pick<WatchHandlers, 'settings.view'> {
  return {
    'settings.view': () => ({
      topics: ['settings'],
      view: () => ({ values: { ...settings.values }, file: settings.path, problem: settings.problem }),
    }),
  };
}
