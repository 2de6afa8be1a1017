// Plans that are carried to another machine, and receipts: JSON documents, signed by the workspace that made them.
import { z } from 'zod';
import { stableStringify } from '#shared/lib/stable-stringify.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { Plan, StepReceipt } from '#shared/model/plan.ts';
import type { KeptPlan } from './state.ts';

export const documentKinds = ['plan', 'receipt'] as const;
export type DocumentKind = (typeof documentKinds)[number];

export interface PlanDocument {
  readonly format: 1;
  readonly kind: DocumentKind;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Id of the workspace that made it. */
  readonly workspace: string;
  readonly plan: Plan;
  /** Of a receipt: who approved it and when, and what came back of each step. */
  readonly approval: { readonly by: string; readonly at: Instant; readonly seq: number } | null;
  readonly receipts: readonly StepReceipt[];
  /** Steps by outcome; the counts add up to the plan. */
  readonly counts: Readonly<Record<string, number>>;
  /** Ed25519, PEM (SPKI). */
  readonly publicKey: string;
  /** Ed25519 over `signedText`, base64. */
  readonly signature: string;
}

type Unsigned = Omit<PlanDocument, 'signature'>;

/** The first line keeps it apart from everything else that the key signs. */
export const signedText = ({
  signature: _signature,
  ...document
}: Unsigned & { readonly signature?: string }): string =>
  `nhi-workbench ${document.kind}\n${stableStringify(document)}`;

/** How many steps ended in which outcome; `waiting` have none. */
export function countsOf({ plan, receipts }: Pick<KeptPlan, 'plan' | 'receipts'>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { id } of plan.steps) {
    const outcome = receipts.get(id)?.outcome ?? 'waiting';
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  }
  return counts;
}

interface Maker {
  readonly workspace: string;
  readonly publicKey: string;
  readonly at: Instant;
  sign(text: string): string;
}

export function documentOf(
  kind: DocumentKind,
  kept: KeptPlan,
  { workspace, publicKey, at, sign }: Maker,
): PlanDocument {
  const isReceipt = kind === 'receipt';
  const unsigned: Unsigned = {
    format: 1,
    kind,
    at: new Date(at).toISOString(),
    workspace,
    plan: kept.plan,
    approval: isReceipt ? kept.approval : null,
    receipts: isReceipt ? [...kept.receipts.values()] : [],
    counts: isReceipt ? countsOf(kept) : {},
    publicKey,
  };
  return { ...unsigned, signature: sign(signedText(unsigned)) };
}

/** Only what reading it needs; the signature covers the rest. */
const shape = z.looseObject({
  format: z.literal(1),
  kind: z.enum(documentKinds),
  workspace: z.string(),
  publicKey: z.string(),
  signature: z.string(),
  plan: z.looseObject({ id: z.string(), digest: z.string(), steps: z.array(z.looseObject({ id: z.string() })) }),
  receipts: z.array(z.looseObject({ step: z.string(), outcome: z.string() })),
  counts: z.record(z.string(), z.number()),
});

/** null: it is no such document. Whether it is genuine is for `isSigned` and the digest to say. */
export function readDocument(text: string): PlanDocument | null {
  try {
    const value: unknown = JSON.parse(text);
    // Not what the check makes of it: every member that was not looked at is covered by the signature that is checked next.
    return shape.safeParse(value).success ? (value as PlanDocument) : null;
  } catch {
    return null;
  }
}
