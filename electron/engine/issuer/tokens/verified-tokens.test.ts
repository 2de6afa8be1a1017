import { expect, test } from 'vitest';
import { testNow } from '#test/support/builders.ts';
import { aClient } from '#test/support/issuer-builders.ts';
import { issuerInMemory } from '#test/support/issuer-in-memory.ts';
import { readAccessToken } from './read-token.ts';
import { createVerifiedTokens } from './verified-tokens.ts';

test('what was verified once is known by every character, and still dies', async () => {
  const { ports, issue, apply } = issuerInMemory();
  apply({ is: 'client', client: aClient() });
  const { value, token } = await issue();
  expect(ports.verified.tokenOf(value)).toBe(null);
  expect(await readAccessToken(value, ports, testNow)).toEqual({ is: 'token', token });
  expect(ports.verified.tokenOf(value)).toBe(token);
  // The last character of an Ed25519 signature has bits that decoders ignore.
  for (const changed of [`${value.slice(0, -1)}${value.endsWith('A') ? 'B' : 'A'}`, `${value}=`, ` ${value}`]) {
    expect(ports.verified.tokenOf(changed)).toBe(null);
    expect(await readAccessToken(changed, ports, testNow)).toMatchObject({ is: 'refused' });
  }
  apply({ is: 'token_revoked', jti: token.jti });
  expect(await readAccessToken(value, ports, testNow)).toMatchObject({ reason: 'the token is dead: revoked' });
});

test('a key that is retired takes what it signed along, though it was verified before', async () => {
  const { ports, issue, state, apply } = issuerInMemory();
  const { value } = await issue();
  await readAccessToken(value, ports, testNow);
  for (const key of [...state.keys.values()]) apply({ is: 'key', key: { ...key, status: 'retired' } });
  expect(ports.verified.tokenOf(value)).toBe(null);
  expect(await readAccessToken(value, ports, testNow)).toMatchObject({ reason: 'kid names no key of this issuer' });
});

test('a flood takes the places of the oldest, and no memory', async () => {
  const { issue, state, system } = issuerInMemory();
  const verified = createVerifiedTokens(state, system.hash);
  const { value, token } = await issue();
  verified.remember(value, token);
  for (let i = 0; i < 10_000; i++) verified.remember(`other ${i}`, token);
  expect([verified.tokenOf(value), verified.tokenOf('other 0')]).toEqual([null, token]);
});
