import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import type { SettingsValues } from '#shared/contract/settings.ts';

export const settingsSet = command({
  id: 'settings.set',
  title: 'Change a Setting',
  category: 'Preferences',
  when: (keys) => keys.engineRunning,
  palette: false,
  run: async (_context, values: Partial<SettingsValues>) => {
    await call('settings.set', values);
  },
});
