import { AcceptedRisks, stateOf } from '#engine/posture/accepted-risks.ts';
import type { Flags } from '#engine/posture/run-rules.ts';
import type { Workspace } from '#engine/store/store.ts';
import type { Instant } from '#shared/model/fact.ts';
import { acceptanceStates, severities } from '#shared/model/finding.ts';

/** What analysts said of each flag. */
export interface Accepted {
  /** 0: nobody accepted it; else index into acceptanceStates + 1. */
  readonly state: Uint8Array;
  /** Until when; NaN: nobody accepted it. */
  readonly until: Float64Array;
}

/** Flags that an analyst lets stand are counted out of `flags.perRow`. */
export function acceptFlags(
  flags: Flags,
  { identities, registers }: Pick<Workspace, 'identities' | 'registers'>,
  now: Instant,
  rules: readonly { readonly id: string }[],
): Accepted {
  const state = new Uint8Array(flags.count);
  const until = new Float64Array(flags.count).fill(Number.NaN);
  const risks = registers.find((register) => register instanceof AcceptedRisks);
  for (const risk of risks?.entries() ?? []) {
    const rule = rules.findIndex(({ id }) => id === risk.rule);
    const index = flagAt(flags, identities.rowOf(risk.identity), rule);
    const severity = severities[flags.severity[index] ?? -1];
    if (severity === undefined) continue;
    const worth = stateOf(risk, severity, now);
    state[index] = acceptanceStates.indexOf(worth) + 1;
    until[index] = risk.until;
    const row = flags.row[index] ?? 0;
    if (worth === 'accepted') flags.perRow[row] = (flags.perRow[row] ?? 1) - 1;
  }
  return { state, until };
}

/** Index of the flag of a row by a rule; -1: there is none. Flags stand by row, then by rule. */
function flagAt(flags: Flags, row: number, rule: number): number {
  if (row < 0 || rule < 0) return -1;
  let [low, high] = [0, flags.count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((flags.row[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < flags.count && flags.row[at] === row; at += 1) if (flags.rule[at] === rule) return at;
  return -1;
}
