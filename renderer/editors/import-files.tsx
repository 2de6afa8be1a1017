import type { ReactNode } from 'react';
import {
  type ImportFile,
  neighboursOf,
  removeFile,
  setTenant,
  shareTenant,
  useImport,
} from '#renderer/state/import.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { number, plural, sizeWords } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Input } from '#renderer/ui/input.tsx';
import { LongTable, type LongTableColumn } from '#renderer/ui/long-table.tsx';
import type { FileState, Progress } from '#shared/contract/wire.ts';

const columns: readonly LongTableColumn[] = [
  { key: 'file', title: 'File', width: '34%' },
  { key: 'what', title: 'What it is' },
  { key: 'tenant', title: 'Tenant', width: '180px' },
  { key: 'size', title: 'Size', width: '92px', className: 'figure' },
];
const stateColumn = { key: 'state', title: <span className="visually-hidden">State</span> };
const asking = [...columns, { ...stateColumn, width: '40px' }];
const reading = [...columns, { ...stateColumn, width: '128px' }];

const stateWords: Readonly<Record<FileState, { readonly icon: string; readonly text: string }>> = {
  w: { icon: 'circle-outline', text: 'waiting' },
  r: { icon: 'sync', text: 'reading' },
  d: { icon: 'pass', text: 'done' },
  u: { icon: 'pass', text: 'unchanged' },
  n: { icon: 'error', text: 'not recognised' },
  s: { icon: 'circle-slash', text: 'left out' },
};

function What({ file }: { file: ImportFile }) {
  const { preview } = file;
  if (preview === null) return <span className="dim">looking into it…</span>;
  if (preview.skipped) return <span className="dim">left out: {preview.reason}</span>;
  if (preview.importer === null) return <span className="error-text">{preview.reason}</span>;
  return <span>{preview.label}</span>;
}

function TenantCell({ file }: { file: ImportFile }) {
  if (file.preview === null || file.preview.importer === null) return null;
  const known = file.preview.tenant?.name ?? file.preview.tenant?.id ?? null;
  if (known !== null) return <span title={known}>{known}</span>;
  const others = neighboursOf(file, useImport.getState().files).length;
  return (
    <Input
      label={`Tenant of ${file.name}`}
      placeholder="Name its tenant"
      value={file.tenant}
      invalid={file.tenant.trim() === ''}
      title="The file does not say whose it is. Files of one name are of one tenant."
      after={
        others === 0 ? undefined : (
          <IconButton
            icon="arrow-both"
            size={14}
            label={`Name the ${plural(others, 'other file')} beside it so`}
            onClick={() => shareTenant(file)}
          />
        )
      }
      onChange={(event) => setTenant(file.key, event.target.value)}
    />
  );
}

/** How far a file is, while an import runs. */
function State({ state, fraction }: { state: FileState; fraction: number }) {
  const { icon, text } = stateWords[state];
  const percent = state === 'r' && fraction > 0 ? ` ${number(Math.floor(fraction * 100))}%` : '';
  return (
    <span className={state === 'n' ? 'error-text' : state === 'w' || state === 's' ? 'dim' : undefined}>
      <Icon name={icon} size={14} /> {text}
      {percent}
    </span>
  );
}

const iconOf = ({ preview }: ImportFile): string =>
  preview?.skipped === true ? 'circle-slash' : preview !== null && preview.importer === null ? 'error' : 'file';

const isFileState = (letter: string | undefined): letter is FileState => letter !== undefined && letter in stateWords;

/** `progress`: of the import under way; then each file shows its state instead of the button that leaves it out. */
export function ImportFiles({ files, progress }: { files: readonly ImportFile[]; progress: Progress | null }) {
  const running = useImport((state) => state.phase === 'running');
  const last = (file: ImportFile, index: number): ReactNode => {
    const letter = progress?.files?.states[index];
    if (running) return <State state={isFileState(letter) ? letter : 'w'} fraction={progress?.files?.fraction ?? 0} />;
    if (file.preview === null) return null;
    return <IconButton icon="close" size={14} label={`Leave out ${file.name}`} onClick={() => removeFile(file.key)} />;
  };
  return (
    <LongTable
      label="Files to import"
      className="import-files"
      columns={running ? reading : asking}
      items={files}
      row={(file, index) => (
        <tr key={file.key}>
          <td title={file.name}>
            <Icon name={iconOf(file)} size={14} /> {file.name}
          </td>
          <td title={file.preview?.reason}>
            <What file={file} />
          </td>
          <td>{running ? tenantOf(file) : <TenantCell file={file} />}</td>
          <td className="dim figure">
            {file.preview === null || file.preview.size === 0 ? '' : sizeWords(file.preview.size)}
          </td>
          <td>{last(file, index)}</td>
        </tr>
      )}
    />
  );
}

const tenantOf = ({ preview, tenant }: ImportFile): string => preview?.tenant?.name ?? preview?.tenant?.id ?? tenant;

/** What the files are, in counts. */
export function ImportTotals({ files }: { files: readonly ImportFile[] }) {
  const known = files.filter(({ preview }) => preview?.importer != null).length;
  const skipped = files.filter(({ preview }) => preview?.skipped === true).length;
  const not = files.filter(({ preview }) => preview !== null && preview.importer === null).length - skipped;
  const bytes = files.reduce((sum, { preview }) => sum + (preview?.size ?? 0), 0);
  const parts = [
    `${number(known)} recognised`,
    not > 0 ? `${number(not)} not recognised` : '',
    skipped > 0 ? `${number(skipped)} left out` : '',
    sizeWords(bytes),
  ];
  return <p className="dim">{parts.filter((part) => part !== '').join(', ')}</p>;
}
