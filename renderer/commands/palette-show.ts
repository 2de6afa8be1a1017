import { command } from '#renderer/registry/command.ts';
import { showPalette } from '#renderer/state/palette.ts';

export const paletteShow = command({
  id: 'palette.show',
  title: 'Command Palette…',
  category: 'View',
  key: ['Mod+Shift+P', 'F1'],
  menus: [{ menu: 'view', group: '1_palette', order: 1 }],
  run: () => showPalette('>'),
});
