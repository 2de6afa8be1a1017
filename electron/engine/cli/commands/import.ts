import { mappingIn } from '#engine/api/mapping-file.ts';
import { type Arguments, type Command, exitStatus, type Terminal, textOf } from '#engine/cli/command.ts';
import { text, texts } from '#engine/cli/option.ts';
import { harmless, table } from '#engine/cli/table.ts';
import { columnMapping, type FileReport } from '#shared/contract/imports.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** `column=field`, as often as wanted. */
function mappingOf({ options }: Arguments): Record<string, string> | undefined {
  const given = options['map'];
  if (!Array.isArray(given)) return undefined;
  const pairs = given.map((pair) => {
    const at = String(pair).lastIndexOf('=');
    return [String(pair).slice(0, at), String(pair).slice(at + 1)] as const;
  });
  return Object.fromEntries(pairs);
}

function complain(terminal: Terminal, { file, problems, problemsOmitted }: FileReport): void {
  for (const { severity, message, record, field } of problems) {
    const place = [file, record, field].filter((part) => part !== null && part !== '').join(': ');
    terminal.say(harmless(`${severity}: ${place}: ${message}`));
  }
  if (problemsOmitted > 0) terminal.say(harmless(`${file}: ${problemsOmitted} more problems are not listed`));
}

/** SEQ is the number that the import's report gave. */
async function undoImport(text: string, given: Arguments, terminal: Terminal): Promise<number> {
  if (!/^\d{1,15}$/.test(text) || given.positionals.length > 0)
    throw new AppError('input.invalid', '--undo takes the number of an import’s record, and no file.');
  const writer = await terminal.write();
  const report = await writer.call('imports.undo', { seq: Number(text) });
  const { removed, restored } = report;
  terminal.print(report, () => `Import ${text} undone: ${removed} identities gone, ${restored} stand as before.`);
  return exitStatus.success;
}

export const importFiles: Command = {
  id: 'import',
  usage: 'import FILE… [--tenant NAME] [--mapping FILE] [--map COLUMN=FIELD]… | import --undo SEQ',
  summary:
    'Imports vendor exports, logs and reports of secret scanners (TruffleHog, gitleaks, SARIF): files, folders, archives (zip, tar, gzip), all as one commit; or undoes one.',
  options: {
    tenant: text('NAME', 'the tenant of what does not name its own'),
    mapping: text('FILE', 'a column mapping that was saved, for CSV and activity'),
    map: texts('COLUMN=FIELD', 'one column more, or another than the file says'),
    undo: text('SEQ', 'takes back the import of this record of the journal, as nhi audit list numbers it'),
  },
  positionals: { least: 0, most: 10_000 },
  async run(given, terminal) {
    const undo = textOf(given, 'undo');
    if (undo !== undefined) return undoImport(undo, given, terminal);
    if (given.positionals.length === 0) {
      const hint = 'Use: import FILE… or import --undo SEQ.';
      throw new AppError('input.invalid', 'There is nothing to import.', { hint });
    }
    const tenant = textOf(given, 'tenant');
    const file = textOf(given, 'mapping');
    const shared = file === undefined ? undefined : mappingIn(terminal.readFile(file));
    const own = mappingOf(given);
    const mapping = columnMapping.optional().safeParse(shared || own ? { ...shared, ...own } : undefined);
    if (!mapping.success) {
      const hint = mapping.error.issues[0]?.message ?? '';
      throw new AppError('input.invalid', '--map takes COLUMN=FIELD.', { hint });
    }
    const writer = await terminal.write();
    const report = await writer.call('imports.run', {
      files: given.positionals.map((file) => ({
        path: terminal.absolute(file),
        ...(tenant === undefined ? {} : { tenant }),
        ...(mapping.data === undefined ? {} : { mapping: mapping.data }),
      })),
    });
    for (const file of report.files) complain(terminal, file);
    terminal.print(report, () =>
      table<FileReport>(
        [
          { title: 'File', text: ({ file }) => file },
          { title: 'Importer', text: ({ importer }) => importer ?? 'not recognised' },
          { title: 'Tenant', text: (file) => file.tenant ?? '' },
          { title: 'Records', align: 'right', text: ({ records }) => String(records) },
          { title: 'Imported', align: 'right', text: ({ imported }) => String(imported) },
          { title: 'Unchanged', align: 'right', text: ({ unchanged }) => String(unchanged) },
          { title: 'Rejected', align: 'right', text: ({ rejected }) => String(rejected) },
          { title: 'Problems', align: 'right', text: (file) => String(file.problems.length + file.problemsOmitted) },
        ],
        report.files,
      ),
    );
    return report.files.some(({ importer }) => importer !== null) ? exitStatus.success : exitStatus.unusable;
  },
};
