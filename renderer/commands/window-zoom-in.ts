import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';

export const windowZoomIn = command({
  id: 'window.zoom-in',
  title: 'Zoom In',
  category: 'Window',
  key: ['Mod+Equal', 'Mod+Shift+Equal'],
  menus: [{ menu: 'view', group: '7_window', order: 2 }],
  run: async () => {
    await call('host.window', { action: 'zoom_in' });
  },
});
