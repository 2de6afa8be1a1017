// Which tenant or identity a word of the command line means.

import type { WatchView } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type Arguments, type Terminal, textOf, type Writer } from './command.ts';
import { text } from './option.ts';

type TenantRow = WatchView<'tenants.list'>['tenants'][number];

/** By id, else by name without regard to case. Refuses with tenant.absent. */
export async function tenantNamed(terminal: Terminal, word: string | undefined): Promise<TenantRow> {
  const { tenants } = await terminal.view('tenants.list', {});
  const wanted = word?.toLowerCase();
  const found = tenants.filter(({ tenant, name }) => tenant === word || name.toLowerCase() === wanted);
  const [first] = found.length > 0 ? found : word === undefined ? tenants : [];
  if (first === undefined || (word === undefined && tenants.length > 1) || found.length > 1) {
    const names = tenants.map(({ name }) => name).join(', ');
    throw new AppError('tenant.absent', word === undefined ? 'Name the tenant.' : `No one tenant is called ${word}.`, {
      hint: names === '' ? 'None is connected: nhi tenant add.' : `There are: ${names}.`,
    });
  }
  return first;
}

/** The reference under which the engine holds what a file says; null: the option was not given. */
export async function heldFrom(
  given: Arguments,
  terminal: Terminal,
  writer: Writer,
  option: string,
): Promise<string | null> {
  const file = textOf(given, option);
  if (file === undefined) return null;
  // An editor leaves a line feed at the end; no secret has one.
  const text = terminal.readFile(file).replace(/\r?\n$/, '');
  if (text === '') throw new AppError('input.invalid', `--${option}: ${file} is empty.`);
  return (await writer.call('tenants.hold', { text })).secret;
}

export const secretOptions = {
  'secret-file': text('FILE', 'holds the admin secret, for this run alone'),
  'passphrase-file': text('FILE', 'holds the passphrase that the admin secret is sealed with'),
} as const;

/** The secret for this run: by itself, or by the passphrase that it is sealed with. */
export async function unlocked(given: Arguments, terminal: Terminal, writer: Writer, tenant: string): Promise<void> {
  const secret =
    (await heldFrom(given, terminal, writer, 'secret-file')) ??
    (await heldFrom(given, terminal, writer, 'passphrase-file'));
  if (secret !== null) await writer.call('tenants.unlock', { tenant, secret });
}
