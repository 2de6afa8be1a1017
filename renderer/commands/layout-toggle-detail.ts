import { command } from '#renderer/registry/command.ts';
import { useDetailPart } from '#renderer/state/detail-part.ts';

export const layoutToggleDetail = command({
  id: 'layout.toggle-detail',
  title: 'Detail Part',
  category: 'View',
  key: 'Mod+Alt+B',
  checked: (keys) => keys.detailVisible,
  menus: [{ menu: 'view', group: '5_parts', order: 3 }],
  run: () => {
    const { visible, show } = useDetailPart.getState();
    show(!visible);
  },
});
