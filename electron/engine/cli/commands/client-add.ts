import { clientChangeOf, clientOptions } from '#engine/cli/client-options.ts';
import { type Command, exitStatus, numberOf, oneOf, textOf } from '#engine/cli/command.ts';
import { oneOfThese, text } from '#engine/cli/option.ts';
import { clientKind } from '#shared/contract/issuer.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const clientAdd: Command = {
  id: 'client add',
  usage: 'client add --name N [--kind K] [--grant G]… [--scope S]… [--resource URI]… …',
  summary: 'Adds a client to the local issuer and prints its credentials, once.',
  options: {
    ...clientOptions,
    kind: text('KIND', `${oneOfThese(clientKind.options)}; oauth_client where none is given`),
    'expires-in-days': text('N', 'when its secret ends; never where none is given'),
  },
  positionals: { least: 0, most: 0 },
  async run(given, terminal) {
    const { name, ...settings } = clientChangeOf(given, terminal);
    if (name === undefined) throw new AppError('input.invalid', '--name is missing.');
    const kind = oneOf(clientKind, textOf(given, 'kind') ?? 'oauth_client', '--kind');
    const expiresInDays = numberOf(given, 'expires-in-days', 3650) ?? null;
    const writer = await terminal.write();
    const once = await writer.call('issuer.createClient', { name, kind, expiresInDays, ...settings });
    const { clientId, clientSecret, apiKey } = once;
    const made = { client_id: clientId, client_secret: clientSecret, ...(apiKey === null ? {} : { api_key: apiKey }) };
    terminal.print(made, () => JSON.stringify(made));
    return exitStatus.success;
  },
};
