import { runCommand } from '#renderer/registry/contributions.ts';
import { importFraction, useImport } from '#renderer/state/import.ts';
import { Button } from '#renderer/ui/button.tsx';
import { number, sizeWords } from '#renderer/ui/format.ts';
import { Progress } from '#renderer/ui/progress.tsx';
import type { FileState } from '#shared/contract/wire.ts';

const totals: readonly (readonly [FileState, string])[] = [
  ['d', 'done'],
  ['u', 'unchanged'],
  ['n', 'not recognised'],
  ['s', 'left out'],
  ['w', 'waiting'],
];

function counts(states: string): string {
  return totals
    .map(([letter, word]) => [states.split(letter).length - 1, word] as const)
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${number(count)} ${word}`)
    .join(', ');
}

/** How far the looking or the import is, and Cancel. */
export function ImportRunning() {
  const { progress, phase } = useImport();
  const looking = phase === 'looking';
  const fraction = importFraction(progress);
  const amount =
    progress === null || progress.total === null
      ? ''
      : looking
        ? `${number(progress.done)} of ${number(progress.total)} files`
        : `${sizeWords(progress.done)} of ${sizeWords(progress.total)}`;
  return (
    <section className="import-running" aria-label={looking ? 'Looking into the files' : 'Import under way'}>
      <Progress value={fraction} label={looking ? 'Looking into the files' : 'Import'} />
      <div className="import-actions">
        <span className="grow ellipsis" role="status">
          {progress === null ? 'Starting…' : progress.detail}
        </span>
        <span className="dim">{amount}</span>
        <span>{fraction === null ? '' : `${number(Math.round(fraction * 100))}%`}</span>
        <Button onClick={() => void runCommand('import.cancel')}>Cancel</Button>
      </div>
      <p className="dim small">
        {looking
          ? 'Nothing is taken yet.'
          : `${progress?.files === undefined ? '' : `${counts(progress.files.states)}. `}Until it is finished nothing changes in the workspace.`}
      </p>
    </section>
  );
}
