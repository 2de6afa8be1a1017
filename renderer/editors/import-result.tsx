import { runCommand } from '#renderer/registry/contributions.ts';
import { Button } from '#renderer/ui/button.tsx';
import { number, plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import type { ImportReport } from '#shared/contract/imports.ts';

const icons = { error: 'error', warning: 'warning', info: 'info' } as const;
const colours = { error: 'error-text', warning: 'warning-text', info: 'severity-info' } as const;
const shownProblems = 50;

/** What became of every file: the counts add up, and each problem names its record and field. */
export function ImportResult({ report }: { report: ImportReport }) {
  const problems = report.files.flatMap((file) => file.problems);
  const omitted = report.files.reduce((total, file) => total + file.problemsOmitted, 0);
  const more = problems.length - shownProblems + omitted;
  return (
    <>
      <table className="import-files">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Read by</th>
            <th scope="col">Tenant</th>
            <th scope="col" className="figure">
              Records
            </th>
            <th scope="col" className="figure">
              Imported
            </th>
            <th scope="col" className="figure">
              Unchanged
            </th>
            <th scope="col" className="figure">
              Rejected
            </th>
            <th scope="col" className="figure">
              Problems
            </th>
          </tr>
        </thead>
        <tbody>
          {report.files.map((file) => (
            <tr key={file.file}>
              <td>
                <Icon name={file.importer === null ? 'error' : 'pass'} size={14} /> {file.file}
              </td>
              <td>{file.importer ?? <span className="dim">nobody recognised it</span>}</td>
              <td>{file.tenant ?? <span className="dim">none</span>}</td>
              <td className="figure">{number(file.records)}</td>
              <td className="figure">{number(file.imported)}</td>
              <td className="figure">{number(file.unchanged)}</td>
              <td className="figure">{number(file.rejected)}</td>
              <td className="figure">{number(file.problems.length + file.problemsOmitted)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="import-actions">
        <Button primary onClick={() => void runCommand('editor.open', { uri: 'nhi:/inventory' })}>
          Show the Inventory
        </Button>
        <Button onClick={() => void runCommand('import.choose')}>Import More…</Button>
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
