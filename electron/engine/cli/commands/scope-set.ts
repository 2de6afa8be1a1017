import { type Command, exitStatus, numberOf, textsOf } from '#engine/cli/command.ts';
import { flag, text, texts } from '#engine/cli/option.ts';

export const scopeSet: Command = {
  id: 'scope set',
  usage: 'scope set SCOPE [--access-ttl S] [--audience URI]… [--depth N] [--human-approves]',
  summary: 'Limits every token with a scope, whichever client it is of; what is left out is not limited.',
  options: {
    'access-ttl': text('SECONDS', 'how long access tokens with it last at the most'),
    audience: texts('URI', 'for whom alone tokens with it are'),
    depth: text('N', 'how often such a token may be passed on'),
    'human-approves': flag('only a human can give it'),
  },
  positionals: { least: 1, most: 1 },
  async run(given, terminal) {
    const audiences = textsOf(given, 'audience');
    const policy = {
      scope: given.positionals[0] ?? '',
      accessTtl: numberOf(given, 'access-ttl', 3600) ?? null,
      audiences: audiences.length === 0 ? null : audiences,
      depth: numberOf(given, 'depth', 8) ?? null,
      humanApproves: given.options['human-approves'] === true,
    };
    const writer = await terminal.write();
    await writer.call('issuer.setScopePolicy', policy);
    terminal.print(policy, () => `${policy.scope} is limited from the next request on.`);
    return exitStatus.success;
  },
};
