// What a registration entry gives to its workload, whichever shape it is written in.
import { blankCredential, blankGrant, isOver, recordedAt, scopesNamed } from '#engine/importers/gather/blank.ts';
import type { Contribution, World } from '#engine/importers/gather/source-object.ts';
import type { Credential } from '#shared/model/credential.ts';
import { type Fact, type Instant, isUnknown, type Seconds, unknown } from '#shared/model/fact.ts';
import type { Grant } from '#shared/model/grant.ts';
import type { TokenPolicy } from '#shared/model/token-policy.ts';
import type { Trust } from '#shared/model/trust.ts';
import { isServer, nameOf, spiffeRef, trustDomainOf } from './spiffe-id.ts';

export interface Registration {
  /** '' before the server has given it one. */
  readonly entryId: string;
  readonly parentId: string;
  readonly selectors: readonly string[];
  readonly x509Ttl: Fact<Seconds>;
  readonly jwtTtl: Fact<Seconds>;
  readonly admin: boolean;
  readonly downstream: boolean;
  readonly storeSvid: boolean;
  readonly federatesWith: readonly string[];
  readonly hint: string;
  readonly dnsNames: readonly string[];
  readonly expiresAt: Fact<Instant | 'never'>;
  readonly createdAt: Fact<Instant | 'never'> | undefined;
}

/** What the server takes where neither entry nor its configuration says how long an SVID lives. */
const defaultX509: Seconds = 3600;
const defaultJwt: Seconds = 300;

/** How long an SVID of one SPIFFE ID lives at most, and when the last one is given out, over all its entries. */
export interface Life {
  readonly seconds: Fact<Seconds>;
  readonly from: TokenPolicy['accessTtlFrom'];
  readonly end: Fact<Instant | 'never'>;
}

export function lifeOf({ x509Ttl, jwtTtl, storeSvid, expiresAt: end }: Registration): Life {
  if (isUnknown(x509Ttl) || isUnknown(jwtTtl)) return { seconds: unknown('unreadable'), from: 'client', end };
  const x509 = x509Ttl === 0 ? defaultX509 : x509Ttl;
  // An SVID that goes into a store is an X.509-SVID.
  const jwt = storeSvid ? 0 : jwtTtl === 0 ? defaultJwt : jwtTtl;
  const isSaid = x509 >= jwt ? x509Ttl !== 0 : jwtTtl !== 0;
  return { seconds: Math.max(x509, jwt), from: isSaid ? 'client' : 'vendor_default', end };
}

export function longest(one: Life | undefined, other: Life): Life {
  if (one === undefined) return other;
  const isLonger = isUnknown(one.seconds) || (!isUnknown(other.seconds) && one.seconds >= other.seconds);
  return { ...(isLonger ? one : other), end: later(one.end, other.end) };
}

function later(one: Life['end'], other: Life['end']): Life['end'] {
  if (one === 'never' || other === 'never') return 'never';
  if (isUnknown(one) || isUnknown(other)) return isUnknown(one) ? one : other;
  return Math.max(one, other);
}

export const policyOf = ({ seconds, from }: Omit<Life, 'end'>): TokenPolicy => ({
  accessTtl: seconds,
  accessTtlFrom: from,
  refreshAbsolute: null,
  refreshIdle: null,
  refreshRotation: false,
  offline: false,
});

/** Who attests it, and by what: where nothing but a namespace is asked for, every workload of it is let in. */
function attestationOf({ parentId, selectors }: Registration): Trust {
  const isWide = selectors.every((selector) => selector.startsWith('k8s:ns:'));
  return {
    issuer: parentId,
    subjects: [[...selectors, ...(isWide ? ['*'] : [])].join(', ')],
    wildcards: isWide,
    audiences: unknown('not_recorded'),
  };
}

function credentialsOf(entry: Registration, now: Instant): readonly Credential[] {
  const { entryId, storeSvid, expiresAt } = entry;
  const of = (vendorKind: string, binding: Credential['binding']): Credential => ({
    ...blankCredential,
    id: [vendorKind, entryId].filter((part) => part !== '').join(' '),
    // The agent renews it before it ends: nothing of it stands still.
    kind: 'federated',
    vendorKind,
    status: isOver(expiresAt, now) ? 'expired' : 'active',
    expiresAt,
    lastUsedAt: unknown('not_recorded'),
    binding,
    ...(entry.selectors.length > 0 && { trusts: [attestationOf(entry)] }),
  });
  return storeSvid ? [of('X.509-SVID in a store', 'mtls')] : [of('X.509-SVID', 'mtls'), of('JWT-SVID', 'none')];
}

export function grantsOf(entry: Registration, domain: string): readonly Grant[] {
  const { admin, downstream, federatesWith, entryId, expiresAt } = entry;
  const resource = domain === '' ? 'trust domain' : domain;
  const privileges = [...(admin ? ['admin'] : []), ...(downstream ? ['downstream'] : [])];
  const own = privileges.map(
    (name): Grant => ({
      ...blankGrant,
      id: [name, entryId].filter((part) => part !== '').join(' '),
      resource,
      scopes: scopesNamed([name], 'spire'),
      expiresAt,
      origin: 'registration entry',
    }),
  );
  const foreign = [...new Set(federatesWith)].map(
    (name): Grant => ({
      ...blankGrant,
      id: `federates_with ${name}`,
      resource: name,
      scopes: scopesNamed(['federates_with'], 'spire'),
      expiresAt,
      origin: 'federates_with',
    }),
  );
  return [...own, ...foreign];
}

export const descriptionOf = (parts: Readonly<Record<string, string>>): string =>
  Object.entries(parts)
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `${name} ${text}`)
    .join('; ')
    .slice(0, 1_000);

export function contributionOf(entry: Registration, id: string, life: Life, world: World): Contribution {
  const { parentId, selectors, hint, entryId, dnsNames, createdAt } = entry;
  const to = world.idOf(spiffeRef(id));
  const isRoot = parentId === '' || parentId === id;
  return {
    vendorKind: 'registration entry',
    name: nameOf(id),
    aliases: [entryId, ...dnsNames],
    description: descriptionOf({ hint, selectors: selectors.join(', ') }),
    status: isOver(life.end, world.now) ? 'expired' : 'active',
    owners: unknown('not_recorded'),
    createdAt: recordedAt(createdAt),
    lastUsedAt: unknown('not_recorded'),
    autonomy: 'unattended',
    builtIn: isServer(id),
    credentials: credentialsOf(entry, world.now),
    grants: grantsOf(entry, trustDomainOf(id)),
    delegations: isRoot ? [] : [{ kind: 'spawned', from: world.idOf(spiffeRef(parentId)), to, scopes: [] }],
    tokenPolicy: policyOf(life),
  };
}
