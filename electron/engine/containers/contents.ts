import type { ImportSource } from '#engine/importers/import-source.ts';
import type { ProblemCode } from '#engine/importers/problem-codes.ts';
import type { ProblemSeverity } from '#shared/model/problem.ts';

/** Why a file is not read. */
export interface Refusal {
  readonly severity: ProblemSeverity;
  readonly code: ProblemCode;
  readonly message: string;
}

/** One file of what was named for an import: the file itself, or one inside of a folder or an archive. */
export type Entry = {
  /** As reports and problems name it: `realm.json`, `okta/apps.json`, `a.zip!/b.json`. No two of one path are alike. */
  readonly name: string;
} & ({ readonly source: ImportSource; readonly refusal: null } | { readonly source: null; readonly refusal: Refusal });

export const refused = (
  name: string,
  severity: Refusal['severity'],
  code: ProblemCode,
  message: string,
): Extract<Entry, { source: null }> => ({ name, source: null, refusal: { severity, code, message } });

export const taken = (source: ImportSource): Entry => ({ name: source.name, source, refusal: null });
