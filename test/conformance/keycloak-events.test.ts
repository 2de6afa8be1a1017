// Events of Keycloak with any member of any type, and the ids that they share with the realm.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { collectImport } from './collect-import.ts';

const ports = {
  sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
  fingerprint: () => 'sha256:0123456789ab',
};
const read = (name: string, value: unknown) =>
  collectImport(name, new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)), ports);

const nasty = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 1e308, '', [], {}, 'x\u0000y', '{"secret":"very-secret-value"}', '{'),
  fc.jsonValue({ maxDepth: 2 }),
);
const names = ['id', 'type', 'time', 'realmId', 'realmName', 'clientId', 'userId', 'sessionId', 'error', 'details', 'authDetails', 'operationType', 'resourceType', 'resourcePath', 'representation', 'loggerName', 'message', 'timestamp']; // biome-ignore format: a list of words
const event = fc.dictionary(fc.constantFrom(...names), nasty, { maxKeys: 14 });

it('each event is read or rejected, whatever its members are', async () => {
  const first = { time: 1767603600000, type: 'LOGIN', realmId: 'r', clientId: 'c', details: {} };
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(event, nasty), { maxLength: 6 }), async (events) => {
      const { recognised, records, activity, done } = await read('e.json', [first, ...events]);
      expect(recognised?.importer).toBe('keycloak-events');
      expect(done.records).toBe(records.length + done.rejected);
      expect(done.records).toBe(events.length + 1);
      expect(activity.length).toBe(records.length);
      expect(JSON.stringify(records)).not.toContain('very-secret-value');
    }),
    { numRuns: 300, seed: 7 },
  );
});

it('users and clients are those of the realm export', async () => {
  const realm = await read('realm.json', {
    id: 'r-1',
    realm: 'acme',
    clients: [{ id: 'c-1', clientId: 'shop' }, { clientId: 'fragment' }],
    users: [{ id: 'u-1', username: 'ann' }],
  });
  const idOf = (name: string) => realm.identities.find(({ identity }) => identity.name === name)?.identity.id;
  const { activity } = await read('e.json', [
    { time: 1, type: 'LOGIN', realmId: 'r-1', clientId: 'shop', userId: 'u-1', details: {} },
    { time: 2, type: 'LOGIN', realmId: 'r-1', clientId: 'fragment', userId: 'u-1', details: {} },
  ]);
  expect(activity.map(({ human, client }) => [human?.id, client?.id])).toEqual([
    [idOf('ann'), idOf('shop')],
    [idOf('ann'), idOf('fragment')],
  ]);
});
