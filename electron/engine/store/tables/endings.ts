import { HeldRows } from './held-rows.ts';

const endingSchema = {
  /** Row of the identity that it is said of. */
  holder: 'u32',
  /** What it is, between which instants and how much of it, as `Projector.endings` says. */
  what: 'u8',
  since: 'f64',
  until: 'f64',
  amount: 'f64',
} as const;

/** What ends by itself, as the store sees it: numbers under known names. */
export type EndingRow = { readonly [N in Exclude<keyof typeof endingSchema, 'holder'>]: number };

/** Facts that hold until an instant, and are asked of a moment. */
export class EndingTable extends HeldRows<typeof endingSchema> {
  constructor() {
    super('ending', endingSchema);
  }

  add(holder: number, { what, since, until, amount }: EndingRow): void {
    this.table.append({ holder, what, since, until, amount });
  }
}
