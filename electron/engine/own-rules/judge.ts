import { type FactColumns, factCursor } from '#engine/inventory/fact-columns.ts';
import type { Facts } from '#engine/inventory/facts.ts';
import type { Flags } from '#engine/posture/run-rules.ts';
import { humanKind, scaled } from '#engine/posture/severity.ts';
import type { Picture } from '#engine/projections/picture.ts';
import { type Severity, severities } from '#shared/model/finding.ts';
import type { Limits } from '#shared/model/limits.ts';
import type { OwnRule } from './own-rule.ts';

/** What a rule says of a row, and which case of `raise` it was; -1: none. */
export interface Verdict {
  readonly severity: Severity;
  /** Before it was scaled. */
  readonly base: Severity;
  readonly raised: number;
}

export type Judge = (row: number) => Verdict | null;

/** One rule over the rows of a picture. `facts` are read at the row that is asked. */
export function judgeOf(
  { document, when, raise }: OwnRule,
  picture: Picture,
  facts: (row: number) => Facts,
  limits: Limits,
): Judge {
  const [holds, cases] = [when(picture), raise.map((test) => test(picture))];
  const { kind } = picture.identities;
  return (row) => {
    if (kind[row] === humanKind || !holds(row)) return null;
    const raised = cases.findIndex((test) => test(row));
    const base = document.raise?.[raised]?.to ?? document.severity;
    return { severity: document.scaled === true ? scaled(base, facts(row), limits) : base, base, raised };
  };
}

/** The findings of other rules and those of the workspace's own, which are numbered from `first` on. */
export function withOwn(
  flags: Flags,
  rules: readonly OwnRule[],
  first: number,
  picture: Picture,
  columns: FactColumns,
  limits: Limits,
): Flags {
  const cursor = factCursor(columns);
  const at = (row: number): Facts => {
    cursor.row = row;
    return cursor;
  };
  const judges = rules.map((rule) => judgeOf(rule, picture, at, limits));
  const found: { readonly row: number; readonly rule: number; readonly severity: number }[] = [];
  const perRow = flags.perRow.slice();
  for (let row = 0; row < picture.identities.length; row += 1) {
    for (const [index, judge] of judges.entries()) {
      const verdict = judge(row);
      if (verdict === null) continue;
      found.push({ row, rule: first + index, severity: severities.indexOf(verdict.severity) });
      perRow[row] = (perRow[row] ?? 0) + 1;
    }
  }
  return { ...merged(flags, found), perRow };
}

/** By row and then by rule, as flags stand. */
function merged(
  flags: Flags,
  found: readonly { readonly row: number; readonly rule: number; readonly severity: number }[],
): Omit<Flags, 'perRow'> {
  const count = flags.count + found.length;
  const [row, rule, severity] = [new Uint32Array(count), new Uint16Array(count), new Uint8Array(count)];
  let [theirs, ours] = [0, 0];
  for (let index = 0; index < count; index += 1) {
    const own = found[ours];
    const other = theirs < flags.count ? (flags.row[theirs] ?? 0) : Number.POSITIVE_INFINITY;
    if (own !== undefined && own.row < other) {
      [row[index], rule[index], severity[index]] = [own.row, own.rule, own.severity];
      ours += 1;
    } else {
      [row[index], rule[index], severity[index]] = [other, flags.rule[theirs] ?? 0, flags.severity[theirs] ?? 0];
      theirs += 1;
    }
  }
  return { count, row, rule, severity };
}
