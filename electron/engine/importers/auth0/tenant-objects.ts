// What a tenant file says beside its clients; read whole before clients are mapped, because files order it freely.

import type { Fields } from '#engine/importers/fields.ts';
import { type Fact, type Instant, isUnknown, type Seconds, unknown } from '#shared/model/fact.ts';

export interface Api {
  readonly identifier: string;
  readonly name: string;
  readonly lifetime: Fact<Seconds> | undefined;
  readonly scopes: readonly string[];
}

export interface ClientGrant {
  readonly path: string;
  readonly clientRef: string;
  readonly audience: string;
  readonly scopes: readonly string[];
  readonly all: boolean;
  readonly forUsers: boolean;
}

export interface UserGrant {
  readonly path: string;
  readonly clientRef: string;
  readonly user: string;
  readonly audience: string;
  readonly scopes: readonly string[];
  readonly givenAt: Fact<Instant>;
}

export const readApi = (fields: Fields): Api => ({
  identifier: fields.plain('identifier') || fields.plain('audience'),
  name: fields.plain('name'),
  lifetime: fields.seconds('token_lifetime'),
  scopes: fields
    .objects('scopes')
    .map((scope) => scope.plain('value'))
    .filter((scope) => scope !== ''),
});

/** `allow_all_scopes` with an empty list means every scope of the API. */
export const readClientGrant = (fields: Fields): ClientGrant => ({
  path: fields.record,
  clientRef: fields.plain('client_id'),
  audience: fields.plain('audience'),
  scopes: fields.texts('scope') ?? fields.texts('scopes') ?? [],
  all: fields.isTrue('allow_all_scopes'),
  forUsers: fields.plain('subject_type') === 'user',
});

export function readUserGrant(fields: Fields): UserGrant {
  const at = fields.instant('created_at');
  return {
    path: fields.record,
    clientRef: fields.plain('clientID') || fields.plain('client_id'),
    user: fields.plain('user_id'),
    audience: fields.plain('audience'),
    scopes: fields.texts('scope') ?? [],
    givenAt: at === undefined || at === 'never' ? unknown('not_recorded') : at,
  };
}

/** The longest that any of the APIs issues; unknown as soon as one of them is. */
export function longest(lifetimes: readonly Fact<Seconds>[]): Fact<Seconds> | undefined {
  let most: number | undefined;
  for (const lifetime of lifetimes) {
    if (isUnknown(lifetime)) return lifetime;
    most = Math.max(most ?? 0, lifetime);
  }
  return most;
}
