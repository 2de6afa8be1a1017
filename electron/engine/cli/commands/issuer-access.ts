import { type Command, exitStatus, numberOf, textsOf } from '#engine/cli/command.ts';
import { text, texts } from '#engine/cli/option.ts';

export const issuerAccess: Command = {
  id: 'issuer access',
  usage: 'issuer access [--scope S]… [--resource URI]… [--hours N]',
  summary: 'Makes an initial access token, which admits registrations, and prints it, once.',
  options: {
    scope: texts('SCOPE', 'what those who register with it may ask for'),
    resource: texts('URI', 'for whom they may ask for tokens'),
    hours: text('N', 'how long it admits; 24 where none is given'),
  },
  positionals: { least: 0, most: 0 },
  async run(given, terminal) {
    const writer = await terminal.write();
    const { token, expiresAt } = await writer.call('issuer.createAccess', {
      scopes: textsOf(given, 'scope'),
      resources: textsOf(given, 'resource'),
      hours: numberOf(given, 'hours', 8760) ?? 24,
    });
    const made = { initial_access_token: token, expires_at: new Date(expiresAt).toISOString() };
    terminal.print(made, () => JSON.stringify(made));
    return exitStatus.success;
  },
};
