import type { z } from 'zod';
import type { Consent, Token } from '#engine/issuer/model.ts';
import type { IssuerState } from '#engine/issuer/state.ts';
import type { hop } from '#shared/contract/delegations.ts';
import type { Instant } from '#shared/model/fact.ts';
import { tokenRow } from './rows.ts';

export type Hop = z.infer<typeof hop>;

const mostHops = 200;

/**
 * Every access token of a consent as a hop: what there was before it, what its client may hold, what was given. Parents
 * first; dead ones only where they are asked for.
 */
export function hopsOf(
  consent: Consent,
  tokens: readonly Token[],
  { state, now }: { readonly state: IssuerState; readonly now: Instant },
  withDead: boolean,
): Hop[] {
  return tokens
    .filter((token) => token.kind === 'access' && (withDead || state.deathOf(token, now) === null))
    .slice(-mostHops)
    .map((token) => {
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

/** The subject token's scopes, or the consent's where the token came of it directly. */
const scopesBefore = (token: Token, consent: Consent, { tokens }: Pick<IssuerState, 'tokens'>): readonly string[] =>
  tokens.get(token.parents[0] ?? '')?.scopes ?? consent.scopes;
