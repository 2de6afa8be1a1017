import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assumed, authorities, type Contribution } from '#shared/model/contribution.ts';
import { unknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import { aCredential, aGrant, anIdentity, aRegistration, aScope, identityIdOf } from '#test/support/builders.ts';
import { merge } from './merge.ts';
import { type Choice, ranked } from './precedence.ts';

const source = (file: string, record = '$'): Identity['sources'][number] => ({
  file,
  digest: 'd',
  record,
  importer: 'test',
  importedAt: 1,
});

function says(stream: string, values: Partial<Identity>, said: Partial<Contribution> = {}): Contribution {
  const identity = anIdentity({ sources: [source(stream)], ...values });
  return { stream, authority: 'object', madeAt: 1, where: {}, identity, ...said };
}

function told(contributions: readonly Contribution[]): Map<string, Choice> {
  const choices = new Map<string, Choice>();
  merge(contributions, (choice) => choices.set(choice.field, choice));
  return choices;
}

const fact = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: value }, { weight: 1, arbitrary: fc.constant(unknown('not_recorded')) });
const instant = fact(fc.integer({ min: 1, max: 4 }));

const contribution: fc.Arbitrary<Contribution> = fc
  .record({
    stream: fc.constantFrom('a', 'b', 'c', 'd'),
    authority: fc.constantFrom(...authorities),
    madeAt: fc.integer({ min: 1, max: 3 }),
    assumes: fc.subarray(['name', 'status', 'kind']),
    name: fc.constantFrom('x', 'y'),
    description: fc.constantFrom('', 'd', 'e'),
    status: fc.constantFrom('active' as const, 'disabled' as const),
    environment: fact(fc.constantFrom('prod', 'test')),
    owners: fact(fc.uniqueArray(fc.constantFrom('Ana', 'Bo', 'ana'), { maxLength: 2 })),
    createdAt: instant,
    lastUsedAt: fact(fc.constantFrom(1, 2, 'never' as const)),
    keys: fc.uniqueArray(fc.constantFrom('k1', 'k2', 'k3'), { maxLength: 3 }),
    rotatedAt: instant,
    scopes: fc.uniqueArray(fc.constantFrom('read', 'write'), { maxLength: 2 }),
    used: instant,
    ttl: fc.option(instant, { nil: null }),
    leaked: fc.boolean(),
    redirects: fc.option(fact(fc.constantFrom(['a'], ['b'], [])), { nil: null }),
    changedAt: instant,
  })
  .map((of) =>
    says(
      of.stream,
      {
        name: of.name,
        description: of.description,
        status: of.status,
        environment: of.environment,
        owners: Array.isArray(of.owners)
          ? of.owners.map((name) => ({ name, id: null, type: 'person', status: unknown('not_recorded') }))
          : unknown('not_recorded'),
        createdAt: of.createdAt,
        lastUsedAt: of.lastUsedAt,
        credentials: of.keys.map((id) => aCredential({ id, rotatedAt: of.rotatedAt })),
        grants: [aGrant({ scopes: of.scopes.map((name) => aScope(name, { lastUsedAt: of.used })) })],
        tokenPolicy:
          of.ttl === null
            ? null
            : {
                accessTtl: of.ttl,
                refreshAbsolute: null,
                refreshIdle: unknown('not_in_export'),
                refreshRotation: false,
                offline: unknown('not_in_export'),
                accessTtlFrom: of.authority === 'object' ? 'client' : 'tenant',
              },
        leaked: of.leaked,
        ...(of.redirects !== null && {
          registration: aRegistration({
            redirectUris: of.redirects,
            metadataUris: Array.isArray(of.redirects) ? of.redirects : [],
            changedAt: of.changedAt,
          }),
        }),
      },
      {
        authority: of.authority,
        madeAt: of.madeAt,
        where: Object.fromEntries(of.assumes.map((field) => [field, assumed])),
      },
    ),
  );

const several = fc.uniqueArray(contribution, { selector: ({ stream }) => stream, minLength: 1, maxLength: 4 });
const run = { seed: 20_260_314, numRuns: 400 };

/** As the store does it: a later file of a stream takes the place of the earlier one. */
const replace = (all: readonly Contribution[], one: Contribution): readonly Contribution[] => [
  ...all.filter(({ stream }) => stream !== one.stream),
  one,
];

describe('what sources say together', () => {
  it('does not depend on the order in which they came', () => {
    fc.assert(
      fc.property(several, fc.infiniteStream(fc.nat()), (all, numbers) => {
        const shuffled = all
          .map((each) => ({ each, key: numbers.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        expect(merge(shuffled)).toEqual(merge(all));
        expect([...told(shuffled)]).toEqual([...told(all)]);
      }),
      run,
    );
  });

  it('is the same when one of them is heard again, and however they are grouped', () => {
    fc.assert(
      fc.property(several, several, (some, more) => {
        const together = [...some, ...more].reduce(replace, [] as readonly Contribution[]);
        const again = [...some, ...more, ...more].reduce(replace, [] as readonly Contribution[]);
        const apart = more.reduce(replace, some.reduce(replace, [] as readonly Contribution[]));
        expect(merge(again)).toEqual(merge(together));
        expect(merge(apart)).toEqual(merge(together));
      }),
      run,
    );
  });

  it('is what one says who speaks alone', () => {
    fc.assert(
      fc.property(contribution, (one) => {
        expect(merge([one])).toBe(one.identity);
        const { owners, ...rest } = merge([one], () => undefined);
        expect({ ...rest, owners: one.identity.owners }).toEqual(one.identity);
        expect(Array.isArray(owners)).toBe(Array.isArray(one.identity.owners));
      }),
      run,
    );
  });

  it('is known where anybody knows', () => {
    fc.assert(
      fc.property(several, (all) => {
        const merged = merge(all);
        for (const field of ['environment', 'createdAt', 'lastUsedAt', 'owners'] as const) {
          const isKnown = all.some(({ identity }) => !isUnknownFact(identity[field]));
          expect(isUnknownFact(merged[field])).toBe(!isKnown);
        }
      }),
      run,
    );
  });

  it('tells of every value that differs from the one that was taken', () => {
    fc.assert(
      fc.property(several, (all) => {
        const choices = told(all);
        const order = ranked(all);
        const merged = merge(all);
        for (const field of ['name', 'status', 'environment', 'createdAt'] as const) {
          const choice = choices.get(field);
          expect(choice?.value).toEqual(merged[field]);
          expect(order[choice?.from ?? -1]?.identity[field]).toEqual(merged[field]);
          for (const { value, from } of choice?.others ?? []) {
            expect(value).toEqual(order[from]?.identity[field]);
            expect(value).not.toEqual(merged[field]);
          }
        }
      }),
      run,
    );
  });
});

const isUnknownFact = (value: unknown): boolean => typeof value === 'object' && value !== null && 'unknown' in value;

describe('precedence', () => {
  it('is authority, then freshness, then the name of the stream', () => {
    const old = says('realm', { status: 'disabled' }, { madeAt: 1 });
    const table = says('table', { status: 'active' }, { authority: 'table', madeAt: 9 });
    const newer = says('other', { status: 'retired' }, { madeAt: 2 });
    expect(merge([table, old]).status).toBe('disabled');
    expect(merge([table, old, newer]).status).toBe('retired');
    expect(merge([says('b', { name: 'b' }), says('a', { name: 'a' })]).name).toBe('a');
  });

  it('hears what was said before what an importer filled in', () => {
    const grants = says(
      'grants',
      { name: '0oa1', status: 'active' },
      { madeAt: 9, where: { name: assumed, status: assumed } },
    );
    const apps = says('apps', { name: 'Shop', status: 'disabled' }, { madeAt: 1 });
    expect(merge([grants, apps])).toMatchObject({ name: 'Shop', status: 'disabled' });
    expect(told([grants, apps]).get('status')?.others).toEqual([]);
  });

  it('shows a contradiction with both values and both sources', () => {
    const realm = says('realm', { environment: 'prod', credentials: [aCredential({ expiresAt: 5 })] });
    const table = says(
      'table',
      { environment: 'test', credentials: [aCredential({ expiresAt: 'never' })] },
      { authority: 'table' },
    );
    const choices = told([table, realm]);
    expect(choices.get('environment')).toEqual({
      field: 'environment',
      value: 'prod',
      from: 0,
      others: [{ value: 'test', from: 1 }],
    });
    expect(choices.get('credentials/secret-1.expiresAt')?.others).toEqual([{ value: 'never', from: 1 }]);
  });
});

describe('lists', () => {
  it('hold what any source lists, each once, with what each knows of it', () => {
    const apps = says('apps', { credentials: [aCredential({ id: 'k1', lastUsedAt: unknown('not_recorded') })] });
    const report = says(
      'report',
      {
        credentials: [
          aCredential({ id: 'k1', lastUsedAt: 7, expiresAt: unknown('not_in_export') }),
          aCredential({ id: 'k2' }),
        ],
      },
      { authority: 'report' },
    );
    const { credentials } = merge([report, apps]);
    expect(credentials.map(({ id }) => id)).toEqual(['k1', 'k2']);
    expect(credentials[0]).toMatchObject({ lastUsedAt: 7, expiresAt: aCredential().expiresAt });
  });

  it('lose what the newest file of a stream lists no more', () => {
    const before = says('apps', { credentials: [aCredential({ id: 'k1' }), aCredential({ id: 'k2' })] });
    const now = says('apps', { credentials: [aCredential({ id: 'k2' })] }, { madeAt: 2 });
    const other = says('other', { credentials: [aCredential({ id: 'k3' })] });
    expect(merge(replace([before, other], now)).credentials.map(({ id }) => id)).toEqual(['k2', 'k3']);
  });

  it('lie wherever anybody saw them, and trust whom the first says who says it', () => {
    const trust = { issuer: 'https://issuer', subjects: ['a'], wildcards: false, audiences: ['b'] };
    const [code, vault] = [
      { place: 'code', at: 'octo/shop .env' },
      { place: 'vault', at: 'secret/shop' },
    ] as const;
    const { credentials } = merge([
      says('a', { credentials: [aCredential({ storage: [code] })] }),
      says('b', { credentials: [aCredential({ storage: [vault, code], trusts: [trust] })] }),
      says('c', { credentials: [aCredential({ trusts: [{ ...trust, subjects: [] }] })] }),
    ]);
    expect(credentials).toEqual([aCredential({ storage: [code, vault], trusts: [trust] })]);
  });

  it('keep the use that somebody saw: the latest one', () => {
    const scope = (lastUsedAt: number | 'never') => [aGrant({ scopes: [aScope('read', { lastUsedAt })] })];
    const apps = says('apps', { lastUsedAt: 'never', grants: scope('never') }, { madeAt: 9 });
    const log = says('log', { lastUsedAt: 3, grants: scope(3) }, { authority: 'log' });
    const merged = merge([apps, log]);
    expect([merged.lastUsedAt, merged.grants[0]?.scopes[0]?.lastUsedAt]).toEqual([3, 3]);
  });

  it('of scopes are those of the first who lists any', () => {
    const narrow = says('apps', { grants: [aGrant({ scopes: [aScope('read')] })] }, { madeAt: 2 });
    const wide = says('old', { grants: [aGrant({ scopes: [aScope('read'), aScope('write')] })] });
    expect(merge([wide, narrow]).grants[0]?.scopes.map(({ name }) => name)).toEqual(['read']);
  });

  it('of owners unite, and nobody is outvoted by somebody', () => {
    const owner = (name: string, id: Identity['id'] | null = null) =>
      ({ name, id, type: 'person', status: unknown('not_recorded') }) as const;
    const nobody = says('realm', { owners: [] }, { madeAt: 3 });
    const table = says('table', { owners: [owner('Ana')] }, { authority: 'table' });
    const other = says('other', { owners: [owner('ana'), owner('Bo', identityIdOf('bo'))] }, { authority: 'table' });
    const merged = merge([nobody, table, other]).owners;
    expect(Array.isArray(merged) && merged.map(({ name }) => name)).toEqual(['ana', 'Bo']);
    expect(told([nobody, table]).get('owners')?.others).toEqual([{ value: 'Ana', from: 1 }]);
  });

  it('takes every member of a registration from the first who knows it', () => {
    const one = aRegistration({
      redirectUris: unknown('not_in_export'),
      pkce: 'optional',
      metadataUris: ['https://a/'],
    });
    const two = aRegistration({ pkce: 'S256', way: 'dynamic', metadataUris: ['https://b/'] });
    const all = [
      says('a', { registration: { ...one, way: unknown('not_recorded') } }),
      says('b', { registration: two }, { madeAt: 0 }),
    ];
    expect(merge(all).registration).toEqual({
      ...two,
      pkce: 'optional',
      metadataUris: ['https://a/', 'https://b/'],
    });
    expect(told(all).get('registration.pkce')?.others).toEqual([{ value: 'S256', from: 1 }]);
    expect(merge([says('a', {}), says('b', {})])).not.toHaveProperty('registration');
  });
});
