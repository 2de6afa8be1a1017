import type { z } from 'zod';
import type { Token } from '#engine/issuer/model.ts';
import type { IssuerState } from '#engine/issuer/state.ts';
import type { residual, withdrawn } from '#shared/contract/issuer.ts';
import type { Instant } from '#shared/model/fact.ts';
import { believedUntil, nameOf, tokenRow } from './rows.ts';

export type Withdrawn = z.infer<typeof withdrawn>;
type Residual = z.infer<typeof residual>;

/** A list for people; what fell beyond it fell all the same. */
const mostRows = 10_000;

/** Which tokens fell, and who can still be fooled by them. */
export const falloutOf = (fell: readonly Token[], state: IssuerState, now: Instant): Withdrawn => ({
  fell: fell.slice(0, mostRows).map((token) => tokenRow(token, { state, now })),
  residual: fell.flatMap((token) => residualOf(token, state)).slice(0, mostRows),
});

/** Who can be fooled right now by those of the tokens that are dead. */
export const stillBelieved = (tokens: readonly Token[], state: IssuerState, now: Instant): Residual[] =>
  tokens
    .filter((token) => now < token.expiresAt && state.deathOf(token, now) !== null)
    .flatMap((token) => residualOf(token, state))
    .slice(0, mostRows);

function residualOf(token: Token, state: IssuerState): Residual[] {
  const until = believedUntil(token);
  if (until === null) return [];
  const { jti, clientId, sub } = token;
  return token.audience.map((audience) => ({
    jti,
    audience,
    clientName: nameOf(clientId, state),
    subName: nameOf(sub, state),
    until,
  }));
}
