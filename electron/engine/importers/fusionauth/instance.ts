// What the objects of one FusionAuth tell each other.
import type { Fields } from '#engine/importers/fields.ts';
import { recordedAt } from '#engine/importers/gather/blank.ts';
import type { Ref } from '#engine/importers/gather/source-object.ts';
import { ownersIn } from '#engine/importers/owners.ts';
import type { Fact, Instant, Seconds } from '#shared/model/fact.ts';
import type { Owner } from '#shared/model/identity.ts';

export interface Instance {
  /** Seconds that tokens for entities of a type live, where the type says so. */
  readonly typeTtl: Map<string, Fact<Seconds>>;
  /** Tenants by their id; `again` reads one anew. */
  readonly tenants: Map<string, () => Fields>;
  readonly names: Map<string, string>;
  /** When a refresh token of an application was last used. */
  readonly lastRefresh: Map<string, Instant>;
  readonly others: Map<string, number>;
}

export const emptyInstance = (): Instance => ({
  typeTtl: new Map(),
  tenants: new Map(),
  names: new Map(),
  lastRefresh: new Map(),
  others: new Map(),
});

export const entityRef = (id: string): Ref => ({ namespace: 'entity', externalId: id, kind: 'service_account' });
export const applicationRef = (id: string): Ref => ({ namespace: 'application', externalId: id, kind: 'oauth_client' });
export const keyRef = (id: string): Ref => ({ namespace: 'api-key', externalId: id, kind: 'api_key' });
export const userRef = (id: string): Ref => ({ namespace: 'user', externalId: id, kind: 'human' });

export const createdAt = (fields: Fields): Fact<Instant> => recordedAt(fields.instant('insertInstant', 'ms'));

/** `data` is free for whoever runs the server: some write owners there. */
export function ownersOf(fields: Fields): Fact<readonly Owner[]> {
  const data = fields.object('data');
  const told = ['owner', 'owners', 'contact', 'maintainer'].map((name) => data?.text(name));
  return ownersIn(told, undefined, [data?.text('team')]);
}

export const environmentOf = (fields: Fields): Fact<string> | undefined => {
  const data = fields.object('data');
  return data?.text('environment') ?? data?.text('env');
};
