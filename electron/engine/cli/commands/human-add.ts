import { type Command, exitStatus, textOf } from '#engine/cli/command.ts';
import { text } from '#engine/cli/option.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const humanAdd: Command = {
  id: 'human add',
  usage: 'human add --name N [--email E]',
  summary: 'Adds a customer to the local issuer and prints the code to sign in with, once.',
  options: { name: text('NAME', 'what the customer is called'), email: text('ADDRESS', 'the address to sign in with') },
  positionals: { least: 0, most: 0 },
  async run(given, terminal) {
    const name = textOf(given, 'name');
    if (name === undefined) throw new AppError('input.invalid', '--name is missing.');
    const writer = await terminal.write();
    const added = await writer.call('issuer.addHuman', { name, email: textOf(given, 'email') ?? null });
    terminal.print(added, () => JSON.stringify(added));
    return exitStatus.success;
  },
};
