import { type Command, exitStatus, textOf, textsOf } from '#engine/cli/command.ts';
import { oneOfThese, text, texts } from '#engine/cli/option.ts';
import { table } from '#engine/cli/table.ts';
import { timeOf } from '#engine/cli/times.ts';
import { counted } from '#engine/cli/words.ts';
import { type ScopeFilter, type ScopeRow, scopeFilter } from '#shared/contract/scopes.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { judges } from '#shared/model/scope-class.ts';
import { vendors } from '#shared/model/tenant.ts';

const atOnce = 500;

export const scopesList: Command = {
  id: 'scopes list',
  usage: 'scopes list [--query TEXT] [--vendor V]… [--tier T0..T3]… [--by analyst|catalogue|convention|unknown]…',
  summary: 'Lists every scope and role that somebody holds, with its tier and where that comes from.',
  options: {
    query: text('TEXT', 'only those with this in their name'),
    vendor: texts('VENDOR', `only of this vendor; ${oneOfThese(vendors)}`),
    tier: texts('TIER', 'only of this tier; T0 to T3'),
    by: texts('WHO', `only where the tier is the word of; ${oneOfThese(judges)}`),
  },
  positionals: { least: 0, most: 0 },
  async run(given, terminal) {
    const filter = filterOf({
      text: textOf(given, 'query') ?? '',
      vendors: textsOf(given, 'vendor'),
      tiers: textsOf(given, 'tier').map((tier) => Number(/^T?([0-3])$/i.exec(tier)?.[1] ?? Number.NaN)),
      judges: textsOf(given, 'by'),
    });
    const scopes: ScopeRow[] = [];
    let days = 0;
    for (let first = 0, matched = 1; first < matched; first += atOnce) {
      const sort = { by: 'tier' as const, descending: false };
      const view = await terminal.view('scopes.list', { filter, sort, first, count: atOnce });
      scopes.push(...view.rows);
      ({ matched, days } = view);
    }
    const document = scopes.map(({ lastUsedAt, ...row }) => ({
      ...row,
      lastUsedAt: typeof lastUsedAt === 'number' ? timeOf(lastUsedAt) : null,
      lastUsedReason: typeof lastUsedAt === 'number' ? null : lastUsedAt === 'never' ? 'never' : lastUsedAt.unknown,
    }));
    terminal.print(
      { days, scopes: document },
      () => `${asTable(document, days)}\n\n${counted(scopes.length, 'scope')}`,
    );
    return exitStatus.success;
  },
};

function filterOf(given: unknown): ScopeFilter {
  const parsed = scopeFilter.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError(
    'input.invalid',
    `No such ${String(issue?.path[0] ?? 'filter')}: ${issue?.message ?? 'not usable'}.`,
    {
      hint: 'nhi scopes list --help says what may stand there.',
    },
  );
}

type Listed = Omit<ScopeRow, 'lastUsedAt'> & {
  readonly lastUsedAt: string | null;
  readonly lastUsedReason: string | null;
};

const asTable = (rows: readonly Listed[], days: number): string =>
  table<Listed>(
    [
      { title: 'Tier', text: ({ tier }) => `T${tier}` },
      { title: 'Scope', text: ({ scope }) => scope },
      { title: 'API', text: ({ api }) => api },
      { title: 'Vendor', text: ({ vendor }) => vendor },
      { title: 'Verb', text: ({ verb }) => verb },
      { title: 'By', text: ({ by }) => by },
      { title: 'Holders', text: ({ holders }) => String(holders) },
      {
        title: `Used ${days} d`,
        text: ({ used, unrecorded }) => `${used}${unrecorded > 0 ? ` (${unrecorded} ?)` : ''}`,
      },
      { title: 'Last used', text: (row) => row.lastUsedAt?.slice(0, 10) ?? row.lastUsedReason ?? '' },
    ],
    rows,
  );
