import type { ReactNode } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { number } from '#renderer/ui/format.ts';
import { Progress } from '#renderer/ui/progress.tsx';
import type { Reading } from './use-selecting.ts';

/** Over the foot of a grid while rows beyond its window are read, and a way to stop that. */
export function ReadingStrip({ done, total, onCancel }: Reading & { readonly onCancel: () => void }): ReactNode {
  return (
    <div className="grid-reading">
      <Progress value={done / total} label="Reading rows" />
      <span>
        Reading rows: {number(done)} of {number(total)}
      </span>
      <Button onClick={onCancel}>Cancel</Button>
    </div>
  );
}
