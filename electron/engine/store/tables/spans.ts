import { HeldRows } from './held-rows.ts';

const spanSchema = {
  /** Row of the identity that holds the grant. */
  holder: 'u32',
  /** What it is about and between which instants, as `Projector.spans` says. */
  kind: 'u8',
  since: 'f64',
  until: 'f64',
} as const;

/** A span as the store sees it: numbers under known names. */
export type SpanRow = { readonly [N in Exclude<keyof typeof spanSchema, 'holder'>]: number };

/** What is so for a while only, and is asked of a moment. */
export class SpanTable extends HeldRows<typeof spanSchema> {
  constructor() {
    super('span', spanSchema);
  }

  add(holder: number, { kind, since, until }: SpanRow): void {
    this.table.append({ holder, kind, since, until });
  }
}
