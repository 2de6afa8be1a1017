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

/** Which tokens fell, and who can still be fooled by them. */
export const falloutOf = (fell: readonly Token[], state: IssuerState, now: Instant): Withdrawn => ({
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
