export const problemSeverities = ['error', 'warning', 'info'] as const;
export type ProblemSeverity = (typeof problemSeverities)[number];

/** Something in an import that the analyst should know: which file, which record, which field, what and what to do. */
export interface Problem {
  readonly severity: ProblemSeverity;
  /** Closed vocabulary `import.*`, for filters and tests. */
  readonly code: string;
  readonly message: string;
  readonly file: string;
  readonly record: string | null;
  readonly field: string | null;
}
