import type { ReactNode } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { commandById, runCommand } from './contributions.ts';

/** A button that says what its command is called, and runs it: the same words as in the menus. */
export function CommandButton({ id, primary = false }: { readonly id: string; readonly primary?: boolean }): ReactNode {
  return (
    <Button primary={primary} onClick={() => void runCommand(id)}>
      {commandById(id)?.title ?? id}
    </Button>
  );
}
