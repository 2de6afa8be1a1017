import type { Answer } from '#shared/contract/bridge.ts';

/** What is used of a page and of its drag events; the electron project knows no DOM. */
export interface DropPage<File> {
  addEventListener(type: 'dragover' | 'drop', listener: (event: DropEvent<File>) => void): void;
}

export interface DropEvent<File> {
  /** false: a script made it. */
  readonly isTrusted: boolean;
  readonly dataTransfer: {
    readonly types: readonly string[];
    readonly files: Iterable<File>;
    dropEffect: string;
  } | null;
  preventDefault(): void;
}

/**
 * Files dropped on the window, as paths: a drop never navigates, and only real drops count, not events that a script
 * made. Answers the live view `host.drops`.
 */
export function watchDrops<File>(
  page: DropPage<File>,
  pathOf: (file: File) => string,
): (onAnswer: (answer: Answer) => void) => () => void {
  const listeners = new Set<(answer: Answer) => void>();
  let seq = 0;
  let paths: readonly string[] = [];
  const answer = (): Answer => ({ ok: true, value: { seq, paths: [...paths] } });

  page.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  });
  page.addEventListener('drop', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    if (!event.isTrusted) return;
    // A file that a script made up has no path.
    const dropped = [...event.dataTransfer.files].map(pathOf).filter((path) => path !== '');
    if (dropped.length === 0) return;
    seq += 1;
    paths = dropped;
    for (const listener of listeners) listener(answer());
  });

  return (onAnswer) => {
    const listener = (next: Answer): void => onAnswer(next);
    listeners.add(listener);
    onAnswer(answer());
    return () => void listeners.delete(listener);
  };
}
