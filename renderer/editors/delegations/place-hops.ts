import type { ViewOf } from '#renderer/state/use-watch.ts';

export type Chain = ViewOf<'delegations.view'>['chains'][number];
export type Hop = Chain['hops'][number];

export interface PlacedHop {
  readonly hop: Hop;
  /** 1: right beside the human. */
  readonly column: number;
  readonly row: number;
  /** Where its parent stands; null: the consent itself. */
  readonly parent: { readonly column: number; readonly row: number } | null;
}

export interface Placing {
  /** Each below its parent, in the order in which a reader meets them. */
  readonly placed: readonly PlacedHop[];
  readonly columns: number;
  readonly rows: number;
}

/** Places hops as a tree that grows to the right: a child stands one column on, the first child beside its parent. */
export function placeHops(hops: readonly Hop[]): Placing {
  const listed = new Set(hops.map(({ token }) => token.jti));
  const parentOf = ({ token }: Hop): string | undefined =>
    token.parents.find((jti) => jti !== token.jti && listed.has(jti));
  const children = new Map<string | undefined, Hop[]>();
  for (const hop of hops) {
    const parent = parentOf(hop);
    children.set(parent, [...(children.get(parent) ?? []), hop]);
  }
  const placed: PlacedHop[] = [];
  let row = 0;
  let columns = 0;
  const place = (below: readonly Hop[], column: number, parent: PlacedHop['parent']): void => {
    columns = Math.max(columns, below.length === 0 ? 0 : column);
    below.forEach((hop, at) => {
      if (at > 0) row += 1;
      const here = { column, row };
      placed.push({ hop, ...here, parent });
      place(children.get(hop.token.jti) ?? [], column + 1, here);
    });
  };
  place(children.get(undefined) ?? [], 1, null);
  return { placed, columns, rows: placed.length === 0 ? 0 : row + 1 };
}
