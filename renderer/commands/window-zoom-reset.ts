import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const windowZoomReset = command({
  id: 'window.zoom-reset',
  title: 'Reset Zoom',
  category: 'Window',
  key: 'Mod+0',
  menus: [{ menu: 'view', group: '7_window', order: 4 }],
  run: async () => {
    await call('host.window', { action: 'zoom_reset' });
  },
});
