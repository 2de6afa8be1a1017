import { delegationKinds } from '#shared/model/delegation.ts';
import { identityKinds } from '#shared/model/identity.ts';
import { ownerStates } from './facts.ts';

interface Pairs {
  readonly row: ArrayLike<number>;
  readonly human: ArrayLike<number>;
}

export interface SelfApprovedInput {
  readonly length: number;
  readonly kind: ArrayLike<number>;
  /** Completed: index into ownerStates. */
  readonly owner: ArrayLike<number>;
  /** 0: every consent is live. */
  readonly consent: ArrayLike<number>;
  readonly customers: ArrayLike<number>;
  readonly edges: {
    readonly from: ArrayLike<number>;
    readonly to: ArrayLike<number>;
    readonly kind: ArrayLike<number>;
  };
  /** Identity row and the row of a human who owns it, by the last word on it. */
  readonly owners: Pairs;
  /** The row that stands for the human whose account a row is. */
  readonly humanOf: ArrayLike<number>;
}

const actsFor = delegationKinds.indexOf('acts_for');

/** 1 where an agent has one owner, acts for nobody else, and that one alone has allowed it (PRODUCT section 4, rule 10c). */
export function selfApproved(input: SelfApprovedInput): Uint8Array {
  const { length, kind, owner, consent, customers, edges, owners, humanOf } = input;
  const nobody = -1;
  const several = -2;
  const only = (rows: ArrayLike<number>, people: ArrayLike<number>, counts: (at: number) => boolean): Int32Array => {
    const found = new Int32Array(length).fill(nobody);
    for (let at = 0; at < rows.length; at += 1) {
      const [row, human] = [rows[at] ?? length, humanOf[people[at] ?? length]];
      if (row >= length || human === undefined || !counts(at)) continue;
      found[row] = found[row] === nobody || found[row] === human ? human : several;
    }
    return found;
  };
  const [owning, letting] = [
    only(owners.row, owners.human, () => true),
    only(edges.to, edges.from, (at) => edges.kind[at] === actsFor),
  ];
  return Uint8Array.from({ length }, (_, row) => {
    const isPerson = kind[row] === identityKinds.indexOf('agent') && owner[row] === ownerStates.indexOf('single');
    // People whom a source only counts are others.
    const isAlone = consent[row] === 0 && customers[row] === 1 && (owning[row] ?? nobody) >= 0;
    return isPerson && isAlone && owning[row] === letting[row] ? 1 : 0;
  });
}
