import { type Command, exitStatus, textOf } from '#engine/cli/command.ts';
import { flag, text } from '#engine/cli/option.ts';
import { table } from '#engine/cli/table.ts';
import type { WatchView } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors/app-error.ts';

type Item = NonNullable<WatchView<'departures.detail'>['leaving']>['items'][number];

const words: Readonly<Record<Item['what'], string>> = {
  revoke: 'revoke',
  withdraw: 'withdraw the consent',
  assign: 'give it another owner',
  look: 'look at it',
};

export const offboard: Command = {
  id: 'offboard',
  usage: 'offboard IDENTITY [--gone [--note TEXT] | --back]',
  summary: 'Shows what should go with a person or an integration; --gone says that it left.',
  options: {
    gone: flag('says that it left: what it should have taken along becomes findings'),
    note: text('TEXT', 'why, with --gone'),
    back: flag('takes --gone back'),
  },
  positionals: { least: 1, most: 1 },
  async run(given, terminal) {
    const [identity = ''] = given.positionals;
    const [isGone, isBack] = [given.options['gone'] === true, given.options['back'] === true];
    if (isGone && isBack) throw new AppError('input.invalid', 'Give --gone or --back, not both.');
    if (isGone || isBack) {
      const writer = await terminal.write({ create: false });
      if (isGone) await writer.call('departures.mark', { identities: [identity], note: textOf(given, 'note') ?? '' });
      else await writer.call('departures.unmark', { identities: [identity] });
    }
    const { leaving } = await terminal.view('departures.detail', { identity });
    if (leaving === null) throw new AppError('identity.absent', `There is no identity ${identity}.`);
    const { items, gone } = leaving;
    terminal.print({ identity, gone, items }, () =>
      table<Item>(
        [
          { title: 'Name', text: ({ name }) => name },
          { title: 'Tenant', text: ({ tenant }) => tenant },
          { title: 'What', text: ({ what }) => words[what] },
          { title: 'Why', text: ({ why }) => why },
          {
            title: 'By a plan',
            text: ({ what, connected }) =>
              what === 'assign' || what === 'look' ? '' : connected ? 'yes' : 'its tenant is not connected',
          },
          { title: 'Id', text: ({ identity: id }) => id },
        ],
        items,
      ),
    );
    return exitStatus.success;
  },
};
