import fc from 'fast-check';
import { bindings, credentialKinds } from '#shared/model/credential.ts';
import { type Fact, unknown, unknownReasons } from '#shared/model/fact.ts';
import { type Identity, identityKinds, identityStatuses } from '#shared/model/identity.ts';
import { aCredential, aGrant, anIdentity, aScope, daysAgo, identityIdOf } from './builders.ts';

const unknowable = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<Fact<T>> =>
  fc.oneof({ weight: 2, arbitrary: values }, { weight: 1, arbitrary: fc.constantFrom(...unknownReasons).map(unknown) });
const instant = fc.integer({ min: 0, max: 2000 }).map(daysAgo);
const everOrNever = unknowable(fc.oneof(instant, fc.constant('never' as const)));

/** Identities as no vendor would export them: every field may be unknown, lists may be empty. */
export const anyIdentity: fc.Arbitrary<Identity> = fc
  .record({
    kind: fc.constantFrom(...identityKinds),
    status: fc.constantFrom(...identityStatuses),
    leaked: fc.boolean(),
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
