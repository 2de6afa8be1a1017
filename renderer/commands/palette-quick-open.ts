import { command } from '#renderer/registry/command.ts';
import { showPalette } from '#renderer/state/palette.ts';

export const paletteQuickOpen = command({
  id: 'palette.quick-open',
  title: 'Quick Open…',
  category: 'Go',
  key: 'Mod+P',
  menus: [{ menu: 'go', group: '3_open', order: 1 }],
  run: () => showPalette(''),
});
