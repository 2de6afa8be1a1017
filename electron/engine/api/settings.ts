import type { CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import type { Session } from './session.ts';

export function settingsCalls(session: Session): Pick<CallHandlers, 'settings.set'> {
  return {
    async 'settings.set'(change) {
      const { usageDays } = session.settings.values;
      const values = await session.settings.set(change);
      if (values.usageDays !== usageDays) session.policyChanged();
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
