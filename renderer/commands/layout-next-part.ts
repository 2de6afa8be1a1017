import { command } from '#renderer/registry/command.ts';
import { focusPart } from '#renderer/state/focus.ts';

export const layoutNextPart = command({
  id: 'layout.next-part',
  title: 'Focus Next Part',
  category: 'View',
  key: 'F6',
  run: () => focusPart(1),
});
