import { type Command, exitStatus } from '#engine/cli/command.ts';
import { table } from '#engine/cli/table.ts';
import type { Backend } from '#shared/contract/tenants.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const tenantBackends: Command = {
  id: 'tenant backends',
  usage: 'tenant backends [BACKEND]',
  summary:
    'Lists what can be connected, and why the rest is import only; with one: its settings, and what they must allow.',
  options: {},
  positionals: { least: 0, most: 1 },
  async run(given, terminal) {
    const { backends } = await terminal.askAnywhere('tenants.backends', {});
    const [word] = given.positionals;
    const one = backends.find(({ id }) => id === word);
    if (word !== undefined && one === undefined) {
      const hint = `There are: ${backends.map(({ id }) => id).join(', ')}.`;
      throw new AppError('input.invalid', `There is no backend “${word}”.`, { hint });
    }
    terminal.print(one ?? { backends }, () => (one === undefined ? all(backends) : oneInFull(one)));
    return exitStatus.success;
  },
};

const all = (backends: readonly Backend[]): string =>
  table<Backend>(
    [
      { title: 'Backend', text: ({ id }) => id },
      { title: 'Name', text: ({ label }) => label },
      { title: 'Connects', text: ({ connectable, why }) => (connectable ? 'yes' : why) },
    ],
    backends,
  );

function oneInFull({ label, connectable, why, fields, secretLabel, needs }: Backend): string {
  if (!connectable) return `${label}: ${why}`;
  return [
    label,
    '',
    table<Backend['fields'][number]>(
      [
        { title: '--set', text: ({ name }) => name },
        { title: 'Needed', text: ({ required }) => (required ? 'yes' : 'no') },
        { title: 'What', text: (field) => [field.label, field.hint].filter((words) => words !== '').join('. ') },
        { title: 'As in', text: ({ placeholder }) => placeholder },
      ],
      fields,
    ),
    '',
    secretLabel === null ? 'It asks for no secret.' : `--secret-file: ${secretLabel}`,
    '',
    table<Backend['needs'][number]>(
      [
        { title: 'Must be allowed', text: ({ name }) => name },
        { title: 'For', text: ({ for: verbs }) => verbs.join(', ') },
      ],
      needs,
    ),
  ].join('\n');
}
