import type { Picture } from '#engine/projections/picture.ts';
import type { RowTest } from '#engine/query/field.ts';
import type { DocumentProblem } from '#shared/contract/documents.ts';
import type { RuleDocument } from './rule-schema.ts';

type Test = (picture: Picture) => RowTest;

/** A rule of the workspace's own, ready to run: column tests alone, so that it always ends. */
export interface OwnRule {
  readonly document: RuleDocument;
  readonly when: Test;
  /** In the order of the document: the first that holds decides. */
  readonly raise: readonly Test[];
}

export type ReadRule =
  | { readonly ok: true; readonly rule: OwnRule }
  | { readonly ok: false; readonly problems: readonly DocumentProblem[] };
