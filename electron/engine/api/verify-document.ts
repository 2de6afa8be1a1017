// Whether a signed plan or receipt is genuine and adds up: for anybody, without a workspace.

import { duplicateMember, inspect } from '#engine/importers/json-inspect.ts';
import { countsOf, type PlanDocument, readDocument, signedText } from '#engine/plans/documents.ts';
import { digestOf } from '#engine/plans/make-plan.ts';
import type { System } from '#engine/system/system.ts';
import { stableStringify } from '#shared/lib/stable-stringify.ts';

/** Of a file that holds one: some kilobytes of each of ten thousand steps, with room. */
export const mostDocumentBytes = 256 * 1024 * 1024;

export interface VerifiedDocument {
  readonly ok: boolean;
  readonly kind: 'plan' | 'receipt' | null;
  /** Id of the plan, and of the workspace that signed. */
  readonly plan: string | null;
  readonly workspace: string | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly words: readonly string[];
}

/**
 * null: it is neither a signed plan nor a receipt, or none that a workbench wrote: of a member that stands twice each program
 * reads another one, and a number beyond all bounds is signed like none at all.
 */
export function documentIn(text: string): PlanDocument | null {
  const document = readDocument(text);
  return document === null || inspect(document).infinite || duplicateMember(text) !== null ? null : document;
}

/** `key`: PEM of the workspace that is expected to have signed; null: whoever signed is named, and not vouched for. */
export function verifyDocument(
  { keys, hash }: Pick<System, 'keys' | 'hash'>,
  text: string,
  key: string | null,
): VerifiedDocument {
  const document = documentIn(text);
  const failed = (...words: string[]): VerifiedDocument => ({
    ok: false,
    kind: null,
    plan: null,
    workspace: null,
    counts: {},
    words,
  });
  if (document === null) return failed('This is neither a signed plan nor a receipt.');
  const { plan, workspace, publicKey, signature, kind, receipts, counts } = document;
  if (!keys.isSigned(publicKey, signedText(document), signature)) return failed('It was altered after it was signed.');
  if (digestOf(plan, hash.sha256) !== plan.digest) return failed('The plan in it is not the one that was approved.');
  if (key !== null && key.trim() !== publicKey.trim())
    return failed('It was signed by another workspace than the one whose key was given.');
  const real = countsOf({ plan, receipts: new Map(receipts.map((receipt) => [receipt.step, receipt])) });
  if (kind === 'receipt' && stableStringify(real) !== stableStringify(counts))
    return failed('Its counts do not add up to its steps.');
  const sums = Object.entries(counts).map(([outcome, count]) => `${count} ${outcome}`);
  const words = [`${kind}: ${plan.title}`, `signed by the workspace ${workspace}`, ...sums];
  if (key === null) words.push('Whose key that is has to be asked beside: --key FILE.');
  return { ok: true, kind, plan: plan.id, workspace, counts, words };
}
