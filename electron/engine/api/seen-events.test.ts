import { describe, expect, it } from 'vitest';
import { standardPolicy } from '#engine/scoring/policy.ts';
import type { Activity } from '#shared/model/activity.ts';
import {
  aCredential,
  anActivity,
  anIdentity,
  aTenant,
  daysAgo,
  identityIdOf,
  testNow,
} from '#test/support/builders.ts';
import { projected } from '#test/support/projected.ts';
import { seenEvents } from './seen-events.ts';

const tenant = aTenant();
const sync = anIdentity({ name: 'sync', credentials: [aCredential({ rotatedAt: daysAgo(10) })] });
const helper = anIdentity({ name: 'helper', kind: 'agent' });
const client = { id: sync.id, name: 'sync' };

function worldOf() {
  const { projection, log: logAll } = projected([sync, helper]);
  const log = (...events: readonly Partial<Activity>[]): void =>
    logAll(events.map((event) => ({ activity: anActivity({ client, ...event }), tenant })));
  const objects = (question: Parameters<ReturnType<typeof seenEvents>>[1]) =>
    seenEvents(projection, { now: testNow, limits: standardPolicy.limits })(sync.id, question).map(
      ({ object }) => object,
    );
  return { projection, log, objects };
}

describe('events behind a finding', () => {
  it('are the newest of the window, also those that come later in an older log', () => {
    const { log, objects } = worldOf();
    expect(objects('own')).toEqual([]);
    log({ object: 'b', at: daysAgo(2) }, { object: 'old', at: daysAgo(100) }, { object: 'd', at: daysAgo(1) });
    expect(objects('own')).toEqual(['d', 'b']);
    log(
      { object: 'c', at: daysAgo(1.5) },
      { object: 'refused', decision: 'denied' },
      { client: null, object: 'other' },
    );
    expect(objects('own')).toEqual(['d', 'c', 'b']);
  });

  it('show of secrets and networks only what came since the credentials are what they are', () => {
    const { log, objects } = worldOf();
    for (const [object, days] of [
      ['before', 11],
      ['after', 9],
    ] as const)
      log({ object, at: daysAgo(days), signals: ['token_in_url'] });
    expect(objects('url_secrets')).toEqual(['after']);
    const networks = ['AS1 DE', 'AS2 FR'].map((network, at) => ({ network, object: network, at: daysAgo(11) + at }));
    log(...networks);
    expect(objects('networks')).toEqual([]);
    log(...networks.map((event) => ({ ...event, at: daysAgo(3) })));
    expect(objects('networks')).toEqual(['AS2 FR', 'AS1 DE']);
  });

  it('name the agents that have no credential of their own', () => {
    const { log, objects } = worldOf();
    log(
      { object: 'own', agents: [{ id: helper.id, name: 'helper' }] },
      { object: 'one', agents: [{ id: null, name: 'one' }] },
      { object: 'two', agents: [{ id: identityIdOf('two'), name: 'two' }], at: daysAgo(2) },
    );
    expect(objects('agents')).toEqual(['one', 'two']);
  });

  it('are looked for anew where an import was withdrawn', () => {
    const { projection, log, objects } = worldOf();
    log({ object: 'gone' });
    log({ object: 'stays' });
    expect(objects('own')).toHaveLength(2);
    projection.activity.removeImported(2);
    expect(objects('own')).toEqual(['stays']);
  });
});
