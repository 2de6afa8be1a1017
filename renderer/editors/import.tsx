import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import {
  type ImportFile,
  importFraction,
  isComplete,
  removeFile,
  setTenant,
  useImport,
} from '#renderer/state/import.ts';
import { useSession } from '#renderer/state/session.ts';
import type { ViewOf } from '#renderer/state/use-watch.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { number, plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Input } from '#renderer/ui/input.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { CsvMapping } from './import-csv-mapping.tsx';
import { ImportResult } from './import-result.tsx';
import './import.css';

const megabyte = 1_000_000;
const sizeWords = (bytes: number): string =>
  bytes < 1000
    ? plural(bytes, 'byte')
    : bytes < megabyte
      ? `${Math.round(bytes / 1000)} kB`
      : `${(bytes / megabyte).toFixed(1)} MB`;

function fileState(file: ImportFile): ReactNode {
  if (file.error !== '') return <span className="error-text">{file.error}</span>;
  if (file.preview === null) return <span className="dim">looking into it…</span>;
  if (file.preview.importer === null) return <span className="error-text">{file.preview.reason}</span>;
  return <span>{file.preview.label}</span>;
}

function TenantCell({ file }: { file: ImportFile }) {
  if (file.preview === null || file.preview.importer === null) return null;
  const known = file.preview.tenant?.name ?? file.preview.tenant?.id ?? null;
  if (known !== null) return <span>{known}</span>;
  return (
    <Input
      label={`Tenant of ${file.name}`}
      placeholder="Name its tenant"
      value={file.tenant}
      invalid={file.tenant.trim() === ''}
      onChange={(event) => setTenant(file.path, event.target.value)}
    />
  );
}

function FileTable({ files, running }: { files: readonly ImportFile[]; running: boolean }) {
  return (
    <table className="import-files">
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col">What it is</th>
          <th scope="col">Tenant</th>
          <th scope="col">Size</th>
          <th scope="col">
            <span className="visually-hidden">Remove</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {files.map((file) => (
          <tr key={file.path}>
            <td title={file.path}>
              <Icon name={file.error === '' && file.preview?.importer !== null ? 'file' : 'error'} size={14} />{' '}
              {file.name}
            </td>
            <td>{fileState(file)}</td>
            <td>
              <TenantCell file={file} />
            </td>
            <td className="dim">{file.preview === null ? '' : sizeWords(file.preview.size)}</td>
            <td>
              {running ? null : (
                <IconButton
                  icon="close"
                  size={14}
                  label={`Leave out ${file.name}`}
                  onClick={() => removeFile(file.path)}
                />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Why the button cannot be pressed yet, in words. */
function missing(files: readonly ImportFile[], status: ViewOf<'workspace.status'> | null): string {
  if (status?.workspace?.readOnly === true) return 'This workspace is open read-only.';
  const waiting = files.filter((file) => file.error === '' && !isComplete(file));
  if (waiting.length === 0) return '';
  const nameless = waiting.some((file) => file.preview?.csv != null && !Object.values(file.mapping).includes('name'));
  return nameless ? 'Say which column is the name.' : `Name the tenant of ${waiting[0]?.name ?? 'each file'}.`;
}

function Actions({ files }: { files: readonly ImportFile[] }) {
  const status = useSession((session) => session.status);
  const reason = missing(files, status);
  const usable = files.some(isComplete);
  return (
    <div className="import-actions">
      <Button primary disabled={!usable || reason !== ''} onClick={() => void runCommand('import.start')}>
        {status?.workspace == null ? 'Choose a Workspace and Import…' : `Import into ${status.workspace.name}`}
      </Button>
      <Button onClick={() => void runCommand('import.choose')}>Other Files…</Button>
      <span className="dim">{reason !== '' ? reason : 'All files become one commit: all of it, or nothing.'}</span>
    </div>
  );
}

function Running() {
  const progress = useImport((state) => state.progress);
  const fraction = importFraction(progress);
  return (
    <section className="import-running" aria-label="Import under way">
      <Progress value={fraction} label="Import" />
      <div className="import-actions">
        <span className="grow" role="status">
          {progress === null ? 'Starting…' : progress.detail}
          {progress === null || progress.total === null
            ? ''
            : ` ${sizeWords(progress.done)} of ${sizeWords(progress.total)}`}
        </span>
        <span>{fraction === null ? '' : `${number(Math.round(fraction * 100))}%`}</span>
        <Button onClick={() => void runCommand('import.cancel')}>Cancel</Button>
      </div>
      <p className="dim small">Until it is finished nothing changes in the workspace.</p>
    </section>
  );
}

export default function ImportEditor(): ReactNode {
  const { phase, files, report, error } = useImport();
  if (phase === 'empty') {
    return (
      <EmptyState
        icon="cloud-download"
        title="Import an export"
        text="Drop Keycloak realm exports, Auth0 tenant exports or CSV files on the window. They are recognised by what is in them."
        actions={
          <Button primary onClick={() => void runCommand('import.choose')}>
            Choose Files…
          </Button>
        }
      />
    );
  }
  const csvs = files.filter((file) => file.preview?.csv != null);
  return (
    <div className="import">
      <h1>
        {phase === 'done'
          ? 'Import finished'
          : phase === 'running'
            ? `Importing ${plural(files.length, 'file')}`
            : `Import ${plural(files.length, 'file')}`}
      </h1>
      {phase === 'running' ? <Running /> : null}
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
        <FileTable files={files} running={phase === 'running'} />
      )}
      {phase === 'ready' || phase === 'failed' || phase === 'cancelled' ? (
        <>
          {csvs.map((file) => (
            <CsvMapping key={file.path} file={file} />
          ))}
          <Actions files={files} />
        </>
      ) : null}
    </div>
  );
}
