import { type Command, exitStatus, textOf } from '#engine/cli/command.ts';
import { flag, oneOfThese, text } from '#engine/cli/option.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { verbClasses } from '#shared/model/scope-class.ts';
import { type Vendor, vendors } from '#shared/model/tenant.ts';

export const scopesClassify: Command = {
  id: 'scopes classify',
  usage: 'scopes classify SCOPE --vendor V [--api A] (--tier T0..T3 --verb VERB | --forget)',
  summary: 'Says how sensitive a scope is; --forget leaves it to the catalogue again. Scores follow.',
  options: {
    vendor: text('VENDOR', oneOfThese(vendors)),
    api: text('API', 'whose scope it is, as nhi scopes list shows it'),
    tier: text('TIER', 'T0 takes over, T1 writes or reads what hurts, T2 little of it, T3 is harmless'),
    verb: text('VERB', oneOfThese(verbClasses)),
    forget: flag('leaves it to the catalogue again'),
  },
  positionals: { least: 1, most: 1 },
  async run(given, terminal) {
    const [scope = ''] = given.positionals;
    const vendor = vendors.find((each) => each === textOf(given, 'vendor'));
    if (vendor === undefined) throw new AppError('input.invalid', `--vendor: choose ${vendors.join(', ')}.`);
    const change = { vendor, api: textOf(given, 'api') ?? '', scope, said: saidOf(given) };
    await mustBeHeld(terminal, change);
    const writer = await terminal.write({ create: false });
    const { seq } = await writer.call('scopes.classify', { changes: [change] });
    const words = change.said === null ? 'left to the catalogue' : `T${change.said.tier} ${change.said.verb}`;
    terminal.print({ ...change, seq }, () => `${scope} is ${words}.`);
    return exitStatus.success;
  },
};

type Given = Parameters<Command['run']>[0];

function saidOf(given: Given) {
  if (given.options['forget'] === true) return null;
  const tier = /^T?([0-3])$/i.exec(textOf(given, 'tier') ?? '')?.[1];
  if (tier === undefined) throw new AppError('input.invalid', '--tier: T0, T1, T2 or T3.');
  const verb = verbClasses.find((each) => each === textOf(given, 'verb'));
  if (verb === undefined) throw new AppError('input.invalid', `--verb: choose ${verbClasses.join(', ')}.`);
  return { tier: Number(tier), verb };
}

/** A slip of the pen must not become a classification of nothing. */
async function mustBeHeld(
  terminal: Parameters<Command['run']>[1],
  { vendor, api, scope }: { readonly vendor: Vendor; readonly api: string; readonly scope: string },
): Promise<void> {
  const filter = { text: '', vendors: [vendor], tiers: [], judges: [] };
  const sort = { by: 'scope' as const, descending: false };
  for (let first = 0, matched = 1; first < matched; first += 500) {
    const view = await terminal.view('scopes.list', { filter, sort, first, count: 500 });
    matched = view.matched;
    const same = view.rows.filter((row) => row.scope === scope);
    if (same.some((row) => row.api === api)) return;
    if (same.length > 0) {
      const apis = same.map((row) => `“${row.api}”`).join(', ');
      throw new AppError('input.invalid', `Nobody holds ${scope} of the API “${api}”.`, { hint: `There is: ${apis}.` });
    }
  }
  throw new AppError('input.invalid', `Nobody holds a scope “${scope}” of ${vendor}.`, {
    hint: 'nhi scopes list shows them all.',
  });
}
