import { clockSeconds, number, plural } from '#renderer/ui/format.ts';
import type { ClientRow, ConsentRow, TokenRow } from '#shared/contract/issuer.ts';
import { durationWords } from '#shared/lib/duration.ts';

export const authWords: Readonly<Record<ClientRow['auth'], string>> = {
  none: 'none, public',
  client_secret_basic: 'secret, Basic',
  client_secret_post: 'secret, form',
  private_key_jwt: 'private key JWT',
};

export const grantWords: Readonly<Record<TokenRow['via'], string>> = {
  client_credentials: 'client credentials',
  authorization_code: 'authorization code',
  refresh_token: 'refresh',
  'urn:ietf:params:oauth:grant-type:token-exchange': 'token exchange',
  'urn:ietf:params:oauth:grant-type:jwt-bearer': 'JWT bearer',
};

export const deathWords: Readonly<Record<NonNullable<TokenRow['death']>, string>> = {
  expired: 'expired',
  revoked: 'revoked',
  parent_dead: 'its parent is dead',
  grant_revoked: 'grant revoked',
  consent_withdrawn: 'consent withdrawn',
  client_revoked: 'client revoked',
  subject_revoked: 'subject revoked',
  rotated: 'rotated',
};

export const proofWords: Readonly<Record<ConsentRow['proof'], string>> = {
  consent_page: 'consent page, signed in',
  playground: 'playground',
  questions: 'five questions',
};

/** `9:58` below an hour, else `2 h`; never less than `0:00`. */
export function leftWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  if (seconds >= 3600) return durationWords(seconds);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** `until 12:04:31, 4:58 left`: how long whoever never asks still believes in a dead token; null: nobody does. */
export function believedWords(
  { death, believedUntil }: Pick<TokenRow, 'death' | 'believedUntil'>,
  now: number,
): string | null {
  if (death === null || believedUntil === null || believedUntil <= now) return null;
  return `until ${clockSeconds(believedUntil)}, ${leftWords(believedUntil - now)} left`;
}

/** Enough of a jti to tell it from its neighbours. */
export const shortJti = (jti: string): string => (jti.length <= 10 ? jti : `${jti.slice(0, 8)}…`);

/** `Ana, through shop-assist › sub-1`, or the client alone where it acts for itself. */
export function whoWords(token: Pick<TokenRow, 'sub' | 'subName' | 'clientId' | 'clientName' | 'actors'>): string {
  const actors = token.actors.map((actor) => actor.name).join(' › ');
  if (actors !== '') return `${token.subName}, through ${actors}`;
  return token.sub === token.clientId ? token.clientName : token.subName;
}

interface Fallen {
  readonly fell: readonly Pick<TokenRow, 'kind'>[];
  readonly residual: readonly unknown[];
}

/**
 * `7 tokens fell, 1 of them a refresh token; 3 are still believed where nobody asks the issuer`, or what would come of
 * it while it is only simulated.
 */
export function fallenWords({ fell, residual }: Fallen, simulated = false): string {
  if (fell.length === 0) return simulated ? 'No live token would fall' : 'No live token fell';
  const refresh = fell.filter(({ kind }) => kind === 'refresh').length;
  const among = refresh === 0 ? '' : `, ${plural(refresh, 'refresh token')} among them`;
  const start = `${plural(fell.length, 'token')} ${simulated ? 'would fall' : 'fell'}${among}`;
  if (residual.length === 0) return `${start}; nobody can be deceived by one`;
  const still = simulated ? 'would still be' : residual.length === 1 ? 'is still' : 'are still';
  return `${start}; ${number(residual.length)} ${still} believed where nobody asks the issuer`;
}
