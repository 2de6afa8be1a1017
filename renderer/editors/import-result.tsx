import { runCommand } from '#renderer/registry/contributions.ts';
import { useImport } from '#renderer/state/import.ts';
import { Button } from '#renderer/ui/button.tsx';
import { number, plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { LongTable, type LongTableColumn } from '#renderer/ui/long-table.tsx';
import type { ImportReport } from '#shared/contract/imports.ts';

const icons = { error: 'error', warning: 'warning', info: 'info' } as const;
const colours = { error: 'error-text', warning: 'warning-text', info: 'severity-info' } as const;
const shownProblems = 50;

const columns: readonly LongTableColumn[] = [
  { key: 'file', title: 'File', width: '30%' },
  { key: 'importer', title: 'Read as' },
  { key: 'tenant', title: 'Tenant', width: '16%' },
  ...['Records', 'Imported', 'Unchanged', 'Rejected', 'Problems'].map((title) => ({
    key: title,
    title,
    width: '76px',
    className: 'figure',
  })),
];

type File = ImportReport['files'][number];
const gravity = { error: 0, warning: 1, info: 2 } as const;
const gravestFirst = (problems: File['problems']): File['problems'] =>
  [...problems].sort((one, other) => gravity[one.severity] - gravity[other.severity]);

/** A hidden file, a link: nobody wanted it read. */
const isLeftOut = ({ importer, problems }: File): boolean =>
  importer === null && problems.every(({ code }) => code === 'import.skipped');

const iconOf = (file: File): string => (isLeftOut(file) ? 'circle-slash' : file.importer === null ? 'error' : 'pass');

function NotRead({ file }: { file: File }) {
  const [problem] = file.problems;
  return isLeftOut(file) ? (
    <span className="dim">left out: {problem?.message}</span>
  ) : (
    <span className="error-text">{problem?.message}</span>
  );
}

function Totals({ report: { files } }: { report: ImportReport }) {
  if (files.length < 2) return null;
  const sum = (name: 'records' | 'imported' | 'unchanged' | 'rejected'): string =>
    number(files.reduce((total, file) => total + file[name], 0));
  const skipped = files.filter(isLeftOut).length;
  const not = files.filter(({ importer }) => importer === null).length - skipped;
  return (
    <p className="dim">
      {plural(files.length, 'file')}
      {not > 0 ? `, ${number(not)} not recognised` : ''}
      {skipped > 0 ? `, ${number(skipped)} left out` : ''}: {sum('records')} records, {sum('imported')} imported,{' '}
      {sum('unchanged')} unchanged, {sum('rejected')} rejected
    </p>
  );
}

/** What became of every file: the counts add up, and each problem names its record and field. */
export function ImportResult({ report }: { report: ImportReport }) {
  const files = useImport((state) => state.files);
  const labels = new Map(files.map(({ preview }) => [preview?.importer ?? '', preview?.label ?? '']));
  const problems = gravestFirst(report.files.flatMap((file) => file.problems));
  const omitted = report.files.reduce((total, file) => total + file.problemsOmitted, 0);
  const more = problems.length - shownProblems + omitted;
  return (
    <>
      <Totals report={report} />
      <LongTable
        label="Files of the import"
        className="import-files"
        columns={columns}
        items={report.files}
        row={(file) => (
          <tr key={file.file}>
            <td title={file.file}>
              <Icon name={iconOf(file)} size={14} /> {file.file}
            </td>
            {file.importer === null ? (
              <td colSpan={columns.length - 1} title={file.problems[0]?.message}>
                <NotRead file={file} />
              </td>
            ) : (
              <>
                <td>{labels.get(file.importer) ?? file.importer}</td>
                <td title={file.tenant ?? undefined}>{file.tenant ?? <span className="dim">none</span>}</td>
                <td className="figure">{number(file.records)}</td>
                <td className="figure">{number(file.imported)}</td>
                <td className="figure">{number(file.unchanged)}</td>
                <td className="figure">{number(file.rejected)}</td>
                <td className="figure">{number(file.problems.length + file.problemsOmitted)}</td>
              </>
            )}
          </tr>
        )}
      />
      <div className="import-actions">
        <Button primary onClick={() => void runCommand('editor.open', { uri: 'nhi:/inventory' })}>
          Show the Inventory
        </Button>
        <Button onClick={() => void runCommand('import.choose')}>Import More…</Button>
        {report.files.some((file) => file.imported > 0) ? (
          <Button onClick={() => void runCommand('import.undo', { seq: report.seq })}>Undo This Import</Button>
        ) : null}
        {problems.length === 0 ? (
          <span className="dim">No problems.</span>
        ) : (
          <Button onClick={() => void runCommand('panel.problems')}>
            Show {plural(problems.length + omitted, 'Problem')}
          </Button>
        )}
      </div>
      {problems.length === 0 ? null : (
        <ul className="import-problems" aria-label="Problems of this import">
          {problems.slice(0, shownProblems).map((problem) => (
            <li key={`${problem.file} ${problem.record} ${problem.field} ${problem.code} ${problem.message}`}>
              <Icon
                name={icons[problem.severity]}
                size={14}
                className={colours[problem.severity]}
                label={problem.severity}
              />
              <span className="selectable">{problem.message}</span>
              <span className="dim small">
                {[problem.file, problem.record, problem.field].filter((part) => part !== null).join(', ')}
              </span>
            </li>
          ))}
          {more > 0 ? <li className="dim">and {plural(more, 'more problem')}, all in the Problems panel</li> : null}
        </ul>
      )}
    </>
  );
}
