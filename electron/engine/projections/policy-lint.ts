import type { WatchRequest, WatchView } from '#shared/contract/contract.ts';
import { type PolicyField, type PolicyLint, type PolicyOrigin, policyLints } from '#shared/model/token-policy.ts';
import { durationFact, inventoryRowOf } from './inventory-row.ts';
import { orderRows } from './order.ts';
import type { Picture } from './picture.ts';
import { selectRows } from './selection.ts';

type View = WatchView<'lifetimes.lint'>;
export type LintRow = View['rows'][number];

/** What is to be told of one identity; reads its record from the disk, so it is asked for the rows of a window only. */
export interface ExplainLint {
  lint(
    row: number,
    accepted: { readonly access: number; readonly lifetime: number },
  ): readonly {
    readonly lint: PolicyLint;
    readonly field: PolicyField;
    readonly by: PolicyOrigin;
    readonly seconds: number;
    readonly words: string;
    readonly shortenTo: number | null;
  }[];
}

const active = 0;

/** Settings that decide, that do not, and that are laxer than they should be; one row an identity and a lint. */
export function policyLintView(picture: Picture, explain: ExplainLint, params: WatchRequest<'lifetimes.lint'>): View {
  const { identities } = picture;
  const { policySeconds: lifetime, accessPolicySeconds: access } = params;
  const rows = orderRows(picture, selectRows(picture, params.filter), { by: 'lifetime', descending: true });
  const found: { readonly row: number; readonly code: number }[] = [];
  const lints: View['lints'] = [];
  const told = new Set<number>();
  for (const [code, lint] of policyLints.entries()) {
    let count = 0;
    for (const row of rows) {
      if (identities.status[row] !== active || !isTold(identities, row, { code, lint, access, lifetime })) continue;
      told.add(row);
      count += 1;
      if (params.lints.length === 0 || params.lints.includes(lint)) found.push({ row, code });
    }
    if (count > 0) lints.push({ lint, count });
  }
  const first = Math.min(params.first, found.length);
  return {
    total: found.length,
    identities: told.size,
    first,
    lints,
    rows: found.slice(first, first + params.count).flatMap(({ row, code }) => {
      const lint = policyLints[code];
      const shown = inventoryRowOf(identities, row);
      return explain
        .lint(row, { access, lifetime })
        .filter((issue) => issue.lint === lint)
        .slice(0, 1)
        .map(
          (issue): LintRow => ({
            identity: shown.id,
            name: shown.name,
            kind: shown.kind,
            tenant: shown.tenant,
            lifetime: shown.lifetime,
            lint: issue.lint,
            field: issue.field,
            by: issue.by,
            seconds: durationFact(issue.seconds, 'not_in_export'),
            words: issue.words,
            shortenTo: issue.shortenTo,
          }),
        );
    }),
  };
}

interface Asked {
  readonly code: number;
  readonly lint: PolicyLint;
  readonly access: number;
  readonly lifetime: number;
}

/** Who set a value stands in its bit; whether it is too long depends on what the workspace accepts. */
function isTold({ policyLint, accessTtl, refreshEnd }: Picture['identities'], row: number, asked: Asked): boolean {
  if (((policyLint[row] ?? 0) & (1 << asked.code)) === 0) return false;
  switch (asked.lint) {
    case 'client_over_access_policy':
    case 'default_over_access_policy':
      return (accessTtl[row] ?? Number.NaN) > asked.access;
    case 'client_over_lifetime_policy':
    case 'default_over_lifetime_policy':
      return (refreshEnd[row] ?? Number.NaN) > asked.lifetime;
    default:
      return true;
  }
}
