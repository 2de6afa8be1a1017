// What the objects of one ZITADEL instance tell each other.
import type { Fields } from '#engine/importers/fields.ts';
import type { Ref } from '#engine/importers/gather/source-object.ts';
import type { Asked } from '#engine/importers/json-record.ts';
import { type Fact, type Seconds, unknown } from '#shared/model/fact.ts';
import type { IdentityKind, IdentityStatus, Owner } from '#shared/model/identity.ts';

/** OIDC settings of the instance. */
export interface Lifetimes {
  readonly access: Fact<Seconds>;
  readonly refreshIdle: Fact<Seconds>;
  readonly refreshEnd: Fact<Seconds>;
}

/** Where the file does not show the settings: what every instance begins with. */
export const firstLifetimes: Lifetimes = { access: 43_200, refreshIdle: 2_592_000, refreshEnd: 7_776_000 };

export interface Instance {
  lifetimes: Lifetimes | null;
  readonly others: Map<string, number>;
}

export const emptyInstance = (): Instance => ({ lifetimes: null, others: new Map() });

export const userRef = (id: string, kind: IdentityKind = 'service_account'): Ref => ({
  namespace: 'user',
  externalId: id,
  kind,
});
export const appRef = (id: string): Ref => ({ namespace: 'app', externalId: id, kind: 'oauth_client' });

/** The id behind a word in the address that was asked: `/users/123/pats/_search`. */
export const idInPath = (asked: Asked | undefined, word: string): string =>
  new RegExp(`/${word}/([^/?#]+)/`).exec(asked?.url ?? '')?.[1] ?? '';

const states: Readonly<Record<string, IdentityStatus>> = {
  INACTIVE: 'disabled',
  LOCKED: 'disabled',
  SUSPEND: 'disabled',
  DELETED: 'retired',
  REMOVED: 'retired',
  '2': 'disabled',
  '3': 'retired',
  '4': 'disabled',
  '5': 'disabled',
};

/** `USER_STATE_INACTIVE`, `APP_STATE_ACTIVE`, `STATE_INACTIVE`, or the number of one. */
export const statusOf = (object: Fields): IdentityStatus =>
  states[object.plain('state').replace(/^.*STATE_/, '')] ?? 'active';

/** v1 keeps times and organisation in `details`, v2 beside the rest. */
const placeOf = (object: Fields): Fields => object.object('details') ?? object;

export const timesOf = (object: Fields) => placeOf(object).instant('creationDate') ?? object.instant('creationDate');

/** The organisation that an object belongs to is all that ZITADEL knows of owners. */
export function ownersOf(object: Fields): Fact<readonly Owner[]> {
  const place = placeOf(object);
  const name = place.plain('resourceOwner') || object.plain('organizationId') || object.plain('orgId');
  if (name === '') return unknown('not_in_export');
  return [{ name: `organization ${name}`, id: null, type: 'team', status: unknown('not_recorded') }];
}
