import { command } from '#renderer/registry/command.ts';
import { focusPart } from '#renderer/state/focus.ts';

export const layoutPreviousPart = command({
  id: 'layout.previous-part',
  title: 'Focus Previous Part',
  category: 'View',
  key: 'Shift+F6',
  run: () => focusPart(-1),
});
