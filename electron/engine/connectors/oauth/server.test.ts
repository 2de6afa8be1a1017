import fc from 'fast-check';
import { expect, it } from 'vitest';
import { updateOf } from './operations.ts';
import { basic, metadataAddresses } from './server.ts';

it('looks for metadata where RFC 8414 and OpenID Connect Discovery put them', () => {
  expect(metadataAddresses('https://id.example.com/tenant/')).toEqual([
    'https://id.example.com/.well-known/oauth-authorization-server/tenant',
    'https://id.example.com/tenant/.well-known/openid-configuration',
    'https://id.example.com/tenant/.well-known/oauth-authorization-server',
  ]);
});

it('encodes id and secret so that every character comes through (RFC 6749 §2.3.1)', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (id, secret) => {
      const text = Buffer.from(basic(id, secret).slice(6), 'base64').toString('utf8');
      const parts = text.split(':').map((part) => new URLSearchParams(`v=${part}`).get('v'));
      expect(parts).toEqual([id, secret]);
    }),
    { seed: 5, numRuns: 300 },
  );
});

it('sends a registration back whole, without what the server alone may set (RFC 7592 §2.2)', () => {
  const owned = { registration_access_token: 't', registration_client_uri: 'https://a', client_secret_expires_at: 0 };
  const members = fc.dictionary(
    fc.string().map((name) => `x_${name}`),
    fc.oneof(fc.integer(), fc.boolean()),
  );
  fc.assert(
    fc.property(members, (rest) => {
      const sent = updateOf({ ...owned, client_id: 'a', client_id_issued_at: 1, ...rest }, { scope: 'read' });
      expect(sent).toEqual({ client_id: 'a', ...rest, scope: 'read' });
    }),
    { seed: 3, numRuns: 200 },
  );
});
