import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import {
  filesToImport,
  type ImportFile,
  isComplete,
  missingColumn,
  tablesToMap,
  useImport,
} from '#renderer/state/import.ts';
import { readOnlyWords } from '#renderer/state/moment.ts';
import { useSession } from '#renderer/state/session.ts';
import type { ViewOf } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { plural } from '#renderer/ui/format.ts';
import { CsvMapping } from './import-csv-mapping.tsx';
import { ImportFiles, ImportTotals } from './import-files.tsx';
import { ImportResult } from './import-result.tsx';
import { ImportRunning } from './import-running.tsx';
import './import.css';

/** Why the button cannot be pressed yet, in words. */
function missing(files: readonly ImportFile[], status: ViewOf<'workspace.status'> | null): string {
  const blocked = readOnlyWords(status?.workspace ?? null);
  if (blocked !== '') return blocked;
  const waiting = files.filter((file) => !isComplete(file));
  if (waiting.length === 0) return '';
  const table = waiting.find((file) => missingColumn(file) !== '');
  if (table !== undefined) return `${table.name}: ${missingColumn(table)}`;
  const more = waiting.length > 1 ? ` and ${plural(waiting.length - 1, 'more file')}` : '';
  return `Name the tenant of ${waiting[0]?.name ?? 'each file'}${more}.`;
}

function Actions({ files }: { files: readonly ImportFile[] }) {
  const status = useSession((session) => session.status);
  const reason = missing(files, status);
  const usable = files.some(isComplete);
  return (
    <div className="import-actions import-foot">
      <Button primary disabled={!usable || reason !== ''} onClick={() => void runCommand('import.start')}>
        {status?.workspace == null ? 'Choose a Workspace and Import…' : `Import into ${status.workspace.name}`}
      </Button>
      <Button onClick={() => void runCommand('import.choose')}>Other Files…</Button>
      <Button onClick={() => void runCommand('import.choose-folder')}>A Folder…</Button>
      {reason === '' ? (
        <span className="dim">All files become one commit: all of it, or nothing.</span>
      ) : (
        <span className="warning-text" role="status">
          {reason}
        </span>
      )}
    </div>
  );
}

const headings = {
  looking: 'Looking into',
  ready: 'Import',
  running: 'Importing',
  failed: 'Import',
  cancelled: 'Import',
} as const;

export default function ImportEditor(): ReactNode {
  const { phase, files, report, error, progress } = useImport();
  if (phase === 'empty') {
    return (
      <EmptyState
        icon="cloud-download"
        title="Import exports"
        text="Drop files, a folder or a zip of exports on the window. Each file is recognised by what is in it."
        actions={
          <>
            <Button primary onClick={() => void runCommand('import.choose')}>
              Choose Files…
            </Button>
            <Button onClick={() => void runCommand('import.choose-folder')}>Choose a Folder…</Button>
          </>
        }
      />
    );
  }
  const isAsking = phase === 'ready' || ((phase === 'failed' || phase === 'cancelled') && files.length > 0);
  const shown = phase === 'running' ? filesToImport(files) : files;
  return (
    <div className="import">
      <h1>{phase === 'done' ? 'Import finished' : `${headings[phase]} ${plural(shown.length, 'file')}`}</h1>
      {phase === 'running' || phase === 'looking' ? <ImportRunning /> : null}
      {phase === 'cancelled' ? (
        <p className="import-note" role="status">
          The import was cancelled. Nothing has changed in the workspace.
        </p>
      ) : null}
      {phase === 'failed' ? (
        <p className="import-note error-text" role="alert">
          {error?.message ?? 'The import failed because of a fault in the workbench.'} {error?.hint} Nothing has changed
          in the workspace.
        </p>
      ) : null}
      {phase === 'done' && report !== null ? (
        <ImportResult report={report} />
      ) : (
        <>
          {isAsking ? <ImportTotals files={shown} /> : null}
          <ImportFiles files={shown} progress={progress} />
        </>
      )}
      {isAsking ? (
        <>
          {tablesToMap(files).map((file) => (
            <CsvMapping key={file.key} file={file} />
          ))}
          <Actions files={files} />
        </>
      ) : null}
    </div>
  );
}
