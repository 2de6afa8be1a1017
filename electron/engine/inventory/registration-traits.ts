// What a registration is known to be, as bits of one number: rules over 100,000 rows read nothing else of it.
import { type Fact, isUnknown } from '#shared/model/fact.ts';
import type { Grant } from '#shared/model/grant.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { Registration } from '#shared/model/registration.ts';
import {
  loopbackRedirects,
  oddRedirects,
  placeIn,
  plainRedirects,
  strangeAddresses,
  wildcardRedirects,
} from './redirects.ts';

type Judged = Pick<Identity, 'credentials' | 'grants' | 'tokenPolicy' | 'kind' | 'name'>;
type Test = (of: Registration, identity: Judged) => boolean;

const lists = (list: Fact<readonly string[]>, ...names: readonly string[]): boolean =>
  !isUnknown(list) && names.some((name) => list.includes(name));

const isUnbound = ({ credentials }: Judged): boolean =>
  credentials.every(({ status, binding }) => status !== 'active' || binding === 'none');

const refreshes = ({ tokenPolicy }: Judged): boolean => tokenPolicy !== null && tokenPolicy.refreshAbsolute !== null;

/** A resource, scope or name that says `mcp` as a word of its own. */
const mcpWord = /(?:^|[^a-z0-9])mcp(?:$|[^a-z0-9])/i;
export function mcpMarks(
  { grants, name }: Pick<Identity, 'grants' | 'name'>,
  of: Registration | undefined,
): readonly string[] {
  const scopes = grants.flatMap(({ resource, scopes: held }) => [resource, ...held.map((scope) => scope.name)]);
  const audiences = of === undefined || isUnknown(of.audiences) ? [] : of.audiences;
  return [...new Set([name, ...audiences, ...scopes].filter((text) => mcpWord.test(text)))];
}

/** Scopes by which it acts for a human and which no live consent of that human holds. Without a consent nothing is said. */
export function beyondConsent({
  grants,
}: Pick<Identity, 'grants'>): readonly { readonly grant: Grant; readonly scopes: readonly string[] }[] {
  const agreed = new Map<string, Set<string>>();
  for (const { onBehalfOf, consent, scopes } of grants) {
    if (onBehalfOf === null || consent?.status !== 'live') continue;
    const names = agreed.get(onBehalfOf) ?? new Set();
    for (const { name } of scopes) names.add(name);
    agreed.set(onBehalfOf, names);
  }
  return grants.flatMap((grant) => {
    const known = grant.onBehalfOf === null || grant.consent !== null ? undefined : agreed.get(grant.onBehalfOf);
    const more = known === undefined ? [] : grant.scopes.map(({ name }) => name).filter((name) => !known.has(name));
    return more.length === 0 ? [] : [{ grant, scopes: more }];
  });
}

/** The first live consent that is older than the registration as it is now; only of clients that change it themselves. */
export function outdatedConsent(of: Registration, { grants }: Pick<Identity, 'grants'>): Grant | null {
  const { changedAt } = of;
  if (isUnknown(changedAt) || (of.way !== 'dynamic' && of.way !== 'metadata_document')) return null;
  const isOlder = ({ consent }: Grant): boolean =>
    consent?.status === 'live' && !isUnknown(consent.givenAt) && consent.givenAt < changedAt;
  return grants.find(isOlder) ?? null;
}

const tests = {
  confidential: (of) => of.clientType === 'confidential',
  public: (of) => of.clientType === 'public',
  dynamic: (of) => of.way === 'dynamic',
  document: (of) => of.way === 'metadata_document',
  mcp: (of, identity) => mcpMarks(identity, of).length > 0,
  code: (of) => lists(of.grantTypes, 'authorization_code'),
  /** An access token in the answer of the authorization endpoint. */
  implicit: (of) => !isUnknown(of.responseTypes) && of.responseTypes.some((type) => type.split(' ').includes('token')),
  password: (of) =>
    !isUnknown(of.grantTypes) && of.grantTypes.some((type) => /^password$|\/password-realm$/.test(type)),
  plainPkce: (of) => of.pkce === 'plain',
  optionalPkce: (of) => of.pkce === 'optional',
  wildcardRedirect: (of) => wildcardRedirects(of).length > 0,
  plainRedirect: (of) => plainRedirects(of).length > 0,
  /** Neither `https` nor the user's own machine: `http`, or a scheme that any application may claim. */
  oddRedirect: (of) => oddRedirects(of).length > 0,
  loopback: (of) => loopbackRedirects(of).length > 0,
  stranger: (of) => strangeAddresses(of).length > 0,
  secretInBody: (of) => of.clientType === 'confidential' && of.authMethod === 'client_secret_post',
  /** It has a secret to keep, or asks for tokens in its own name, and proves nothing. */
  unauthenticated: (of) =>
    of.authMethod === 'none' &&
    (of.clientType === 'confidential' ||
      of.applicationType === 'service' ||
      lists(of.grantTypes, 'client_credentials')),
  sharedSecret: (of, { credentials }) =>
    of.clientType === 'confidential' &&
    (isUnknown(of.authMethod)
      ? credentials.some(
          ({ status, kind }) => status === 'active' && (kind === 'client_secret' || kind === 'secret_jwt'),
        )
      : of.authMethod.startsWith('client_secret_')),
  /** RFC 9700 §2.2.2: neither rotated nor bound. */
  looseRefresh: (of, identity) =>
    of.clientType === 'public' &&
    refreshes(identity) &&
    identity.tokenPolicy?.refreshRotation === false &&
    isUnbound(identity),
  endlessRefresh: (_of, identity) => refreshes(identity) && identity.tokenPolicy?.refreshIdle === 'never',
  anyAudience: (of, { grants }) =>
    !isUnknown(of.audiences) && of.audiences.length === 0 && grants.some(({ scopes }) => scopes.length > 0),
  grownScopes: (_of, identity) => beyondConsent(identity).length > 0,
  changedSince: (of, identity) => outdatedConsent(of, identity) !== null,
  openServer: (of) => of.server.registration === 'anybody',
  anyDocument: (of) => of.server.documents === 'any_domain',
  namelessServer: (of) => of.server.namesIssuer === false,
  plainServer: (of) => lists(of.server.challengeMethods, 'plain'),
  noChallenges: (of) => !isUnknown(of.server.challengeMethods) && of.server.challengeMethods.length === 0,
  /** An id that is an address, but not as a metadata document must have it: `https`, with a path. */
  oddDocument: (of) =>
    of.way === 'metadata_document' &&
    !of.metadataUris.some((uri) => placeIn(uri)?.scheme === 'https' && /^[^:]+:\/\/[^/]+\/./.test(uri)),
} as const satisfies Readonly<Record<string, Test>>;

export type RegistrationTrait = keyof typeof tests;

// Object.entries of a literal gives exactly its entries.
const listed = Object.entries(tests) as readonly (readonly [RegistrationTrait, Test])[];

/** The bit of each trait. 31 fit into a column of 32 bits without a sign. */
export const traitBits = Object.fromEntries(listed.map(([name], at) => [name, 2 ** at])) as Readonly<
  Record<RegistrationTrait, number>
>;

/** Traits that are known to hold. What is unknown is no trait: 0 is a client of which nothing bad is known. */
export function traitsOf(identity: Judged & Pick<Identity, 'registration'>): number {
  const { registration } = identity;
  if (registration === undefined) return 0;
  let bits = 0;
  for (const [at, [, test]] of listed.entries()) if (test(registration, identity)) bits += 2 ** at;
  return bits;
}

export const hasTrait = ({ registration }: { readonly registration: number }, trait: RegistrationTrait): boolean =>
  (registration & traitBits[trait]) !== 0;
