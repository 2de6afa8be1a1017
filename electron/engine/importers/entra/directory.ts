// What the objects of one directory tell each other.
import type { Fields } from '#engine/importers/fields.ts';
import type { Ref } from '#engine/importers/gather/source-object.ts';
import type { Asked } from '#engine/importers/json-record.ts';
import type { Fact, Instant, Seconds } from '#shared/model/fact.ts';
import type { IdentityKind } from '#shared/model/identity.ts';

export interface Person {
  readonly name: string;
  readonly active: boolean;
}

export interface OwnerNote {
  readonly id: string;
  readonly appId: string;
  readonly name: string;
  readonly type: 'user' | 'group' | 'other';
  readonly active: boolean | null;
  /** Owns it, and is not only its sponsor. */
  readonly owns: boolean;
}

export interface Resource {
  readonly appId: string;
  readonly name: string;
}

/** How long access tokens live, as a policy says. */
export interface TokenLifetime {
  readonly accessTtl: Fact<Seconds>;
}

export interface CredentialUse {
  readonly lastUsedAt: Fact<Instant | 'never'>;
}

/** What was told of object ids, by the identity that they turned out to be: appId, or the object id as it is. */
export interface Sealed {
  readonly holders: ReadonlySet<string>;
  readonly delegates: ReadonlyMap<string, boolean>;
  readonly lifetimes: ReadonlyMap<string, TokenLifetime>;
  readonly owners: Map<string, readonly OwnerNote[]>;
}

/** Object ids are in lower case. */
export interface Directory {
  /** What the file says that it answers: `…/$metadata#applications('id')/owners`. */
  context: string;
  /** Object id of an application or service principal → appId. */
  readonly appOf: Map<string, string>;
  /** Object id of a service principal. */
  readonly resources: Map<string, Resource>;
  /** Object id of an API's service principal → its name, as grants tell it. */
  readonly apiNames: Map<string, string>;
  /** Object id of a service principal → id of an app role → its name. */
  readonly roles: Map<string, Map<string, string>>;
  readonly roleNames: Map<string, string>;
  readonly people: Map<string, Person>;
  /** appId or object id → who answers for it; taken by whoever tells it first. */
  readonly owners: Map<string, OwnerNote[]>;
  /** Id of the tenant itself; '' until something says it. */
  home: string;
  /** appId of a service principal → the tenant that its application is registered in. */
  readonly registeredIn: Map<string, string>;
  /** appIds of applications and of service principals that were not deleted. */
  readonly live: { readonly app: Set<string>; readonly sp: Set<string> };
  /** Those that hold application permissions, by appId or object id. */
  readonly holders: Set<string>;
  /** Those that people let act for them, by appId or object id; true: also while they are away. */
  readonly delegates: Map<string, boolean>;
  readonly credentialUse: Map<string, CredentialUse>;
  /** Object id of a policy, or of what it applies to. */
  readonly lifetimes: Map<string, TokenLifetime>;
  defaultLifetime: TokenLifetime | null;
  /** Enabled users, to whom a consent for all of them extends. */
  users: number;
  /** A consent for all users was met. */
  forAll: boolean;
  /** appIds of those whose owners the file lists, even if there are none. */
  readonly ownersAsked: Set<string>;
  /** Worked out when everything was read. */
  sealed: Sealed | null;
  readonly others: Map<string, number>;
  readonly dangling: Set<string>;
}

export const emptyDirectory = (): Directory => ({
  context: '',
  appOf: new Map(),
  resources: new Map(),
  apiNames: new Map(),
  roles: new Map(),
  roleNames: new Map(),
  people: new Map(),
  owners: new Map(),
  home: '',
  registeredIn: new Map(),
  live: { app: new Set(), sp: new Set() },
  holders: new Set(),
  delegates: new Map(),
  credentialUse: new Map(),
  lifetimes: new Map(),
  defaultLifetime: null,
  users: 0,
  forAll: false,
  ownersAsked: new Set(),
  sealed: null,
  others: new Map(),
  dangling: new Set(),
});

export const countIn = (counts: Map<string, number>, what: string): void => {
  counts.set(what, (counts.get(what) ?? 0) + 1);
};

/** Ids are GUIDs, whose case says nothing. */
export const idIn = (fields: Fields, ...names: readonly string[]): string => {
  for (const name of names) {
    const id = fields.plain(name).trim().toLowerCase();
    if (id !== '') return id;
  }
  return '';
};

/** Application and service principal are one identity: whichever is there, it has the same id. */
export const appRef = (appId: string, kind: IdentityKind = 'oauth_client'): Ref => ({
  namespace: 'app',
  externalId: appId,
  kind,
});

export const userRef = (id: string, kind: IdentityKind = 'human'): Ref => ({ namespace: 'user', externalId: id, kind });

/** Known by its object id alone; who it is shows when everything was read. */
export const servicePrincipalRef = (id: string): Ref => ({
  namespace: 'service-principal',
  externalId: id,
  kind: 'service_account',
});
export const applicationRef = (id: string): Ref => ({ namespace: 'application', externalId: id, kind: 'oauth_client' });
/** A user, a service principal or a group. */
export const principalRef = (id: string): Ref => ({ namespace: 'principal', externalId: id, kind: 'service_account' });

export function settled(ref: Ref, { appOf, people }: Directory): Ref | null {
  const { namespace, externalId } = ref;
  if (namespace !== 'service-principal' && namespace !== 'application' && namespace !== 'principal') return ref;
  const appId = appOf.get(externalId);
  if (appId !== undefined) return appRef(appId, ref.kind);
  if (namespace !== 'principal') return ref;
  return people.has(externalId) ? userRef(externalId) : null;
}

export function seal(directory: Directory): Sealed {
  if (directory.sealed !== null) return directory.sealed;
  const keyOf = (id: string): string => directory.appOf.get(id) ?? id;
  const delegates = new Map<string, boolean>();
  for (const [id, always] of directory.delegates) delegates.set(keyOf(id), always || delegates.get(keyOf(id)) === true);
  const owners = new Map<string, OwnerNote[]>();
  for (const [id, notes] of directory.owners) owners.set(keyOf(id), [...(owners.get(keyOf(id)) ?? []), ...notes]);
  directory.sealed = {
    holders: new Set([...directory.holders].map(keyOf)),
    delegates,
    lifetimes: new Map([...directory.lifetimes].map(([id, lifetime]) => [keyOf(id), lifetime])),
    owners,
  };
  return directory.sealed;
}

/** One object inside another, as its address says. */
export interface Place {
  readonly parent: Ref;
  readonly relation: string;
}

const address =
  /(applications|servicePrincipals)(?:\(appId='([\w-]{36})'\)|\('([\w-]{36})'\)|\/([\w-]{36}))\/(?:microsoft\.graph\.\w+\/)?(\w+)/i;

/** Where an answer stands: `/applications/{id}/owners`, or the same in the words of its context. */
export function placeOf(asked: Asked | undefined, { context }: Directory): Place | null {
  const found = address.exec(asked?.url ?? context);
  if (found === null) return null;
  const [, collection = '', appId, inBrackets, inPath, relation = ''] = found;
  const id = (inBrackets ?? inPath ?? '').toLowerCase();
  const parent =
    appId !== undefined
      ? appRef(appId.toLowerCase())
      : collection.toLowerCase() === 'applications'
        ? applicationRef(id)
        : servicePrincipalRef(id);
  return { parent, relation: relation.toLowerCase() };
}
