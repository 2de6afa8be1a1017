// Log events of Auth0 with any member of any type, and the ids that they share with the tenant.
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
  fc.constantFrom<unknown>(null, true, -1, 1e308, '', [], {}, 'x\u0000y', '@@X@@', 'sapi', 'seccft', 'a@clients'),
  fc.jsonValue({ maxDepth: 2 }),
);
const names = ['date', 'type', 'client_id', 'client_name', 'user_id', 'user_name', 'scope', 'audience', 'details', 'log_id', 'data', 'detail', 'event', 'description', 'connection', 'session_id']; // biome-ignore format: a list of words
const event = fc.dictionary(fc.constantFrom(...names), nasty, { maxKeys: 14 });
const request = fc.record({
  details: fc.record({ request: fc.dictionary(fc.constantFrom('method', 'path', 'auth'), nasty) }),
});

it('each event is read or rejected, whatever its members are', async () => {
  const first = { date: '2026-01-05T09:00:00Z', type: 's', client_id: 'c', log_id: '1' };
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(event, request, nasty), { maxLength: 6 }), async (events) => {
      const { recognised, records, activity, done } = await read('e.json', [first, ...events]);
      expect(recognised?.importer).toBe('auth0-logs');
      expect(done.records).toBe(records.length + done.rejected);
      expect(done.records).toBe(events.length + 1);
      expect(activity.length).toBe(records.length);
    }),
    { numRuns: 300, seed: 7 },
  );
});

it('users and clients are those of the tenant file', async () => {
  const tenant = await read('tenant.json', {
    tenant: { friendly_name: 'acme' },
    clients: [{ client_id: 'm2m1', name: 'Orders sync', app_type: 'non_interactive' }],
    clientGrants: [],
    users: [{ user_id: 'auth0|ann', name: 'Ann' }],
  });
  const idOf = (name: string) => tenant.identities.find(({ identity }) => identity.name === name)?.identity.id;
  const { activity } = await read('e.json', [
    {
      date: '2026-01-05T09:00:00Z',
      type: 's',
      client_id: 'm2m1',
      user_id: 'auth0|ann',
      hostname: 'acme.us.auth0.com',
      log_id: '1',
    },
  ]);
  expect(activity.map(({ human, client }) => [human?.id, client?.id])).toEqual([[idOf('Ann'), idOf('Orders sync')]]);
});
