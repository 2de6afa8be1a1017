import { type Command, exitStatus, textOf } from '#engine/cli/command.ts';
import { flag, text } from '#engine/cli/option.ts';
import { table } from '#engine/cli/table.ts';
import { timeOf } from '#engine/cli/times.ts';
import type { TokenRow } from '#shared/contract/issuer.ts';

const most = 500;

export const tokenList: Command = {
  id: 'token list',
  usage: 'token list [--client CLIENT] [--human HUMAN] [--dead]',
  summary: 'Lists the tokens that live, with what they came from and how long they still do.',
  options: {
    client: text('CLIENT', 'only those of this client'),
    human: text('HUMAN', 'only those for this customer'),
    dead: flag('those that are dead, with what they died of and who believes in them until when'),
  },
  positionals: { least: 0, most: 0 },
  async run(given, terminal) {
    const [client = null, human = null] = [textOf(given, 'client'), textOf(given, 'human')];
    const wanted = { live: given.options['dead'] !== true, client, human, count: most };
    const tokens: Shown[] = [];
    for (let first = 0; ; first += most) {
      const page = await terminal.view('issuer.tokens', { ...wanted, first });
      tokens.push(...page.rows.map((row) => shown(row, page.now)));
      if (tokens.length >= page.total || page.rows.length === 0) break;
    }
    terminal.print({ total: tokens.length, tokens }, () =>
      table<Shown>(
        [
          { title: 'Token', text: ({ jti }) => jti },
          { title: 'Client', text: ({ clientName }) => clientName },
          { title: 'For', text: ({ subName }) => subName },
          { title: 'Actors', text: ({ actors }) => actors.map(({ name }) => name).join(' > ') },
          { title: 'Scopes', text: ({ scopes }) => scopes.join(' ') },
          { title: 'Came from', text: ({ parents }) => parents.join(' ') },
          {
            title: 'Believed until',
            text: ({ death, believedUntil }) => (death === null ? '' : (believedUntil ?? '')),
          },
          { title: 'Seconds left', align: 'right', text: ({ death, secondsLeft }) => death ?? String(secondsLeft) },
        ],
        tokens,
      ),
    );
    return exitStatus.success;
  },
};

const shown = (row: TokenRow, now: number) => ({
  ...row,
  issuedAt: timeOf(row.issuedAt),
  expiresAt: timeOf(row.expiresAt),
  believedUntil: timeOf(row.believedUntil),
  secondsLeft: Math.max(0, Math.ceil((row.expiresAt - now) / 1000)),
});
type Shown = ReturnType<typeof shown>;
