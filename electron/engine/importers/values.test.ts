import { describe, expect, it } from 'vitest';
import { identityId, tenantOf } from '#shared/model/identity-id.ts';
import { certificateDates } from './certificate-dates.ts';
import { suggestMapping } from './csv-mapping.ts';
import { readInstant } from './instants.ts';
import { quoteYamlPlaceholders } from './placeholders.ts';
import { SeenKeys } from './seen-keys.ts';
import { stripped, stripSecrets } from './strip-secrets.ts';

describe('readInstant', () => {
  const at = Date.UTC(2023, 10, 14, 22, 13, 20);
  it.each([
    1_700_000_000,
    1_700_000_000_000,
    '1700000000',
    '/Date(1700000000000)/',
    '\\/Date(1700000000000+0000)\\/',
    '2023-11-14T22:13:20Z',
    '2023-11-15 00:13:20+02:00',
    '2023-11-14T22:13:20.000',
  ])('reads %s', (value) => expect(readInstant(value)).toEqual({ is: 'instant', at }));
  it.each([
    'never',
    'N/A',
    'None',
    0,
    '0',
    '9999-12-31T23:59:59Z',
    '0001-01-01T00:00:00Z',
    '/Date(-62135596800000)/',
    '/Date(253402300799999)/',
  ])('takes %s for never', (value) => expect(readInstant(value)).toEqual({ is: 'never' }));
  it.each([-5, '2400-01-01', '+275760-09-13', 8.64e15])('finds %s out of range', (value) =>
    expect(readInstant(value)).toEqual({ is: 'out_of_range' }),
  );
  it.each(['2023-02-31', 'soon', '2023-13-01', Number.POSITIVE_INFINITY, '1e400', {}])('cannot read %s', (value) =>
    expect(readInstant(value)).toEqual({ is: 'unreadable' }),
  );
  it.each(['', null, undefined, 'not_supported'])('finds nothing in %s', (value) =>
    expect(readInstant(value)).toEqual({ is: 'nothing' }),
  );
});

describe('stripSecrets', () => {
  it('leaves fingerprints of client secrets and nothing of any secret', () => {
    const value = {
      secret: 'abc',
      attributes: { 'client.secret.rotated': 'old', 'saml.signing.private.key': 'MII', 'access.token.lifespan': '300' },
      credentials: [{ type: 'password', value: 'pw', secretData: '{}' }],
      refresh_token: { rotation_type: 'rotating' },
      keys: [{ kty: 'RSA', n: 'public', d: 'private' }],
      notes: '-----BEGIN RSA PRIVATE KEY-----\nMII',
      password: '',
    };
    const prints = stripSecrets(value, (secret) => `print of ${secret}`);
    expect(value).toEqual({
      secret: stripped,
      attributes: {
        'client.secret.rotated': stripped,
        'saml.signing.private.key': stripped,
        'access.token.lifespan': '300',
      },
      credentials: [{ type: 'password', value: stripped, secretData: stripped }],
      refresh_token: { rotation_type: 'rotating' },
      keys: [{ kty: 'RSA', n: 'public', d: stripped }],
      notes: stripped,
      password: '',
    });
    expect([...prints]).toEqual([
      ['secret', 'print of abc'],
      ['attributes.client.secret.rotated', 'print of old'],
    ]);
  });

  it('knows a mask and a placeholder from a value', () => {
    const prints = stripSecrets({ secret: '**********', client_secret: '$(env:X)' }, () => 'print');
    expect([...prints.values()]).toEqual([{ unknown: 'not_in_export' }, { unknown: 'placeholder' }]);
  });
});

describe('ids', () => {
  const sha256 = (text: string): string => text.length.toString(16).padStart(64, '0123456789abcdef');
  it('are base32 of the hash', () => {
    const tenant = tenantOf(sha256, 'keycloak', null, 'shop');
    expect(tenant.id).toMatch(/^ten_[a-z2-7]{12}$/);
    expect(identityId(sha256, tenant.id, 'client', 'a')).toMatch(/^idn_[a-z2-7]{16}$/);
    expect(identityId(() => '00443214c74254b635cf84653a56d7c6', tenant.id, 'x', 'y')).toBe('idn_abcdefghijklmnop');
  });
});

describe('suggestMapping', () => {
  it('understands an AWS credential report', () => {
    expect(
      suggestMapping([
        'user',
        'arn',
        'user_creation_time',
        'mfa_active',
        'access_key_1_last_rotated',
        'access_key_2_last_used_date',
      ]),
    ).toEqual({
      user: 'name',
      arn: 'external_id',
      user_creation_time: 'created_at',
      access_key_1_last_rotated: 'rotated_at',
      access_key_2_last_used_date: 'last_used_at',
    });
  });
  it('gives a field to the clearest of several columns', () => {
    expect(suggestMapping(['username', 'name', 'client_id', 'id'])).toEqual({ name: 'name', id: 'external_id' });
  });
});

it('quotes bare placeholders of deploy files', () => {
  expect(quoteYamlPlaceholders('a: @@X@@\n- ##Y##\nb: [@@Z@@, 1]\nc: "https://##E##.x" # ##Y##\nd: ##A##.b')).toBe(
    'a: "@@X@@"\n- "##Y##"\nb: ["@@Z@@", 1]\nc: "https://##E##.x" # ##Y##\nd: "##A##.b"',
  );
});

it('reads the validity of a certificate', () => {
  const der = `\u0030\u001e\u0017\u000d230101000000Z\u0017\u000d330101000000Z`;
  expect(certificateDates(btoa(der))).toEqual({ notBefore: Date.UTC(2023, 0, 1), notAfter: Date.UTC(2033, 0, 1) });
  expect(certificateDates('no certificate')).toBeNull();
});

it('remembers keys', () => {
  const seen = new SeenKeys();
  const digest = (index: number): string =>
    (index * 2_654_435_761).toString(16).padStart(32, '0').split('').reverse().join('');
  for (let index = 1; index < 5_000; index += 1) expect(seen.add(digest(index))).toBe(true);
  for (let index = 1; index < 5_000; index += 1) expect(seen.add(digest(index))).toBe(false);
});
