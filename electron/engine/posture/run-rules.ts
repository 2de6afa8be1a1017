import type { FactColumns } from '#engine/inventory/fact-columns.ts';
import { factCursor } from '#engine/inventory/fact-columns.ts';
import { type RulePack, severities } from '#shared/model/finding.ts';
import type { Rule, RuleContext } from './rule.ts';
import { rules as registry } from './rules/index.ts';
import { severityOf } from './severity.ts';

/** Findings as columns, by row and then by rule; explained one by one when somebody looks. */
export interface Flags {
  readonly count: number;
  readonly row: Uint32Array;
  /** Index into the rules that ran. */
  readonly rule: Uint16Array;
  /** Index into severities. */
  readonly severity: Uint8Array;
  /** Findings of each row. */
  readonly perRow: Uint16Array;
}

/** Runs the rules of the packs that are on over rows 0 to `length - 1`. The result replaces all findings that were there before. */
export function runRules(
  columns: FactColumns,
  length: number,
  context: RuleContext,
  rules: readonly Rule[] = registry,
): Flags {
  const facts = factCursor(columns);
  const running = [...rules.entries()].filter(([, { pack }]) => isOn(pack, context));
  const perRow = new Uint16Array(length);
  let row = new Uint32Array(1024);
  let rule = new Uint16Array(1024);
  let severity = new Uint8Array(1024);
  let count = 0;
  for (let at = 0; at < length; at += 1) {
    facts.row = at;
    for (const [index, each] of running) {
      const found = severityOf(each, facts, context);
      if (found === null) continue;
      if (count === row.length) {
        [row, rule, severity] = [grown(row, Uint32Array), grown(rule, Uint16Array), grown(severity, Uint8Array)];
      }
      row[count] = at;
      rule[count] = index;
      severity[count] = severities.indexOf(found);
      perRow[at] = (perRow[at] ?? 0) + 1;
      count += 1;
    }
  }
  return { count, row: row.slice(0, count), rule: rule.slice(0, count), severity: severity.slice(0, count), perRow };
}

export const isOn = (pack: RulePack, { packs }: Pick<RuleContext, 'packs'>): boolean => packs?.has(pack) !== false;

function grown<T extends Uint32Array | Uint16Array | Uint8Array>(column: T, make: new (length: number) => T): T {
  const larger = new make(column.length * 2);
  larger.set(column);
  return larger;
}
