import { policyLintView } from '#engine/projections/policy-lint.ts';
import type { WatchView } from '#shared/contract/contract.ts';
import { unfiltered } from '#shared/contract/values.ts';
import type { PolicyLint } from '#shared/model/token-policy.ts';
import { csvOf } from './csv.ts';
import type { Session } from './session.ts';

export type ListedLint = WatchView<'lifetimes.lint'>['rows'][number];

export interface LintListing {
  readonly policySeconds: number;
  readonly accessPolicySeconds: number;
  readonly identities: number;
  readonly lints: WatchView<'lifetimes.lint'>['lints'];
  readonly issues: readonly ListedLint[];
}

/** What is to be told of settings of lifetimes; `only`: of these lints, empty: of all. */
export function listLint(session: Session, text: string, only: readonly PolicyLint[]): LintListing {
  const { picture, explain } = session.mustBeOpen();
  const { anyLifetime: policySeconds, accessLifetime: accessPolicySeconds } = session.policy.data.limits;
  const { rows, lints, identities } = policyLintView(picture, explain, {
    filter: { ...unfiltered, text },
    ...{ policySeconds, accessPolicySeconds },
    lints: [...only],
    first: 0,
    count: Number.POSITIVE_INFINITY,
  });
  return { policySeconds, accessPolicySeconds, identities, lints, issues: rows };
}

const fields = ['lint', 'identity', 'id', 'tenant', 'setting', 'set_by', 'seconds', 'told', 'shorten_to_seconds'];

/** One row an issue; `never` where a value has no end. */
export function lintCsv({ issues }: LintListing): string {
  const rows = issues.map(({ lint, name, identity, tenant, field, by, seconds, words, shortenTo }) => {
    const value = typeof seconds === 'object' ? '' : String(seconds);
    return [lint, name, identity, tenant, field, by, value, words, shortenTo === null ? '' : String(shortenTo)];
  });
  return csvOf(fields, rows);
}
