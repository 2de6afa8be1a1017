import type { Decision } from './activity.ts';

/** Past tense, `noun.verb`: what the workbench itself records. */
export const journalActions = [
  'workspace.created',
  'workspace.recovered',
  'workspace.lock_taken_over',
  'import.committed',
  'demo.filled',
  'mapping.saved',
  'scope.classified',
  'audit.exported',
] as const;
export type JournalAction = (typeof journalActions)[number];

/** One line of `journal.log`. `hash` is SHA-256 over the bytes of the line from `"seq"` to the closing brace. */
export interface JournalRecord {
  readonly hash: string;
  readonly seq: number;
  readonly prev: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly at: string;
  readonly human: string;
  readonly agent: string | null;
  readonly client: string;
  readonly action: JournalAction;
  readonly object: string;
  readonly decision: Decision;
  readonly data: Readonly<Record<string, unknown>>;
}
