import type { Credential } from '#shared/model/credential.ts';
import { isStatic } from '#shared/model/credential.ts';
import type { Fact, Instant } from '#shared/model/fact.ts';
import { isUnknown, unknownReasons } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import { identityKinds, identityStatuses } from '#shared/model/identity.ts';
import { isReadable } from '#shared/model/storage.ts';
import { pointsOf } from './credential-strength.ts';
import { environmentOf, foreignGrants, foreignTrusts, scopesOnProduction } from './environments.ts';
import type { Facts, OwnerState } from './facts.ts';
import { autonomies, ownerStates, standings } from './facts.ts';
import { consentIsOver, noSpans, spanFacts, withLiveGrants } from './grant-spans.ts';
import { accessTtlOf, exchangedTtl, lifetimeOf, observedAt } from './lifetime.ts';
import { loopholesOf } from './loose-trust.ts';
import { policyLintOf, refreshEndOf } from './policy-lint.ts';
import { privilegesOf } from './privileges.ts';
import { traitsOf } from './registration-traits.ts';
import { twinKey } from './registration-twins.ts';
import { residualUntil } from './residual.ts';
import { sessionEndOf } from './sessions.ts';
import type { Classify } from './usage.ts';
import { heldScopes } from './usage.ts';

export type { Classify } from './usage.ts';

/**
 * One identity as a flat row of numbers. Pure: windows and remaining times are measured against `asOf`, by default the
 * newest moment at which a source was read, so that a replay years later gives the same row.
 */
export function factsOf(
  identity: Identity,
  classify: Classify,
  asOf: Instant = observedAt(identity),
  days?: number,
): Facts {
  const live = withLiveGrants(identity, asOf);
  const scopes = heldScopes(live, classify, asOf, days);
  const lifetime = lifetimeOf(identity, asOf);
  const customers = customersOf(live);
  // A table row without scopes does not say that there are none; an export that lists grants does.
  const privileges = privilegesOf(scopes, live.grants.length > 0 || identity.tenant.vendor === 'csv');
  const spans = spanFacts(identity.grants, asOf);
  const resources = new Set(scopes.map((scope) => scope.api).filter((api) => api !== '')).size;
  return {
    kind: identityKinds.indexOf(identity.kind),
    status: identityStatuses.indexOf(identity.status),
    builtIn: identity.builtIn ? 1 : 0,
    leaked: identity.leaked ? 1 : 0,
    createdAt: isUnknown(identity.createdAt) ? Number.NaN : identity.createdAt,
    lastUsedAt: orNever(identity.lastUsedAt, Number.NEGATIVE_INFINITY),
    lastUsedReason: isUnknown(identity.lastUsedAt) ? unknownReasons.indexOf(identity.lastUsedAt.unknown) + 1 : 0,
    lifetime: lifetime.seconds,
    lifetimeReason: lifetime.reason === null ? 0 : unknownReasons.indexOf(lifetime.reason) + 1,
    lifetimeLeast: lifetime.least,
    lifetimeBeyond: 0,
    accessTtl: accessTtlOf(identity),
    exchangedTtl: exchangedTtl(identity),
    refreshEnd: refreshEndOf(identity.tokenPolicy),
    policyLint: policyLintOf(identity, lifetime),
    sessionEnd: sessionEndOf(identity),
    residualUntil: residualUntil(identity),
    ...privileges,
    ...credentialsOf(identity),
    customers,
    resources,
    reach: customers + resources,
    autonomy: isUnknown(identity.autonomy) ? Number.NaN : autonomies.indexOf(identity.autonomy),
    standing: isUnknown(identity.standing) ? Number.NaN : standings.indexOf(identity.standing),
    owner: ownerStates.indexOf(ownerStateOf(identity)),
    ownerReason: isUnknown(identity.owners) ? unknownReasons.indexOf(identity.owners.unknown) + 1 : 0,
    ...consentOf(live, spans),
    amplifies: scopes.some(amplifying(identity)) ? 1 : 0,
    crossEnvironment: 0,
    sharedKey: 0,
    ...nothingSeen,
    gone: 0,
    looseTrust: looseTrustOf(identity),
    riskyStore: riskyStoreOf(identity),
    unverified: identity.publisherVerified === undefined ? Number.NaN : identity.publisherVerified ? 0 : 1,
    productionScopes: productionScopesOf(live),
    devIssuer: foreignTrusts(identity).length + foreignGrants(live).length > 0 ? 1 : 0,
    selfApproved: 0,
    incident: 0,
    ghost: 0,
    ...spans,
    goneHumanUntil: Number.NEGATIVE_INFINITY,
    registration: traitsOf(live),
    twin: twinKey(identity),
    twins: 0,
    serverHome: 0,
    production: productionOf(identity),
  };
}

/** What only events tell. */
export const nothingSeen = {
  urlSecrets: 0,
  concurrentNetworks: 0,
  workloads: 0,
  agentsBehind: 0,
  interactive: 0,
  atConsole: 0,
  impersonates: 0,
  assertionMisuse: 0,
} as const;

/** Facts beside the score of an identity of which nobody says anything. */
export const nothingTold = {
  ...nothingSeen,
  gone: 0,
  looseTrust: Number.NaN,
  unverified: Number.NaN,
  ghost: 0,
  ...noSpans,
  goneHumanUntil: Number.NEGATIVE_INFINITY,
  coarseScopes: 0,
  productionScopes: Number.NaN,
  devIssuer: 0,
  selfApproved: 0,
  riskyStore: Number.NaN,
  incident: 0,
  registration: 0,
  twin: Number.NaN,
  twins: 0,
  serverHome: 0,
} as const;

const orNever = (fact: Fact<Instant | 'never'>, never: number): number =>
  isUnknown(fact) ? Number.NaN : fact === 'never' ? never : fact;

/** Humans that it acts for: those named, or the highest number counted, since several counted rows name the same people. */
function customersOf(identity: Identity): number {
  const named = new Set<string>();
  let counted = 0;
  for (const grant of identity.grants) {
    if (grant.onBehalfOf !== null) named.add(grant.onBehalfOf);
    else counted = Math.max(counted, grant.subjects);
  }
  return named.size + counted;
}

/** NaN: nobody says that it is outside of production. */
function productionScopesOf(identity: Identity): number {
  const environment = environmentOf(identity);
  if (environment === null) return Number.NaN;
  if (environment === 'production') return 0;
  return identity.grants.reduce((sum, grant) => sum + scopesOnProduction(identity, grant), 0);
}

type CredentialFacts = Pick<
  Facts,
  'expiresAt' | 'rotatedAt' | 'credential' | 'bound' | 'staticCredentials' | 'activeCredentials' | 'endlessCredential'
>;

function credentialsOf(identity: Identity): CredentialFacts {
  const active = identity.credentials.filter((credential) => credential.status === 'active');
  const lasting = active.filter((credential) => isStatic(credential.kind));
  // An empty list says nothing, but for a resource server, which never authenticates.
  const silent = identity.credentials.length === 0 && !identity.vendorKind.includes('bearer-only');
  return {
    expiresAt: silent ? Number.NaN : earliest(lasting),
    rotatedAt: silent ? Number.NaN : oldestRotation(lasting),
    credential: silent ? Number.NaN : active.reduce((worst, credential) => Math.max(worst, pointsOf(credential)), 0),
    bound: active.length > 0 && active.every((credential) => credential.binding !== 'none') ? 1 : 0,
    staticCredentials: lasting.length,
    activeCredentials: active.length,
    endlessCredential: silent ? Number.NaN : endless(lasting),
  };
}

/** The worst place of an active static credential. */
function riskyStoreOf({ credentials }: Identity): number {
  let worst = Number.NaN;
  for (const { status, kind, storage = [] } of credentials) {
    if (status !== 'active' || !isStatic(kind)) continue;
    for (const { place } of storage) {
      const risk = isReadable(place) ? 2 : place === 'ci_variable' ? 1 : 0;
      worst = Number.isNaN(worst) ? risk : Math.max(worst, risk);
    }
  }
  return worst;
}

/** The widest trust of an active credential. */
function looseTrustOf({ credentials }: Identity): number {
  let widest = Number.NaN;
  for (const { status, trusts = [] } of credentials) {
    if (status !== 'active') continue;
    for (const trust of trusts) widest = Math.max(Number.isNaN(widest) ? 0 : widest, loopholesOf(trust)[0]?.level ?? 0);
  }
  return widest;
}

function earliest(credentials: readonly Credential[]): number {
  let first = Number.POSITIVE_INFINITY;
  let silent = false;
  for (const { expiresAt } of credentials) {
    if (isUnknown(expiresAt)) silent = true;
    else if (expiresAt !== 'never') first = Math.min(first, expiresAt);
  }
  return silent && first === Number.POSITIVE_INFINITY ? Number.NaN : first;
}

function oldestRotation(credentials: readonly Credential[]): number {
  let oldest = Number.POSITIVE_INFINITY;
  for (const { rotatedAt, createdAt } of credentials) {
    const since = isUnknown(rotatedAt) ? createdAt : rotatedAt;
    if (isUnknown(since)) return Number.NaN;
    oldest = Math.min(oldest, since);
  }
  return oldest;
}

function endless(credentials: readonly Credential[]): number {
  if (credentials.some((credential) => credential.expiresAt === 'never')) return 1;
  return credentials.some((credential) => isUnknown(credential.expiresAt)) ? Number.NaN : 0;
}

function ownerStateOf(identity: Identity): OwnerState {
  const { owners } = identity;
  if (isUnknown(owners)) return 'unknown';
  if (owners.length === 0) return 'none';
  const present = owners.filter((owner) => owner.status !== 'departed');
  if (present.length === 0) return 'departed';
  if (present.some((owner) => owner.type === 'team')) return 'team';
  return present.length > 1 ? 'backed' : 'single';
}

/** The worst consent decides; one grant without a live record is enough to act without one. */
function consentOf(
  identity: Identity,
  { endedConsentUntil }: Pick<Facts, 'endedConsentUntil'>,
): Pick<Facts, 'consent' | 'consentAt'> {
  let [delegated, missing, silent, newest] = [false, false, false, Number.NEGATIVE_INFINITY];
  for (const grant of identity.grants) {
    if (grant.onBehalfOf === null && grant.subjects === 0) continue;
    delegated = true;
    if (grant.consent === null) silent = true;
    else if (grant.consent.status !== 'live') missing = true;
    else if (!isUnknown(grant.consent.givenAt)) newest = Math.max(newest, grant.consent.givenAt);
  }
  const consentAt = newest === Number.NEGATIVE_INFINITY ? Number.NaN : newest;
  if (!delegated) return { consent: -1, consentAt: Number.NaN };
  const isMissing = missing || consentIsOver(endedConsentUntil);
  return { consent: isMissing ? 2 : silent ? Number.NaN : 0, consentAt };
}

/** Of a child: is a scope one that did not travel down from its parent? Edges that do not name their scopes prove nothing. */
export function amplifying({ id, delegations }: Identity): (scope: { readonly name: string }) => boolean {
  const fromParents = delegations.filter((edge) => edge.kind === 'spawned' && edge.to === id);
  const passed = new Set(fromParents.flatMap((edge) => edge.scopes));
  if (passed.size === 0 || fromParents.some((edge) => edge.scopes.length === 0)) return () => false;
  return ({ name }) => !passed.has(name);
}

function productionOf(identity: Identity): number {
  const environment = environmentOf(identity);
  return environment === null ? Number.NaN : environment === 'production' ? 1 : 0;
}
