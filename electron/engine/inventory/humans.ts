// Which accounts are one human. Certain evidence links them by itself, an analyst's word links or parts them; a name never does.
import { identityKinds } from '#shared/model/identity.ts';

export interface HumanInput {
  readonly length: number;
  readonly kind: ArrayLike<number>;
  readonly status: ArrayLike<number>;
  /** A code for each tenant. */
  readonly tenant: ArrayLike<number>;
  /** Identity rows and codes of what tells the same human elsewhere (`Identity.anchors`). */
  readonly anchors: { readonly row: ArrayLike<number>; readonly anchor: ArrayLike<number> };
  /** Pairs of rows, as an analyst decided. */
  readonly linked: readonly (readonly [number, number])[];
  readonly unlinked: readonly (readonly [number, number])[];
}

export interface Humans {
  /** For every row the row that stands for its human; its own where it has no other account. */
  readonly humanOf: Uint32Array;
  /** Accounts of the human that a row stands for; 1 for all other rows. */
  readonly accounts: Uint32Array;
}

/** An address or id of more accounts than these is shared by several humans. */
const mostOfOne = 8;
const human = identityKinds.indexOf('human');

export function humansOf(input: HumanInput): Humans {
  const { length, kind, status } = input;
  const root = Uint32Array.from({ length }, (_, row) => row);
  const find = (row: number): number => {
    let at = row;
    while (root[at] !== at) {
      root[at] = root[root[at] ?? 0] ?? 0;
      at = root[at] ?? 0;
    }
    return at;
  };
  const isHuman = (row: number): boolean => row < length && kind[row] === human;
  let joined = 0;
  for (const [one, other] of pairsOf(input)) {
    if (!isHuman(one) || !isHuman(other)) continue;
    root[find(one)] = find(other);
    joined += 1;
  }
  const accounts = new Uint32Array(length).fill(1);
  if (joined === 0) return { humanOf: root, accounts };
  // The first account that still works stands for all; where none does, the first.
  const standsFor = new Map<number, number>();
  for (let row = 0; row < length; row += 1) {
    const group = find(row);
    const before = standsFor.get(group);
    if (before === undefined || (status[before] !== 0 && status[row] === 0)) standsFor.set(group, row);
  }
  const humanOf = Uint32Array.from({ length }, (_, row) => standsFor.get(find(row)) ?? row);
  for (let row = 0; row < length; row += 1) {
    const other = humanOf[row] ?? row;
    if (other !== row) accounts[other] = (accounts[other] ?? 0) + 1;
  }
  return { humanOf, accounts };
}

function* pairsOf(input: HumanInput): Iterable<readonly [number, number]> {
  const { tenant, anchors, linked, unlinked } = input;
  const key = (one: number, other: number): string => `${Math.min(one, other)} ${Math.max(one, other)}`;
  const parted = new Set(unlinked.map(([one, other]) => key(one, other)));
  const byAnchor = new Map<number, number[]>();
  for (let at = 0; at < anchors.row.length; at += 1) {
    const anchor = anchors.anchor[at] ?? 0;
    const rows = byAnchor.get(anchor);
    if (rows === undefined) byAnchor.set(anchor, [anchors.row[at] ?? 0]);
    else rows.push(anchors.row[at] ?? 0);
  }
  for (const rows of byAnchor.values()) {
    if (rows.length < 2 || rows.length > mostOfOne) continue;
    for (const [at, one] of rows.entries()) {
      // Two accounts of one tenant have two owners until somebody says otherwise.
      for (const other of rows.slice(at + 1))
        if (tenant[one] !== tenant[other] && !parted.has(key(one, other))) yield [one, other];
    }
  }
  for (const pair of linked) yield pair;
}
