import { parseArgs } from 'node:util';
import { AppError } from '#shared/errors/app-error.ts';
import type { Arguments, Command } from './command.ts';

export interface Invocation {
  readonly command: Command;
  readonly given: Arguments;
  readonly workspace: string | undefined;
  /** The moment that is read, as it was written. */
  readonly asOf: string | undefined;
  readonly json: boolean;
  readonly help: boolean;
}

const everywhere = {
  workspace: { type: 'string' },
  'as-of': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** null: only help was asked for. Refuses with input.unknown_command or input.invalid. */
export function parseCommandLine(argv: readonly string[], commands: readonly Command[]): Invocation | null {
  const words = leadingWords(argv);
  const command = commands.find(({ id }) => {
    const parts = id.split(' ');
    return parts.every((part, index) => words[index] === part);
  });
  if (!command) {
    if (words.length === 0 && (argv.length === 0 || argv.includes('--help') || argv.includes('-h'))) return null;
    throw unknownCommand(words, commands);
  }
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({
      args: [...argv],
      options: { ...everywhere, ...command.options },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    // parseArgs words its refusals for people: "Unknown option '--x' …".
    const [message] = (error instanceof Error ? error.message : String(error)).split('. ');
    throw new AppError('input.invalid', `${message}.`.replace('..', '.'), { hint: usageOf(command) });
  }
  const positionals = parsed.positionals.slice(command.id.split(' ').length);
  const { workspace, 'as-of': asOf, json, help, ...options } = parsed.values;
  const { least, most } = command.positionals;
  if (help !== true && (positionals.length < least || positionals.length > most)) {
    const what = positionals.length < least ? 'Something is missing' : `“${positionals[most]}” is one too many`;
    throw new AppError('input.invalid', `${what}.`, { hint: usageOf(command) });
  }
  return {
    command,
    given: { options, positionals },
    workspace: typeof workspace === 'string' ? workspace : undefined,
    asOf: typeof asOf === 'string' ? asOf : undefined,
    json: json === true,
    help: help === true,
  };
}

const usageOf = (command: Command): string => `nhi ${command.usage}`;

/** Words before the first option name the command; `--workspace DIR`, `--as-of MOMENT` and `--json` may stand before them. */
function leadingWords(argv: readonly string[]): string[] {
  const words: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const word = argv[index] ?? '';
    if (word === '--workspace' || word === '--as-of') index += 1;
    else if (!word.startsWith('-')) words.push(word);
    else if (words.length > 0) break;
  }
  return words;
}

function unknownCommand(words: readonly string[], commands: readonly Command[]): AppError {
  const [first = ''] = words;
  const family = commands.filter(({ id }) => id.startsWith(`${first} `)).map(({ id }) => id);
  const hint = family.length > 0 ? `There are: ${family.join(', ')}.` : 'nhi --help lists the commands.';
  return new AppError('input.unknown_command', `There is no command “${words.slice(0, 2).join(' ')}”.`, { hint });
}

export function helpText(commands: readonly Command[], one?: Command): string {
  if (one) {
    return [`Usage: ${usageOf(one)}`, '', one.summary, ...optionLines(one), ...common].join('\n');
  }
  const width = Math.max(...commands.map(({ id }) => id.length));
  return [
    'Usage: nhi COMMAND --workspace DIR [--json]',
    '',
    ...commands.map(({ id, summary }) => `  ${id.padEnd(width)}  ${summary}`),
    ...common,
    '',
    'nhi COMMAND --help shows the arguments and options of one.',
  ].join('\n');
}

/** An option that may be given again has dots behind its value. */
function optionLines({ options }: Command): string[] {
  const rows = Object.entries(options).map(([name, { value, multiple, says }]) => {
    const written = value === '' ? name : `${name} ${value}${multiple === true ? '…' : ''}`;
    return [`  --${written}`, says] as const;
  });
  if (rows.length === 0) return [];
  const width = Math.max(...rows.map(([written]) => written.length));
  return ['', 'Options:', ...rows.map(([written, says]) => `${written.padEnd(width)}  ${says}`)];
}

const common = [
  '',
  'Every command takes:',
  '  --workspace DIR  the workspace folder; commands that write create it',
  '  --as-of MOMENT   reads what was then: a day (2026-03-14), an instant, or a record of the journal (#12)',
  '  --json           one JSON document on standard output',
];
