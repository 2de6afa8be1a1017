import type { Intent } from './finding.ts';

/** What a verb of a backend does to tokens that are out already. `if_introspected`: only where the resource server asks. */
export const effects = ['yes', 'if_introspected', 'no', 'unknown'] as const;
export type Effect = (typeof effects)[number];

/**
 * How it is taken back: `flip` by the backend's own switch, `from_snapshot` rebuilt from what was read before (new ids, same
 * effect), `window` for some days, `none` not at all.
 */
export const undoClasses = ['flip', 'from_snapshot', 'window', 'none'] as const;
export type UndoClass = (typeof undoClasses)[number];

/** What one verb does at one backend (PRODUCT section 1). */
export interface Capability {
  readonly intent: Intent;
  readonly stopsNewTokens: Effect;
  readonly killsLiveTokens: Effect;
  readonly killsRefresh: Effect;
  readonly undo: UndoClass;
  /** Days, for `window`; else 0. */
  readonly undoDays: number;
  readonly available: boolean;
  /** Why it is greyed, in a sentence that says what to do; '' when it is available. */
  readonly why: string;
  /** What it does there, in a sentence. */
  readonly how: string;
}
