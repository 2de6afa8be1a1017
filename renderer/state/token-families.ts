import type { TokenRow } from '#shared/contract/issuer.ts';

export interface FamilyMember {
  readonly token: TokenRow;
  /** Steps below the first ancestor that is listed. */
  readonly indent: number;
}

/**
 * Tokens as family trees: each below the one it came from, families and siblings in the order of the list. A token whose
 * parents are not listed begins a family of its own.
 */
export function tokenFamilies(tokens: readonly TokenRow[]): readonly FamilyMember[] {
  const listed = new Set(tokens.map((token) => token.jti));
  const children = new Map<string, TokenRow[]>();
  const roots: TokenRow[] = [];
  for (const token of tokens) {
    const parent = token.parents.find((jti) => jti !== token.jti && listed.has(jti));
    if (parent === undefined) roots.push(token);
    else children.set(parent, [...(children.get(parent) ?? []), token]);
  }
  const members: FamilyMember[] = [];
  const open = roots.map((token): FamilyMember => ({ token, indent: 0 })).reverse();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    members.push(next);
    const { indent } = next;
    for (const token of (children.get(next.token.jti) ?? []).toReversed()) open.push({ token, indent: indent + 1 });
  }
  return members;
}
