import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordingOf, shows } from '#engine/catalogue/exercises.ts';
import { factsOf } from '#engine/inventory/facts-of.ts';
import { scopeUsesOf, withUsage } from '#engine/inventory/with-usage.ts';
import { classifierOf } from '#engine/projector.ts';
import type { Activity } from '#shared/model/activity.ts';
import { type Fact, type Instant, unknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { TenantId } from '#shared/model/ids.ts';
import type { Tenant, Vendor } from '#shared/model/tenant.ts';
import {
  aGrant,
  anActivity,
  anIdentity,
  aScope,
  aTenant,
  daysAgo,
  identityIdOf,
  testNow,
} from '#test/support/builders.ts';
import { projected } from '#test/support/projected.ts';
import { foldUsage } from './fold-usage.ts';

const classify = classifierOf(new Map());
const silent = unknown('not_in_export');
const shop = aTenant({ vendor: 'csv' });

function worldOf(identities: readonly Identity[]) {
  const { projection, log } = projected(identities);
  return {
    projection,
    log,
    usage: (days = 90) => foldUsage(projection, { now: testNow, days, actions: { shows, recordingOf }, classify }),
    uses(row: number, days = 90) {
      const { scope } = projection.identities.holdings.columns;
      return scopeUsesOf(this.usage(days), row, { scopes: scope.strings, codes: scope.codes.values });
    },
  };
}

/** Words on one scope of the identity `bot`, by the scope's name. */
function stateOf(identity: Identity, events: readonly Activity[], days = 90): Record<string, unknown> {
  const world = worldOf([identity]);
  if (events.length > 0) world.log(events.map((activity) => ({ activity, tenant: identity.tenant })));
  return Object.fromEntries(
    [...world.uses(0, days)].map(([key, { state, last, reason }]) => [
      key.split('\u001f')[2],
      reason === null ? [state, last] : [state, last, reason.unknown],
    ]),
  );
}

const bot = (scopes: readonly string[], last: Fact<Instant | 'never'> = silent, values: Partial<Identity> = {}) =>
  anIdentity({
    name: 'bot',
    tenant: shop,
    lastUsedAt: silent,
    grants: [aGrant({ scopes: scopes.map((name) => aScope(name, { lastUsedAt: last })) })],
    ...values,
  });
const by = (name: string, action: string, days: number, values: Partial<Activity> = {}): Activity =>
  anActivity({ client: { id: identityIdOf(name), name }, action, at: daysAgo(days), ...values });
/** A log that covers 90 days and shows that the API's calls are recorded, by somebody else. */
const covered = [by('other', 'orders:read', 120), by('other', 'orders:read', 0)];

describe('usage of scopes', () => {
  it('is unknown without a log of the tenant', () => {
    expect(stateOf(bot(['orders:read']), [])).toEqual({
      'orders:read': ['unknown', { unknown: 'no_log' }, 'no_log'],
    });
  });

  it('is what the log shows', () => {
    expect(stateOf(bot(['orders:read', 'orders:write']), [...covered, by('bot', 'orders:read', 3)])).toEqual({
      'orders:read': ['used', daysAgo(3)],
      'orders:write': ['unused', 'never'],
    });
  });

  it('is unknown where the log does not reach back or ends too early: unknown is not never', () => {
    const late = [by('other', 'orders:read', 30), by('other', 'orders:read', 0)];
    const early = [by('other', 'orders:read', 200), by('other', 'orders:read', 20)];
    for (const log of [late, early]) {
      expect(stateOf(bot(['orders:write']), log)).toEqual({
        'orders:write': ['unknown', { unknown: 'window_exceeded' }, 'window_exceeded'],
      });
    }
    // A shorter window is covered.
    expect(stateOf(bot(['orders:read', 'orders:write']), late, 29)).toMatchObject({
      'orders:write': ['unused', 'never'],
    });
  });

  it('is unknown where the log does not record that kind of action', () => {
    const log = [by('other', 'pages:read', 120), by('other', 'pages:read', 0)];
    expect(stateOf(bot(['orders:write']), log)).toEqual({
      'orders:write': ['unknown', { unknown: 'not_mapped' }, 'not_mapped'],
    });
  });

  it('is not what was refused', () => {
    const log = [...covered, by('bot', 'orders:write', 3, { decision: 'denied' }), by('bot', 'orders:read', 3)];
    expect(stateOf(bot(['orders:write']), log)).toEqual({ 'orders:write': ['unused', 'never'] });
  });

  it('never overwrites a later word of the source', () => {
    const log = [...covered, by('bot', 'orders:read', 40)];
    expect(stateOf(bot(['orders:read'], daysAgo(2)), log)).toEqual({ 'orders:read': ['used', daysAgo(2)] });
    expect(stateOf(bot(['orders:read'], daysAgo(200)), log)).toEqual({ 'orders:read': ['used', daysAgo(40)] });
    expect(stateOf(bot(['orders:read'], 'never'), log)).toEqual({ 'orders:read': ['used', daysAgo(40)] });
  });

  it('keeps the last known use where nobody knows what came after', () => {
    const log = [by('bot', 'orders:read', 200), by('other', 'orders:read', 150)];
    expect(stateOf(bot(['orders:read']), log)).toEqual({
      'orders:read': ['unknown', daysAgo(200), 'window_exceeded'],
    });
  });

  it('keeps a reason that no log can help', () => {
    expect(stateOf(bot(['orders:read'], unknown('no_permission')), [])).toMatchObject({
      'orders:read': ['unknown', { unknown: 'no_permission' }, 'no_permission'],
    });
  });

  it('maps the words of a vendor, and knows what its log leaves out', () => {
    const aws: Tenant = { id: 'ten_awsawsawsaws' as TenantId, vendor: 'aws', name: 'acme' };
    const scopes = ['s3:Get*', 'iam:CreateUser', 'iam:PassRole', 'dynamodb:GetItem'];
    const identity = bot(scopes, silent, { tenant: aws });
    const log = [
      by('other', 'ec2:DescribeInstances', 120),
      by('bot', 's3:GetObject', 5),
      by('other', 'iam:GetUser', 0),
    ];
    expect(stateOf(identity, log)).toEqual({
      's3:Get*': ['used', daysAgo(5)],
      'iam:CreateUser': ['unused', 'never'],
      'iam:PassRole': ['unknown', { unknown: 'not_mapped' }, 'not_mapped'],
      'dynamodb:GetItem': ['unknown', { unknown: 'not_mapped' }, 'not_mapped'],
    });
  });
});

describe('usage of identities', () => {
  const other = anIdentity({ name: 'other', tenant: shop, lastUsedAt: silent });
  const lastOf = (events: readonly Activity[], said: Fact<Instant | 'never'> = silent): unknown[] => {
    const world = worldOf([bot(['orders:read'], silent, { lastUsedAt: said }), other]);
    if (events.length > 0) world.log(events.map((activity) => ({ activity, tenant: shop })));
    const { lastUsedAt, lastUsedReason } = world.usage();
    return [lastUsedAt[0], lastUsedReason[0] === 0];
  };

  it('is the latest time at which it took part, whoever acted', () => {
    const behind = by('bot', 'orders:read', 4, { agents: [{ id: identityIdOf('helper'), name: 'helper' }] });
    expect(lastOf([...covered, behind])).toEqual([daysAgo(4), true]);
    expect(lastOf([...covered, behind], daysAgo(1))).toEqual([daysAgo(1), true]);
  });

  it('is never only where the log covers the window and shows its kind', () => {
    expect(lastOf(covered)).toEqual([Number.NEGATIVE_INFINITY, true]);
    expect(lastOf([])).toEqual([Number.NaN, false]);
    expect(lastOf([by('other', 'orders:read', 10)])).toEqual([Number.NaN, false]);
    const strangers = [by('nobody', 'orders:read', 120), by('nobody', 'orders:read', 0)];
    expect(lastOf(strangers)).toEqual([Number.NaN, false]);
  });
});

const names = ['alpha', 'beta', 'gamma'] as const;
const words = ['orders:read', 'orders:*', 'get:secrets', '*:*', 's3:GetObject', 'okta.users.manage'] as const;
const actions = ['orders:read', 'get:secrets', 'list:pods', 's3:GetObject', 'user.lifecycle.create'] as const;
const lastUse = fc.constantFrom<Fact<Instant | 'never'>>(
  'never',
  silent,
  unknown('no_permission'),
  daysAgo(1),
  daysAgo(200),
);
const vendor = fc.constantFrom<Vendor>('csv', 'kubernetes', 'aws', 'okta');
const tenantIn = (kind: Vendor): Tenant => aTenant({ id: `ten_${kind.padEnd(12, 'a')}` as TenantId, vendor: kind });
const someIdentity = fc
  .record({
    name: fc.constantFrom(...names),
    in: vendor,
    lastUsedAt: lastUse,
    grants: fc.array(fc.array(fc.tuple(fc.constantFrom(...words), lastUse), { maxLength: 4 }), { maxLength: 3 }),
  })
  .map(({ name, in: kind, lastUsedAt, grants }) =>
    anIdentity({
      name,
      tenant: tenantIn(kind),
      lastUsedAt,
      grants: grants.map((scopes) =>
        aGrant({ scopes: scopes.map(([scope, last]) => aScope(scope, { lastUsedAt: last })) }),
      ),
    }),
  );
const someEvent = fc
  .record({
    name: fc.constantFrom(...names),
    in: vendor,
    action: fc.constantFrom(...actions),
    days: fc.constantFrom(0, 3, 100, 300),
    denied: fc.boolean(),
  })
  .map(({ name, in: kind, action, days, denied }) => ({
    activity: by(name, action, days, denied ? { decision: 'denied' } : {}),
    tenant: tenantIn(kind),
  }));

const runs = { seed: 20_261_128, numRuns: 200 };

describe('the columns', () => {
  it('say what the facts of the identity with its usage say', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(someIdentity, { selector: (one) => one.name, maxLength: 3 }),
        fc.array(someEvent, { maxLength: 12 }),
        fc.constantFrom(1, 90, 365),
        (identities, events, days) => {
          const world = worldOf(identities);
          world.log(events);
          const usage = world.usage(days);
          for (const [row, identity] of identities.entries()) {
            const whole = withUsage(identity, row, usage, world.uses(row, days));
            const facts = factsOf(whole, classify, testNow, days);
            expect(usage.lastUsedAt[row]).toBe(facts.lastUsedAt);
            expect(usage.lastUsedReason[row]).toBe(facts.lastUsedReason);
            if (usage.first[row] === usage.end[row]) continue;
            expect((usage.end[row] ?? 0) - (usage.first[row] ?? 0)).toBe(facts.scopesGranted);
            expect(usage.scopesUsed[row]).toBe(facts.scopesUsed);
            expect(usage.unused[row]).toBe(facts.unused);
          }
        },
      ),
      runs,
    );
  });

  it('are the same however the log was cut into imports, in whatever order', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(someIdentity, { selector: (one) => one.name, maxLength: 3 }),
        fc.array(someEvent, { maxLength: 12 }),
        fc.nat(12),
        (identities, events, cut) => {
          const [once, twice] = [worldOf(identities), worldOf(identities)];
          once.log(events);
          twice.log(events.slice(cut));
          // What is asked in between must leave nothing behind.
          twice.usage();
          twice.log(events.slice(0, cut));
          const said = ({ usage }: typeof once): unknown => {
            const { state, last, reason, lastUsedAt, scopesUsed, unused } = usage();
            return { state, last, reason, lastUsedAt, scopesUsed, unused };
          };
          expect(said(twice)).toEqual(said(once));
        },
      ),
      runs,
    );
  });
});
