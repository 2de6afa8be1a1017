import { create } from 'zustand';
import { call } from '#renderer/client/call.ts';
import type { CallInput } from '#shared/contract/contract.ts';
import { activityFields, type ColumnMapping, type ImportPreview, type ImportReport } from '#shared/contract/imports.ts';
import type { Progress } from '#shared/contract/wire.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Notification } from './notifications.ts';

export interface ImportFile {
  /** No two files of an import have the same. */
  readonly key: string;
  readonly path: string;
  readonly name: string;
  /** null while it is being looked at. */
  readonly preview: ImportPreview | null;
  /** What the analyst calls the tenant, where the file carries no name. */
  readonly tenant: string;
  readonly mapping: ColumnMapping;
  /** What a row of a table or a line is. */
  readonly rows: 'identities' | 'events';
}

type ImportPhase = 'empty' | 'looking' | 'ready' | 'running' | 'done' | 'failed' | 'cancelled';

interface ImportState {
  readonly phase: ImportPhase;
  readonly files: readonly ImportFile[];
  readonly progress: Progress | null;
  readonly report: ImportReport | null;
  readonly error: AppError | null;
}

const empty: ImportState = { phase: 'empty', files: [], progress: null, report: null, error: null };

export const useImport = create<ImportState>()(() => empty);

let abort: AbortController | null = null;

const baseName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
const columnsOf = (file: ImportFile): string => file.preview?.csv?.columns.join('\u001f') ?? '';

function changeFiles(concerns: (file: ImportFile) => boolean, change: Partial<ImportFile>): void {
  useImport.setState(({ files }) => ({ files: files.map((file) => (concerns(file) ? { ...file, ...change } : file)) }));
}

const carriesTenant = ({ preview }: ImportFile): boolean =>
  preview?.tenant?.id != null || preview?.tenant?.name != null;

export const setTenant = (key: string, tenant: string): void => changeFiles((file) => file.key === key, { tenant });

/** Others of its vendor that lay with it and are called something else yet: files of one folder are mostly of one tenant. */
export const neighboursOf = (file: ImportFile, files: readonly ImportFile[]): readonly ImportFile[] =>
  carriesTenant(file) || file.tenant.trim() === ''
    ? []
    : files.filter(
        (other) =>
          !carriesTenant(other) &&
          other.tenant !== file.tenant &&
          other.preview?.tenant?.vendor === file.preview?.tenant?.vendor &&
          other.preview?.tenantByPlace === file.preview?.tenantByPlace,
      );

export function shareTenant(file: ImportFile): void {
  const others = new Set(neighboursOf(file, useImport.getState().files).map(({ key }) => key));
  changeFiles(({ key }) => others.has(key), { tenant: file.tenant });
}

/** Tables with the same heads mean the same by them. */
export function setMapping(key: string, mapping: ColumnMapping): void {
  const file = useImport.getState().files.find((each) => each.key === key);
  if (file !== undefined) changeFiles((other) => columnsOf(other) === columnsOf(file), { mapping });
}

const isEventField = (field: ColumnMapping[string]): boolean => activityFields.some((name) => name === field);

function rowsOf(mapping: ColumnMapping, importer: string | null): ImportFile['rows'] {
  const fields = Object.values(mapping);
  if (fields.length === 0) return importer === 'activity' ? 'events' : 'identities';
  return fields.some(isEventField) ? 'events' : 'identities';
}

/** Says what the rows are; what the columns meant as the other is forgotten. */
export function setRows(key: string, rows: ImportFile['rows']): void {
  const file = useImport.getState().files.find((each) => each.key === key);
  if (file === undefined) return;
  const mapping = Object.fromEntries(
    Object.entries(file.mapping).filter(([, field]) => isEventField(field) === (rows === 'events')),
  );
  changeFiles((other) => columnsOf(other) === columnsOf(file), { rows, mapping });
}

/** A mapping that somebody shared, as far as the file has its columns. Answers how many of them it has. */
export function applyMapping(key: string, mapping: ColumnMapping): number {
  const file = useImport.getState().files.find((each) => each.key === key);
  const columns = new Set(file?.preview?.csv?.columns ?? []);
  const own = Object.fromEntries(Object.entries(mapping).filter(([column]) => columns.has(column)));
  const count = Object.keys(own).length;
  if (file !== undefined && count > 0) {
    changeFiles((other) => columnsOf(other) === columnsOf(file), { mapping: own, rows: rowsOf(own, null) });
  }
  return count;
}

/** Which column must be chosen yet, in words; '' where the mapping suffices. */
export function missingColumn({ preview, mapping, rows }: ImportFile): string {
  if (preview?.csv == null) return '';
  const fields = Object.values(mapping);
  if (rows === 'identities') return fields.includes('name') ? '' : 'Say which column is the name.';
  if (!fields.includes('time')) return 'Say which column is the time.';
  return fields.includes('action') ? '' : 'Say which column is the action.';
}

function keep(wanted: (file: ImportFile) => boolean): void {
  useImport.setState(({ files, phase }) => {
    const left = files.filter(wanted);
    return { files: left, phase: left.length === 0 ? 'empty' : phase };
  });
}

export const removeFile = (key: string): void => keep((file) => file.key !== key);

/** The table and all others with the same heads. */
export const removeTables = (table: ImportFile): void => keep((file) => columnsOf(file) !== columnsOf(table));

/** The table and all others with the same heads. */
export const tablesLike = (table: ImportFile, files: readonly ImportFile[]): readonly ImportFile[] =>
  files.filter((file) => columnsOf(file) === columnsOf(table));

/** One file for each different row of heads. */
export function tablesToMap(files: readonly ImportFile[]): readonly ImportFile[] {
  const byColumns = new Map<string, ImportFile>();
  for (const file of files) {
    if (file.preview?.csv != null && !byColumns.has(columnsOf(file))) byColumns.set(columnsOf(file), file);
  }
  return [...byColumns.values()];
}

/** The file says all that is needed, or is known to be useless: the engine then makes it a problem. */
export function isComplete(file: ImportFile): boolean {
  if (file.preview === null) return false;
  if (file.preview.importer === null) return true;
  return (carriesTenant(file) || file.tenant.trim() !== '') && missingColumn(file) === '';
}

/** Nothing is left to ask: every file was read, names its tenant and, where it is a CSV, was mapped before. */
export const isUnambiguous = (files: readonly ImportFile[]): boolean =>
  files.length > 0 &&
  files.every((file) => isComplete(file) && (file.preview?.csv == null || file.preview.csv.remembered));

/** Looks into files, folders and archives; the engine reads them, the window only knows their paths. A running import is left alone. */
export async function lookInto(paths: readonly string[]): Promise<void> {
  if (useImport.getState().phase === 'running') {
    throw new AppError('host.refused', 'An import is under way.', { hint: 'Wait for it, or cancel it first.' });
  }
  abort?.abort();
  const looking = new AbortController();
  abort = looking;
  const files = paths.map((path) => ({
    key: path,
    path,
    name: baseName(path),
    preview: null,
    tenant: '',
    mapping: {},
    rows: 'identities' as const,
  }));
  useImport.setState({ ...empty, phase: 'looking', files });
  try {
    const { files: found } = await call(
      'imports.preview',
      { paths: [...paths] },
      { signal: looking.signal, onProgress: (progress) => useImport.setState({ progress }) },
    );
    if (abort !== looking) return;
    useImport.setState({ phase: 'ready', progress: null, files: inOrder(found.map(fileOf)) });
  } catch (error) {
    if (abort !== looking) return;
    if (looking.signal.aborted) useImport.setState(empty);
    else useImport.setState({ phase: 'failed', files: [], error: error instanceof AppError ? error : null });
  } finally {
    if (abort === looking) abort = null;
  }
}

/** What can be read, then what cannot and why, then what nobody wants read; in each the order of the names stays. */
const inOrder = (files: readonly ImportFile[]): readonly ImportFile[] => {
  const place = ({ preview }: ImportFile): number =>
    preview?.importer != null ? 0 : preview?.skipped === true ? 2 : 1;
  return [...files].sort((one, other) => place(one) - place(other));
};

const fileOf = (preview: ImportPreview): ImportFile => ({
  key: `${preview.path}\u0000${preview.member ?? ''}`,
  path: preview.path,
  name: preview.file,
  preview,
  tenant: preview.tenantByPlace,
  mapping: preview.csv?.mapping ?? {},
  rows: rowsOf(preview.csv?.mapping ?? {}, preview.importer),
});

/** In the order in which the states of a running import name them. */
export const filesToImport = (files: readonly ImportFile[]): readonly ImportFile[] => files.filter(isComplete);

/** Imports every file that is complete, as one commit. null: there was none, or it was cancelled; nothing has changed then. */
export async function runImport(): Promise<ImportReport | null> {
  const files = filesToImport(useImport.getState().files);
  if (files.length === 0) return null;
  const request: CallInput<'imports.run'> = {
    files: files.map((file) => ({
      path: file.path,
      ...(file.preview?.member == null ? {} : { member: file.preview.member }),
      ...(file.tenant.trim() === '' ? {} : { tenant: file.tenant.trim() }),
      ...(file.preview?.csv == null ? {} : { mapping: file.mapping }),
    })),
  };
  abort = new AbortController();
  useImport.setState({ phase: 'running', progress: null, report: null, error: null });
  try {
    const report = await call('imports.run', request, {
      signal: abort.signal,
      onProgress: (progress) => useImport.setState({ progress }),
    });
    useImport.setState({ phase: 'done', report });
    return report;
  } catch (error) {
    if (error instanceof AppError && error.code === 'import.cancelled') {
      useImport.setState({ phase: 'cancelled' });
      return null;
    }
    useImport.setState({ phase: 'failed', error: error instanceof AppError ? error : null });
    throw error;
  } finally {
    abort = null;
  }
}

export const cancelImport = (): void => abort?.abort();

/** 0–1, null while unknown. */
export const importFraction = (progress: Progress | null): number | null =>
  progress === null || progress.total === null || progress.total === 0
    ? null
    : Math.min(1, progress.done / progress.total);

/** The one notification of an import: progress, then its result. */
export const importNotice = { id: 'import', severity: 'info' } as const;

const whole = new Intl.NumberFormat('en-GB');
const counted = (count: number, one: string, many = `${one}s`): string =>
  `${whole.format(count)} ${count === 1 ? one : many}`;

export function resultOf(report: ImportReport): Pick<Notification, 'message' | 'hint' | 'severity' | 'actions'> {
  const sum = (pick: (file: ImportReport['files'][number]) => number): number =>
    report.files.reduce((total, file) => total + pick(file), 0);
  const imported = sum((file) => file.imported);
  const unchanged = sum((file) => file.unchanged);
  // What is only worth knowing is no problem: it stands in the list and in no alarm.
  const problems = sum(
    (file) => file.problems.filter(({ severity }) => severity !== 'info').length + file.problemsOmitted,
  );
  const show = { label: 'Show Inventory', command: 'editor.open', args: { uri: 'nhi:/inventory' } };
  const parts = [
    unchanged > 0 ? `${counted(unchanged, 'record was', 'records were')} there already.` : '',
    sum((file) => file.rejected) > 0
      ? `${counted(
          sum((file) => file.rejected),
          'record',
        )} could not be used.`
      : '',
  ];
  return {
    severity: problems > 0 ? 'warning' : 'info',
    message:
      imported === 0
        ? 'Nothing new: the workspace is as it was.'
        : `Imported ${counted(imported, 'record')} from ${counted(report.files.length, 'file')}${
            problems > 0 ? `, with ${counted(problems, 'problem')}` : ''
          }.`,
    hint: parts.filter((part) => part !== '').join(' '),
    actions: problems > 0 ? [show, { label: 'Show Problems', command: 'panel.problems' }] : [show],
  };
}
