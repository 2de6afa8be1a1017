import fc from 'fast-check';
import { bindings, credentialKinds } from '#shared/model/credential.ts';
import { type Fact, unknown, unknownReasons } from '#shared/model/fact.ts';
import type { Grant } from '#shared/model/grant.ts';
import { type Identity, identityKinds, identityStatuses } from '#shared/model/identity.ts';
import {
  applicationTypes,
  clientTypes,
  documentDoors,
  pkcePolicies,
  type Registration,
  redirectMatches,
  registrationDoors,
  registrationWays,
} from '#shared/model/registration.ts';
import { storagePlaces } from '#shared/model/storage.ts';
import type { Trust } from '#shared/model/trust.ts';
import { aCredential, aGrant, anIdentity, aScope, daysAgo, identityIdOf } from './builders.ts';

const unknowable = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<Fact<T>> =>
  fc.oneof({ weight: 2, arbitrary: values }, { weight: 1, arbitrary: fc.constantFrom(...unknownReasons).map(unknown) });
const instant = fc.integer({ min: 0, max: 2000 }).map(daysAgo);
const everOrNever = unknowable(fc.oneof(instant, fc.constant('never' as const)));

const someOf = (...names: readonly string[]) => unknowable(fc.subarray([...names]));

/** Registrations of which anything may be missing and anything may be wrong. */
const anyRegistration: fc.Arbitrary<Registration> = fc.record({
  redirectUris: someOf(
    '*',
    'https://a.example/*',
    'http://a.test/cb',
    'http://localhost/cb',
    'com.app:/cb',
    'https://',
    '',
  ),
  redirectMatch: unknowable(fc.constantFrom(...redirectMatches)),
  grantTypes: someOf('authorization_code', 'implicit', 'password', 'client_credentials', ''),
  responseTypes: someOf('code', 'token', 'id_token token'),
  audiences: someOf('https://mcp.example/mcp', 'api'),
  authMethod: unknowable(fc.constantFrom('none', 'client_secret_post', 'private_key_jwt', '')),
  clientType: unknowable(fc.constantFrom(...clientTypes)),
  applicationType: unknowable(fc.constantFrom(...applicationTypes)),
  pkce: unknowable(fc.constantFrom(...pkcePolicies)),
  clientUri: unknowable(fc.constantFrom('https://b.example/', 'nowhere', '')),
  metadataUris: fc.subarray(['https://b.example/client.json', 'x']),
  way: unknowable(fc.constantFrom(...registrationWays)),
  changedAt: unknowable(instant),
  server: fc.record({
    registration: unknowable(fc.constantFrom(...registrationDoors)),
    documents: unknowable(fc.constantFrom(...documentDoors)),
    challengeMethods: someOf('plain', 'S256'),
    namesIssuer: unknowable(fc.boolean()),
  }),
});

const texts = (...values: readonly string[]) => unknowable(fc.subarray([...values]));
const anyTrust: fc.Arbitrary<Trust> = fc.record({
  issuer: fc.constantFrom('', 'https://token.actions.githubusercontent.com', 'https://dev.example'),
  subjects: texts('*', 'repo:octo/*', 'repo:octo/shop:ref:refs/heads/main'),
  wildcards: fc.boolean(),
  audiences: texts('*', 'sts.amazonaws.com'),
});

const whenever = fc.integer({ min: -300, max: 300 }).map(daysAgo);
const sometime = unknowable(fc.oneof(whenever, fc.constant('never' as const)));

/** Grants that end, lie idle and lose their consent at any time, before and after `testNow`. Each has an id of its own. */
export const anyGrants: fc.Arbitrary<readonly Grant[]> = fc
  .array(
    fc.record({
      onBehalfOf: fc.constantFrom(null, identityIdOf('ada')),
      offline: fc.boolean(),
      lastUsedAt: sometime,
      expiresAt: sometime,
      consent: fc.option(
        fc.record({
          id: fc.constant('c'),
          status: fc.constantFrom('live', 'live', 'withdrawn', 'expired', 'missing'),
          givenAt: unknowable(whenever),
          expiresAt: sometime,
          purpose: fc.constant(unknown('not_recorded')),
        }),
        { nil: null },
      ),
    }),
    { maxLength: 6 },
  )
  .map((grants) => grants.map((grant, at) => aGrant({ ...grant, id: `grant-${at}` })));

/** Identities as no vendor would export them: every field may be unknown, lists may be empty. */
export const anyIdentity: fc.Arbitrary<Identity> = fc
  .record({
    kind: fc.constantFrom(...identityKinds),
    status: fc.constantFrom(...identityStatuses),
    leaked: fc.boolean(),
    publisherVerified: fc.option(fc.boolean(), { nil: undefined }),
    environment: unknowable(fc.constantFrom('', 'prod', 'test')),
    owners: unknowable(
      fc.array(
        fc.record({
          name: fc.constantFrom('', 'Ada'),
          id: fc.constant(null),
          type: fc.constantFrom('person' as const, 'team' as const),
          status: unknowable(fc.constantFrom('active' as const, 'departed' as const)),
        }),
        { maxLength: 2 },
      ),
    ),
    createdAt: unknowable(instant),
    lastUsedAt: everOrNever,
    registration: fc.option(anyRegistration, { nil: undefined }),
    tokenPolicy: fc.option(
      fc.record({
        accessTtl: unknowable(fc.constantFrom(300, 86_400)),
        refreshAbsolute: fc.option(unknowable(fc.constantFrom(86_400, 'never' as const)), { nil: null }),
        refreshIdle: fc.option(unknowable(fc.constantFrom(3600, 'never' as const)), { nil: null }),
        refreshRotation: unknowable(fc.boolean()),
        offline: unknowable(fc.boolean()),
        accessTtlFrom: fc.constant('client' as const),
      }),
      { nil: null },
    ),
    standing: unknowable(fc.constantFrom('standing' as const, 'scheduled' as const, 'jit' as const)),
    credentials: fc.array(
      fc
        .record({
          kind: fc.constantFrom(...credentialKinds),
          status: fc.constantFrom('active' as const, 'disabled' as const),
          fingerprint: unknowable(fc.constant('sha256:0123456789ab')),
          createdAt: unknowable(instant),
          rotatedAt: unknowable(instant),
          expiresAt: everOrNever,
          binding: fc.constantFrom(...bindings),
          storage: fc.array(
            fc.record({ place: fc.constantFrom(...storagePlaces), at: fc.constantFrom('', 'octo/shop .env') }),
            { maxLength: 2 },
          ),
          trusts: fc.array(anyTrust, { maxLength: 2 }),
        })
        .map(aCredential),
      { maxLength: 3 },
    ),
    grants: fc.array(
      fc
        .record({
          resource: fc.constantFrom('', 'realm-management', 'orders-api'),
          scopes: fc.array(
            fc
              .record({
                name: fc.constantFrom('*', 'manage-clients', 'orders:read', 'no-such', ''),
                api: fc.constantFrom('', 'realm-management', 'orders-api'),
                lastUsedAt: everOrNever,
              })
              .map(({ name, ...values }) => aScope(name, values)),
            { maxLength: 3 },
          ),
          subjects: fc.constantFrom(0, 5000),
          onBehalfOf: fc.constantFrom(null, identityIdOf('ada')),
          offline: fc.boolean(),
          lastUsedAt: everOrNever,
          consent: fc.option(
            fc.record({
              id: fc.constant('c'),
              status: fc.constantFrom('live' as const, 'withdrawn' as const),
              givenAt: unknowable(instant),
              expiresAt: everOrNever,
              purpose: fc.constant(unknown('not_recorded')),
            }),
            { nil: null },
          ),
        })
        .map(aGrant),
      { maxLength: 2 },
    ),
    delegations: fc.array(
      fc.record({
        kind: fc.constant('spawned' as const),
        from: fc.constant(identityIdOf('parent')),
        to: fc.constant(anIdentity({}).id),
        scopes: fc.subarray(['orders:read', 'no-such']),
      }),
      { maxLength: 2 },
    ),
  })
  .map(anIdentity);
