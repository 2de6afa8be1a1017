import { type Arguments, type Command, exitStatus, numberOf, textOf, textsOf } from '#engine/cli/command.ts';
import { text, texts } from '#engine/cli/option.ts';
import { heldFrom, secretOptions } from '#engine/cli/tenant-option.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { addressRules } from '#shared/model/connection.ts';

/** `name=value`, as often as the backend asks for. */
function settingsOf(given: Arguments): Record<string, string> {
  return Object.fromEntries(
    textsOf(given, 'set').map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new AppError('input.invalid', `--set takes NAME=VALUE, not “${pair}”.`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}

export const tenantAdd: Command = {
  id: 'tenant add',
  usage: 'tenant add --connector C --name N --set NAME=VALUE… --secret-file F [--addresses public|private|loopback] …',
  summary:
    'Connects a tenant, read-only. With --passphrase-file its secret is kept, sealed; else it is given at each run.',
  options: {
    connector: text('CONNECTOR', 'the backend, as nhi tenant backends lists it'),
    name: text('NAME', 'what the workbench calls it; the connector where none is given'),
    set: texts('NAME=VALUE', 'a setting of the connector; nhi tenant backends CONNECTOR lists them'),
    addresses: text(
      'RULE',
      'where it may be: public, private (10.0.0.0/8 and the like), loopback; public where none is given',
    ),
    'ca-file': text('FILE', 'certificates of a private authority (PEM), believed beside the public ones'),
    proxy: text('URL', 'the proxy to go through; none where none is given'),
    concurrency: text('N', 'requests at once; 4 where none is given, 16 at the most'),
    rate: text('N', 'requests a second at the most; no limit where none is given'),
    ...secretOptions,
  },
  positionals: { least: 0, most: 0 },
  async run(given, terminal) {
    const connector = textOf(given, 'connector');
    if (connector === undefined)
      throw new AppError('input.invalid', '--connector is missing.', { hint: 'nhi tenant backends lists them.' });
    const writer = await terminal.write();
    const rule = textOf(given, 'addresses') ?? 'public';
    const addresses = addressRules.find((each) => each === rule);
    if (addresses === undefined) throw new AppError('input.invalid', `--addresses takes ${addressRules.join(', ')}.`);
    const ca = textOf(given, 'ca-file');
    const passphrase = await heldFrom(given, terminal, writer, 'passphrase-file');
    const added = await writer.call('tenants.add', {
      connector,
      name: textOf(given, 'name') ?? connector,
      settings: settingsOf(given),
      addresses,
      ca: ca === undefined ? '' : terminal.readFile(ca),
      proxy: textOf(given, 'proxy') ?? '',
      concurrency: numberOf(given, 'concurrency', 16) ?? 4,
      rate: numberOf(given, 'rate', 1000) ?? 0,
      keeping: passphrase === null ? 'run' : 'passphrase',
      secret: await heldFrom(given, terminal, writer, 'secret-file'),
      passphrase,
    });
    terminal.print(added, () => `${added.tenant} is connected, read-only.`);
    return exitStatus.success;
  },
};
