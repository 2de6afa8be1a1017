import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const windowZoomOut = command({
  id: 'window.zoom-out',
  title: 'Zoom Out',
  category: 'Window',
  key: 'Mod+Minus',
  menus: [{ menu: 'view', group: '7_window', order: 3 }],
  run: async () => {
    await call('host.window', { action: 'zoom_out' });
  },
});
