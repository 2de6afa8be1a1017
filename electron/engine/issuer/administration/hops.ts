import type { z } from 'zod';
import type { Consent, Token } from '#engine/issuer/model.ts';
import type { IssuerState } from '#engine/issuer/state.ts';
import type { hop } from '#shared/contract/delegations.ts';
import type { Instant } from '#shared/model/fact.ts';
import { tokenRow } from './rows.ts';

export type Hop = z.infer<typeof hop>;

const mostHops = 200;

/**
 * The access tokens of a consent as hops: what there was before each, what its client may hold, what was given. Parents
 * first.
 */
export function hopsOf(
  consent: Consent,
  tokens: readonly Token[],
  { state, now }: { readonly state: IssuerState; readonly now: Instant },
): Hop[] {
  return newestWithAncestors(tokens.filter(({ kind }) => kind === 'access')).map((token) => {
    const before = scopesBefore(token, consent, state);
    const client = [...(state.clients.get(token.clientId)?.scopes ?? [])];
    const given = [...token.scopes];
    const dropped = before
      .filter((scope) => !given.includes(scope))
      .map((scope) => ({ scope, why: client.includes(scope) ? ('not_asked' as const) : ('client_lacks' as const) }));
    return {
      token: tokenRow(token, { state, now }),
      before: [...before],
      client,
      given,
      dropped,
      children: [...state.childrenOf(token.jti)],
    };
  });
}

/** An agent asks for a token every few minutes, and those of hours are not drawn; but no branch stands without its root. */
function newestWithAncestors(tokens: readonly Token[]): readonly Token[] {
  if (tokens.length <= mostHops) return tokens;
  const kept = new Set<string>();
  for (const [place, { jti, parents }] of [...tokens.entries()].reverse()) {
    if (!kept.has(jti) && place < tokens.length - mostHops) continue;
    kept.add(jti);
    // Parents were issued before: this loop has yet to come to them.
    for (const parent of parents) kept.add(parent);
  }
  return tokens.filter(({ jti }) => kept.has(jti));
}

/** The subject token's scopes, or the consent's where the token came of it directly. */
const scopesBefore = (token: Token, consent: Consent, { tokens }: Pick<IssuerState, 'tokens'>): readonly string[] =>
  tokens.get(token.parents[0] ?? '')?.scopes ?? consent.scopes;
