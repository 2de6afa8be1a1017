import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import { Progress } from './progress.tsx';

/** Long work whose answer is not there yet: how far it is with its Cancel, or why it did not come. */
export function Waiting(props: {
  readonly label: string;
  /** 0–1; null while the length is unknown. */
  readonly share: number | null;
  readonly refusal: { readonly message: string; readonly hint: string } | undefined;
  onCancel(): void;
  onAgain(): void;
}): ReactNode {
  const { label, share, refusal, onCancel, onAgain } = props;
  if (refusal !== undefined) {
    return (
      <EmptyState title={refusal.message} text={refusal.hint} actions={<Button onClick={onAgain}>Try Again</Button>} />
    );
  }
  return (
    <div aria-busy>
      <Progress value={share} label={label} />
      <EmptyState title={`${label}…`} actions={<Button onClick={onCancel}>Cancel</Button>} />
    </div>
  );
}
