import type { Token } from '#engine/issuer/model.ts';
import type { IssuerState } from '#engine/issuer/state.ts';
import type { LiveTokens } from './live-tokens.ts';

/** A token in its place: below the one that it came from, or below the head of its refresh family. */
export interface Member {
  readonly token: Token;
  readonly indent: number;
  /** Those that stand below it. */
  readonly below: number;
  /** How often its refresh family was renewed before it. */
  readonly rotations: number;
}

export interface Families {
  /** The oldest family first, each from its head down: what is new comes at the end, so that nothing jumps. */
  readonly members: readonly Member[];
  readonly families: number;
  /** Tokens beyond the newest that are listed. */
  readonly leftOut: number;
}

type State = Pick<IssuerState, 'tokens' | 'deathOf'>;

/** So many tokens are put in their families at once: the newest of those that live, and all that are dead but believed. */
const mostTokens = 20_000;

/** Tokens that live, and dead ones that somebody still believes in, as families. `accept`: by the client they were issued to. */
export function familiesIn(
  live: Pick<LiveTokens, 'newestFirst' | 'believed' | 'rotationsOf'>,
  state: State,
  accept: (clientId: string) => boolean,
): Families {
  const found: Token[] = live.believed().filter(({ clientId }) => accept(clientId));
  let leftOut = 0;
  for (const token of live.newestFirst()) {
    if (!accept(token.clientId)) continue;
    if (found.length < mostTokens) found.push(token);
    else leftOut += 1;
  }
  // Whoever was issued in the same millisecond stands in the order of its name: each view gives the same order.
  found.sort((one, other) => one.issuedAt - other.issuedAt || (one.jti < other.jti ? -1 : 1));
  return { ...placed(found, state, live), leftOut };
}

function placed(
  tokens: readonly Token[],
  state: State,
  live: Pick<LiveTokens, 'rotationsOf'>,
): Omit<Families, 'leftOut'> {
  const listed = new Set(tokens.map(({ jti }) => jti));
  const headOfGrant = new Map<string, string>();
  for (const { jti, kind, grantId } of tokens) {
    if (grantId !== null && kind === 'refresh' && !headOfGrant.has(grantId)) headOfGrant.set(grantId, jti);
  }
  const children = new Map<string, Token[]>();
  const heads: Token[] = [];
  for (const token of tokens) {
    const parent = parentOf(token, listed, headOfGrant, state);
    if (parent === undefined) heads.push(token);
    else children.set(parent, [...(children.get(parent) ?? []), token]);
  }
  const members: (Member & { below: number })[] = [];
  for (const head of heads) {
    const open: { token: Token; indent: number; above: readonly number[] }[] = [{ token: head, indent: 0, above: [] }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { token, indent, above } = next;
      for (const place of above) {
        const member = members[place];
        if (member !== undefined) member.below += 1;
      }
      const here = members.push({ token, indent, below: 0, rotations: rotationsOf(token) }) - 1;
      const line = [...above, here];
      for (const child of (children.get(token.jti) ?? []).toReversed()) {
        open.push({ token: child, indent: indent + 1, above: line });
      }
    }
  }
  return { members, families: heads.length };

  function rotationsOf({ kind, grantId }: Token): number {
    return kind !== 'refresh' || grantId === null ? 0 : live.rotationsOf(grantId);
  }
}

/** The nearest ancestor that is listed, else the living head of its refresh family, since those before it were rotated away. */
function parentOf(
  token: Token,
  listed: ReadonlySet<string>,
  headOfGrant: ReadonlyMap<string, string>,
  { tokens }: State,
): string | undefined {
  const seen = new Set([token.jti]);
  for (let at = token.parents[0]; at !== undefined && !seen.has(at); at = tokens.get(at)?.parents[0]) {
    if (listed.has(at)) return at;
    seen.add(at);
  }
  const head = token.grantId === null ? undefined : headOfGrant.get(token.grantId);
  return head === token.jti ? undefined : head;
}
