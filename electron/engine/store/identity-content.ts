import type { Credential } from '#shared/model/credential.ts';
import type { Delegation } from '#shared/model/delegation.ts';
import { isUnknown } from '#shared/model/fact.ts';
import type { Consent, Grant, GrantedScope } from '#shared/model/grant.ts';
import type { Identity, Owner, Source } from '#shared/model/identity.ts';
import type { Registration } from '#shared/model/registration.ts';
import type { Tenant } from '#shared/model/tenant.ts';
import type { PolicyLayer, TokenPolicy } from '#shared/model/token-policy.ts';
import type { Trust } from '#shared/model/trust.ts';

/** An identity as text: members in one fixed order, so that equal identities have equal text. */
export interface IdentityContent {
  /** All but when and from which file it was read: what makes an identity changed or unchanged. */
  readonly compared: string;
  /** The whole identity as JSON. */
  readonly stored: string;
}

/**
 * Members are named one by one: that is several times faster than sorting keys (PERFORMANCE.md, goal F), and what the
 * model does not know never gets into the journal.
 */
export function contentOf(identity: Identity): IdentityContent {
  const body = JSON.stringify(membersOf(identity)).slice(0, -1);
  const records = identity.sources.map((source) => [source.importer, source.record]);
  return {
    compared: `${body},"sources":${JSON.stringify(records)}}`,
    stored: `${body},"sources":${JSON.stringify(identity.sources.map(origin))}}`,
  };
}

/** All that an identity says but for its sources, in the order of its text. */
export function membersOf(identity: Identity): Omit<Identity, 'sources'> {
  return {
    id: identity.id,
    kind: identity.kind,
    vendorKind: identity.vendorKind,
    tenant: tenant(identity.tenant),
    name: identity.name,
    externalId: identity.externalId,
    aliases: identity.aliases,
    description: identity.description,
    status: identity.status,
    environment: fact(identity.environment),
    publisher: fact(identity.publisher),
    ...(identity.publisherVerified === undefined ? {} : { publisherVerified: identity.publisherVerified }),
    owners: isUnknown(identity.owners) ? fact(identity.owners) : identity.owners.map(owner),
    createdAt: fact(identity.createdAt),
    lastUsedAt: fact(identity.lastUsedAt),
    credentials: identity.credentials.map(credential),
    grants: identity.grants.map(grant),
    delegations: identity.delegations.map(delegation),
    tokenPolicy: identity.tokenPolicy === null ? null : tokenPolicy(identity.tokenPolicy),
    standing: fact(identity.standing),
    autonomy: fact(identity.autonomy),
    leaked: identity.leaked,
    builtIn: identity.builtIn,
    ...(identity.registration === undefined ? {} : { registration: registration(identity.registration) }),
    ...(identity.anchors === undefined || identity.anchors.length === 0 ? {} : { anchors: identity.anchors }),
  };
}

function fact<T>(value: T): T {
  // Rebuilt, so that an unknown with stray members is equal to one without.
  return isUnknown(value) ? ({ unknown: value.unknown } as T) : value;
}

const tenant = ({ id, vendor, name }: Tenant): Tenant => ({ id, vendor, name });

const owner = (of: Owner): Owner => ({ name: of.name, id: of.id, type: of.type, status: fact(of.status) });

const credential = (of: Credential): Credential => ({
  id: of.id,
  kind: of.kind,
  vendorKind: of.vendorKind,
  status: of.status,
  fingerprint: fact(of.fingerprint),
  createdAt: fact(of.createdAt),
  rotatedAt: fact(of.rotatedAt),
  expiresAt: fact(of.expiresAt),
  lastUsedAt: fact(of.lastUsedAt),
  binding: of.binding,
  ...(of.storage === undefined || of.storage.length === 0
    ? {}
    : { storage: of.storage.map(({ place, at }) => ({ place, at })) }),
  ...(of.trusts === undefined || of.trusts.length === 0 ? {} : { trusts: of.trusts.map(trust) }),
});

const trust = (of: Trust): Trust => ({
  issuer: of.issuer,
  subjects: fact(of.subjects),
  wildcards: of.wildcards,
  audiences: fact(of.audiences),
});

const scope = (of: GrantedScope): GrantedScope => ({ name: of.name, api: of.api, lastUsedAt: fact(of.lastUsedAt) });

const consent = (of: Consent): Consent => ({
  id: of.id,
  status: of.status,
  givenAt: fact(of.givenAt),
  expiresAt: fact(of.expiresAt),
  purpose: fact(of.purpose),
});

const grant = (of: Grant): Grant => ({
  id: of.id,
  resource: of.resource,
  scopes: of.scopes.map(scope),
  onBehalfOf: of.onBehalfOf,
  subjects: of.subjects,
  consent: of.consent === null ? null : consent(of.consent),
  expiresAt: fact(of.expiresAt),
  lastUsedAt: fact(of.lastUsedAt),
  offline: of.offline,
  origin: of.origin,
});

const delegation = (of: Delegation): Delegation => ({ kind: of.kind, from: of.from, to: of.to, scopes: of.scopes });

const layer = (of: PolicyLayer): PolicyLayer => ({
  by: of.by,
  ...(of.accessTtl === undefined ? {} : { accessTtl: fact(of.accessTtl) }),
  ...(of.refreshAbsolute === undefined ? {} : { refreshAbsolute: fact(of.refreshAbsolute) }),
  ...(of.refreshIdle === undefined ? {} : { refreshIdle: fact(of.refreshIdle) }),
});

const tokenPolicy = (of: TokenPolicy): TokenPolicy => ({
  accessTtl: fact(of.accessTtl),
  refreshAbsolute: fact(of.refreshAbsolute),
  refreshIdle: fact(of.refreshIdle),
  refreshRotation: fact(of.refreshRotation),
  offline: fact(of.offline),
  accessTtlFrom: of.accessTtlFrom,
  ...(of.exchanged === undefined ? {} : { exchanged: of.exchanged }),
  ...(of.layers === undefined ? {} : { layers: of.layers.map(layer) }),
});

const registration = (of: Registration): Registration => ({
  redirectUris: fact(of.redirectUris),
  redirectMatch: fact(of.redirectMatch),
  grantTypes: fact(of.grantTypes),
  responseTypes: fact(of.responseTypes),
  audiences: fact(of.audiences),
  authMethod: fact(of.authMethod),
  clientType: fact(of.clientType),
  applicationType: fact(of.applicationType),
  pkce: fact(of.pkce),
  clientUri: fact(of.clientUri),
  metadataUris: of.metadataUris,
  way: fact(of.way),
  changedAt: fact(of.changedAt),
  server: {
    registration: fact(of.server.registration),
    documents: fact(of.server.documents),
    challengeMethods: fact(of.server.challengeMethods),
    namesIssuer: fact(of.server.namesIssuer),
  },
});

const origin = (of: Source): Source => ({
  file: of.file,
  digest: of.digest,
  record: of.record,
  importer: of.importer,
  importedAt: of.importedAt,
});
