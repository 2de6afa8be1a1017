import type { Contribution } from '#shared/model/contribution.ts';
import type { Credential } from '#shared/model/credential.ts';
import type { Delegation } from '#shared/model/delegation.ts';
import { type Fact, isUnknown } from '#shared/model/fact.ts';
import type { Grant, GrantedScope } from '#shared/model/grant.ts';
import type { Identity, Owner } from '#shared/model/identity.ts';
import { mostUris, type Registration } from '#shared/model/registration.ts';
import type { TokenPolicy } from '#shared/model/token-policy.ts';
import { choose, isAssumed, latest, ranked, type Saying, type Tell } from './precedence.ts';

type All = readonly Contribution[];
interface Element<T> {
  readonly item: T;
  readonly from: number;
}

/**
 * One identity of all that its sources say (ADR 9). A pure function of the set of contributions, whose streams must differ.
 * `tell` hears of every field where its value came from; indexes are those of `ranked(contributions)`.
 */
export function merge(contributions: readonly Contribution[], tell?: Tell): Identity {
  const all = ranked(contributions);
  const [first] = all;
  if (first === undefined) throw new Error('an identity of which nobody says anything');
  if (all.length === 1 && tell === undefined) return first.identity;
  const { id, tenant } = first.identity;
  const one = <K extends keyof Identity>(field: K): Identity[K] => choose(field, sayings(all, field), tell);
  return {
    id,
    kind: one('kind'),
    vendorKind: one('vendorKind'),
    tenant,
    name: one('name'),
    externalId: one('externalId'),
    aliases: [...new Set(all.flatMap(({ identity }) => identity.aliases))],
    description: one('description'),
    status: one('status'),
    environment: one('environment'),
    publisher: one('publisher'),
    ...verifiedBy(all, tell),
    owners: mergeOwners(all, tell),
    createdAt: one('createdAt'),
    lastUsedAt: latest('lastUsedAt', sayings(all, 'lastUsedAt'), tell),
    credentials: unite(all, 'credentials', ({ identity }) => identity.credentials, mergeCredential, tell),
    grants: unite(all, 'grants', ({ identity }) => identity.grants, mergeGrant, tell),
    delegations: mergeDelegations(all),
    tokenPolicy: mergePolicy(all, tell),
    standing: one('standing'),
    autonomy: one('autonomy'),
    leaked: anyone(all, 'leaked', tell),
    builtIn: anyone(all, 'builtIn', tell),
    ...registrationOf(all, tell),
    ...anchorsOf(all),
    sources: all.flatMap(({ identity }) => identity.sources),
  };
}

/** With the contributions in the order in which they were heard. */
export const mergeRanked = (contributions: readonly Contribution[]): { identity: Identity; order: All } => ({
  identity: merge(contributions),
  order: ranked(contributions),
});

function sayings<K extends keyof Identity>(all: All, field: K): Saying<Identity[K]>[] {
  return all.map((each, from) => ({ value: each.identity[field], from, assumed: isAssumed(each, field) }));
}

/** No is what every source says that has not looked. */
function anyone(all: All, field: 'leaked' | 'builtIn', tell: Tell | undefined): boolean {
  const from = all.findIndex(({ identity }) => identity[field]);
  tell?.({ field, value: from >= 0, from: Math.max(0, from), others: [] });
  return from >= 0;
}

function verifiedBy(all: All, tell: Tell | undefined): Pick<Identity, 'publisherVerified'> {
  const said = all.flatMap(({ identity: { publisherVerified: value } }, from) =>
    value === undefined ? [] : [{ value, from, assumed: false }],
  );
  return said.length === 0 ? {} : { publisherVerified: choose('publisherVerified', said, tell) };
}

function anchorsOf(all: All): Pick<Identity, 'anchors'> {
  const anchors = [...new Set(all.flatMap(({ identity }) => identity.anchors ?? []))];
  return anchors.length === 0 ? {} : { anchors };
}

/** Elements of the same id are one; they stand in the order in which they are first heard of. */
function unite<T extends { readonly id: string }>(
  all: All,
  field: 'credentials' | 'grants',
  listOf: (contribution: Contribution) => readonly T[],
  join: (elements: readonly Element<T>[], at: string, tell: Tell | undefined) => T,
  tell: Tell | undefined,
): T[] {
  const byId = new Map<string, Element<T>[]>();
  for (const [from, each] of all.entries()) {
    for (const item of listOf(each)) {
      const same = byId.get(item.id);
      if (same === undefined) byId.set(item.id, [{ item, from }]);
      // Twice in one file: the first one counts.
      else if (same.at(-1)?.from !== from) same.push({ item, from });
    }
  }
  return [...byId].map(([id, elements]) => {
    const at = `${field}/${id}`;
    tell?.({ field: at, value: id, from: elements[0]?.from ?? 0, others: [] });
    return join(elements, at, tell);
  });
}

/** Members are told of only where somebody says otherwise: the element itself says where it came from. */
const conflictsOnly =
  (tell: Tell | undefined): Tell | undefined =>
  (choice) => {
    if (choice.others.length > 0) tell?.(choice);
  };

function memberOf<T extends object>(elements: readonly Element<T>[], at: string, tell: Tell | undefined) {
  const telling = conflictsOnly(tell);
  const of = <K extends keyof T & string>(name: K): Saying<T[K]>[] =>
    elements.map(({ item, from }) => ({ value: item[name], from, assumed: false }));
  return {
    of,
    one: <K extends keyof T & string>(name: K): T[K] => choose(`${at}.${name}`, of(name), telling),
  };
}

function mergeCredential(elements: readonly Element<Credential>[], at: string, tell: Tell | undefined): Credential {
  const { one, of } = memberOf(elements, at, tell);
  return {
    id: one('id'),
    kind: one('kind'),
    vendorKind: one('vendorKind'),
    status: one('status'),
    fingerprint: one('fingerprint'),
    createdAt: one('createdAt'),
    rotatedAt: one('rotatedAt'),
    expiresAt: one('expiresAt'),
    lastUsedAt: latest(`${at}.lastUsedAt`, of('lastUsedAt'), undefined),
    binding: one('binding'),
    ...keptIn(elements),
    ...trustedBy(elements),
  };
}

/** A copy that one source knows of lies there, whatever the others know. */
function keptIn(elements: readonly Element<Credential>[]): Pick<Credential, 'storage'> {
  const all = elements.flatMap(({ item }) => item.storage ?? []);
  if (all.length === 0) return {};
  return { storage: [...new Map(all.map((one) => [`${one.place} ${one.at}`, one])).values()] };
}

/** Conditions of one trust belong together: those of the source that is heard first. */
function trustedBy(elements: readonly Element<Credential>[]): Pick<Credential, 'trusts'> {
  const trusts = elements.find(({ item }) => (item.trusts ?? []).length > 0)?.item.trusts;
  return trusts === undefined ? {} : { trusts };
}

function mergeGrant(elements: readonly Element<Grant>[], at: string, tell: Tell | undefined): Grant {
  const { one, of } = memberOf(elements, at, tell);
  const consents = elements.filter(({ item }) => item.consent !== null);
  return {
    id: one('id'),
    resource: one('resource'),
    scopes: mergeScopes(elements),
    onBehalfOf: elements.find(({ item }) => item.onBehalfOf !== null)?.item.onBehalfOf ?? null,
    subjects: elements.find(({ item }) => item.subjects > 0)?.item.subjects ?? 0,
    consent: consents[0]?.item.consent ?? null,
    expiresAt: one('expiresAt'),
    lastUsedAt: latest(`${at}.lastUsedAt`, of('lastUsedAt'), undefined),
    offline: one('offline'),
    origin: one('origin'),
  };
}

/** The first who lists any scope says which there are: what the others saw used is kept. */
function mergeScopes(elements: readonly Element<Grant>[]): readonly GrantedScope[] {
  const listing = elements.find(({ item }) => item.scopes.length > 0)?.item.scopes ?? [];
  if (elements.length === 1) return listing;
  return listing.map((scope) => {
    const same = elements.flatMap(({ item, from }) =>
      item.scopes
        .filter(({ name, api }) => name === scope.name && api === scope.api)
        .map(({ lastUsedAt }) => ({ value: lastUsedAt, from, assumed: false })),
    );
    return { ...scope, lastUsedAt: latest(scope.name, same, undefined) };
  });
}

function mergeDelegations(all: All): readonly Delegation[] {
  const joined = new Map<string, Delegation>();
  for (const { identity } of all) {
    for (const edge of identity.delegations) {
      const key = `${edge.kind} ${edge.from} ${edge.to}`;
      const before = joined.get(key);
      const scopes = before === undefined ? edge.scopes : [...new Set([...before.scopes, ...edge.scopes])];
      joined.set(key, before === undefined ? edge : { ...edge, scopes });
    }
  }
  return [...joined.values()];
}

const ownerKey = ({ name, id }: Owner): string => id ?? name.toLowerCase();

/** All whom anybody names. A source that says that nobody owns it is outvoted by one that names somebody. */
function mergeOwners(all: All, tell: Tell | undefined): Fact<readonly Owner[]> {
  const told = all.flatMap(({ identity: { owners } }, from) => (isUnknown(owners) ? [] : [{ owners, from }]));
  const lists = sayings(all, 'owners').map((saying) => ({ ...saying, value: namesOf(saying.value) }));
  if (tell !== undefined) choose('owners', lists, tell);
  if (told.length === 0) return all[0]?.identity.owners ?? [];
  const byKey = new Map<string, Element<Owner>[]>();
  for (const { owners, from } of told) {
    for (const item of owners) {
      const same = byKey.get(ownerKey(item)) ?? [];
      byKey.set(ownerKey(item), [...same, { item, from }]);
    }
  }
  return [...byKey].map(([key, elements]): Owner => {
    const { one } = memberOf(elements, `owners/${key}`, tell);
    return { name: one('name'), id: elements[0]?.item.id ?? null, type: one('type'), status: one('status') };
  });
}

function namesOf(owners: Identity['owners']): Fact<string> {
  if (isUnknown(owners)) return owners;
  return owners.length === 0 ? 'nobody' : owners.map(({ name }) => name).join(', ');
}

function mergePolicy(all: All, tell: Tell | undefined): TokenPolicy | null {
  const elements = all.flatMap(({ identity: { tokenPolicy } }, from) =>
    tokenPolicy === null ? [] : [{ item: tokenPolicy, from }],
  );
  const [first] = elements;
  if (first === undefined) return null;
  tell?.({ field: 'tokenPolicy', value: '', from: first.from, others: [] });
  const { one } = memberOf(elements, 'tokenPolicy', tell);
  const accessTtl = one('accessTtl');
  /** The first that says it says it whole. */
  const optional = <K extends 'exchanged' | 'layers'>(name: K): Partial<Pick<TokenPolicy, K>> => {
    const value = elements.find(({ item }) => item[name] !== undefined)?.item[name];
    return value === undefined ? {} : ({ [name]: value } as Pick<TokenPolicy, K>);
  };
  return {
    accessTtl,
    refreshAbsolute: one('refreshAbsolute'),
    refreshIdle: one('refreshIdle'),
    refreshRotation: one('refreshRotation'),
    offline: one('offline'),
    // It says of which lifetime it is: it goes with the one that was taken.
    ...optional('exchanged'),
    ...optional('layers'),
    accessTtlFrom: (elements.find(({ item }) => item.accessTtl === accessTtl) ?? first).item.accessTtlFrom,
  };
}

/** Member by member: one source knows the redirects, another how it came to be registered. */
function registrationOf(all: All, tell: Tell | undefined): Pick<Identity, 'registration'> {
  const elements = all.flatMap(({ identity: { registration } }, from) =>
    registration === undefined ? [] : [{ item: registration, from }],
  );
  const [first] = elements;
  if (first === undefined) return {};
  tell?.({ field: 'registration', value: '', from: first.from, others: [] });
  const { one } = memberOf<Registration>(elements, 'registration', tell);
  const server = memberOf(
    elements.map(({ item, from }) => ({ item: item.server, from })),
    'registration.server',
    tell,
  );
  return {
    registration: {
      redirectUris: one('redirectUris'),
      redirectMatch: one('redirectMatch'),
      grantTypes: one('grantTypes'),
      responseTypes: one('responseTypes'),
      audiences: one('audiences'),
      authMethod: one('authMethod'),
      clientType: one('clientType'),
      applicationType: one('applicationType'),
      pkce: one('pkce'),
      clientUri: one('clientUri'),
      metadataUris: [...new Set(elements.flatMap(({ item }) => item.metadataUris))].slice(0, mostUris),
      way: one('way'),
      changedAt: latest(
        'registration.changedAt',
        elements.map(({ item, from }) => ({ value: item.changedAt, from, assumed: false })),
        undefined,
      ),
      server: {
        registration: server.one('registration'),
        documents: server.one('documents'),
        challengeMethods: server.one('challengeMethods'),
        namesIssuer: server.one('namesIssuer'),
      },
    },
  };
}
