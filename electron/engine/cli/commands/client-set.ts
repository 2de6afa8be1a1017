import { clientChangeOf, clientOptions } from '#engine/cli/client-options.ts';
import { type Command, exitStatus } from '#engine/cli/command.ts';
import { flag } from '#engine/cli/option.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const clientSet: Command = {
  id: 'client set',
  usage: "client set CLIENT [--scope S]… [--access-ttl S] [--no-opaque] … ('' empties)",
  summary: 'Changes what is given of a client; its tokens live on as they were issued.',
  options: {
    ...clientOptions,
    'no-may-introspect': flag('takes --may-introspect back'),
    'no-dpop-bound': flag('takes --dpop-bound back'),
    'no-opaque': flag('takes --opaque back'),
  },
  positionals: { least: 1, most: 1 },
  async run(given, terminal) {
    const [id = ''] = given.positionals;
    const change = clientChangeOf(given, terminal);
    if (Object.keys(change).length === 0) {
      throw new AppError('input.invalid', 'Nothing is to be changed.', {
        hint: 'Options are those of `client add`, but for --kind and --expires-in-days.',
      });
    }
    const writer = await terminal.write({ create: false });
    await writer.call('issuer.updateClient', { id, change });
    terminal.print({ client_id: id, ...change }, () => `${id} is changed from the next request on.`);
    return exitStatus.success;
  },
};
