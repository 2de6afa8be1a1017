import type { FactColumns } from '#engine/inventory/fact-columns.ts';
import { factColumns } from '#engine/inventory/fact-columns.ts';
import type { Facts } from '#engine/inventory/facts.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { Spans } from './components.ts';
import type { Policy } from './policy.ts';
import { newBlock, scoreBlock } from './totals.ts';

export interface OneScore {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly confidence: number;
  readonly power: number;
  readonly exposure: number;
  readonly spans: Spans;
  readonly columns: FactColumns;
}

/** One identity through the very code that scores all of them: a table of one row. */
export function scoreOne(facts: Facts, policy: Policy, now: Instant): OneScore {
  const columns = factColumns([facts]);
  const block = newBlock(policy, now, 1);
  const out = { value: [0], low: [0], high: [0], confidence: [0], power: [0], exposure: [0], band: [0] };
  scoreBlock(columns, 0, 1, block, out);
  const of = (column: readonly number[]): number => column[0] ?? Number.NaN;
  return {
    value: of(out.value),
    low: of(out.low),
    high: of(out.high),
    confidence: of(out.confidence),
    power: of(out.power),
    exposure: of(out.exposure),
    spans: block.spans,
    columns,
  };
}
