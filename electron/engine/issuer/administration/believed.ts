import type { Token } from '#engine/issuer/model.ts';
import type { IssuerState } from '#engine/issuer/state.ts';
import type { Instant } from '#shared/model/fact.ts';

/** Is it dead for the issuer while a verifier that never asks goes on believing in it (RFC 9068 §4)? */
export const isBelieved = (token: Token, state: Pick<IssuerState, 'deathOf'>, now: Instant): boolean =>
  isBelievable(token) && token.expiresAt > now && state.deathOf(token, now) !== null;

/** Nobody can check an opaque or a refresh token without asking. */
export const isBelievable = ({ kind, opaque }: Pick<Token, 'kind' | 'opaque'>): boolean => kind === 'access' && !opaque;
