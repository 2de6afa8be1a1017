import fc from 'fast-check';
import { expect, it } from 'vitest';
import { credentialsIn, renewed, UnreadableCredentials } from './credentials.ts';

const registration = {
  client_id: 'orders',
  registration_client_uri: 'https://id.example.com/register/orders',
  registration_access_token: 'first',
};

it('takes a text that is no document for the client secret', () => {
  expect(credentialsIn('s3cret')).toEqual({ client_secret: 's3cret', registrations: [], tokens: [] });
});

it('renews one registration and leaves everything else', () => {
  const other = { ...registration, client_id: 'other' };
  const text = JSON.stringify({ client_secret: 's', registrations: [registration, other] });
  expect(credentialsIn(renewed(text, 'orders', { registration_access_token: 'second' }))).toEqual({
    client_secret: 's',
    registrations: [{ ...registration, registration_access_token: 'second' }, other],
    tokens: [],
  });
});

it.each([
  ['{"client_secret":', 'no JSON document'],
  ['{"client_sekret":"canary"}', 'a member that is not known'],
  [JSON.stringify({ registrations: [registration, registration] }), 'registrations'],
  [JSON.stringify({ registrations: [{ ...registration, registration_client_uri: 'file:///x' }] }), 'registrations.0'],
])('refuses %s', (text, words) => {
  expect(() => credentialsIn(text)).toThrow(words);
});

it('never repeats what was given in what it says of it', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 12 }), fc.json(), (secret, json) => {
      const canary = `canary${secret}`;
      for (const text of [`{"${canary}`, JSON.stringify({ [canary]: 1 }), `{"tokens":[{"token":${json}}]}`]) {
        try {
          credentialsIn(text);
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableCredentials);
          expect(String(error)).not.toContain(canary);
        }
      }
    }),
    { seed: 7, numRuns: 200 },
  );
});

it('puts many renewals together, in whatever order they come', () => {
  const ids = ['a', 'b', 'c'];
  const start = JSON.stringify({ registrations: ids.map((client_id) => ({ ...registration, client_id })) });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...ids), fc.string({ minLength: 1 }))), (renewals) => {
      const end = renewals.reduce(
        (text, [id, token]) => renewed(text, id, { registration_access_token: token }),
        start,
      );
      const last = new Map(renewals);
      for (const one of credentialsIn(end).registrations)
        expect(one.registration_access_token).toBe(last.get(one.client_id) ?? 'first');
    }),
    { seed: 11, numRuns: 100 },
  );
});
