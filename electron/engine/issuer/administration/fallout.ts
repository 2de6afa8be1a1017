import type { z } from 'zod';
import type { Token } from '#engine/issuer/model.ts';
import type { IssuerState } from '#engine/issuer/state.ts';
import type { residual, withdrawn } from '#shared/contract/issuer.ts';
import type { Instant } from '#shared/model/fact.ts';
import { nameOf, tokenRow } from './rows.ts';

export type Withdrawn = z.infer<typeof withdrawn>;
type Residual = z.infer<typeof residual>;

/** A list for people; what fell beyond it fell all the same. */
const mostRows = 10_000;

const livingOf = (state: IssuerState, now: Instant): Token[] =>
  [...state.tokens.values()].filter((token) => state.deathOf(token, now) === null);

/** Makes the change and says which tokens lived before and are dead now. */
export async function falloutOf(state: IssuerState, now: Instant, change: () => Promise<unknown>): Promise<Withdrawn> {
  const before = livingOf(state, now);
  await change();
  const fell = before.filter((token) => state.deathOf(token, now) !== null);
  return report(fell, state, now);
}

/** What would fall with the tokens that `isHit`, and with everything that was derived from them. Touches nothing. */
export function wouldFall(state: IssuerState, now: Instant, isHit: (token: Token) => boolean): Withdrawn {
  const hit = new Set<string>();
  const fell = livingOf(state, now).filter((token) => {
    // Issued later than what it was derived from: parents come first.
    const falls = isHit(token) || token.parents.some((parent) => hit.has(parent));
    if (falls) hit.add(token.jti);
    return falls;
  });
  return report(fell, state, now);
}

const report = (fell: readonly Token[], state: IssuerState, now: Instant): Withdrawn => ({
  fell: fell.slice(0, mostRows).map((token) => tokenRow(token, { state, now })),
  residual: fell.flatMap((token) => residualOf(token, state)).slice(0, mostRows),
});

/**
 * Whoever verifies a JWT by its signature alone believes in it until its `exp` (RFC 9068 §4). Nobody can check an opaque
 * or a refresh token without asking.
 */
function residualOf(token: Token, state: IssuerState): Residual[] {
  if (token.kind === 'refresh' || token.opaque) return [];
  const { jti, expiresAt: until, clientId, sub } = token;
  return token.audience.map((audience) => ({
    jti,
    audience,
    clientName: nameOf(clientId, state),
    subName: nameOf(sub, state),
    until,
  }));
}
