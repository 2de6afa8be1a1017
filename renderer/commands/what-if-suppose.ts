import { command } from '#renderer/registry/command.ts';
import { suppose } from '#renderer/state/what-if.ts';
import type { Supposed } from '#shared/contract/what-if.ts';

export const whatIfSuppose = command({
  id: 'what-if.suppose',
  title: 'Suppose',
  category: 'What If',
  palette: false,
  run: (_context, part: Partial<Supposed>) => suppose(part),
});
