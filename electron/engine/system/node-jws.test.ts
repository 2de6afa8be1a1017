import { compactVerify, exportJWK, generateKeyPair } from 'jose';
import { describe, expect, it } from 'vitest';
import { jwsSigner } from './node-jws.ts';

const input = `${Buffer.from('{"alg":"?"}').toString('base64url')}.e30`;
const inputOf = (alg: string): string => `${Buffer.from(JSON.stringify({ alg })).toString('base64url')}.e30`;

describe.each(['EdDSA', 'ES256', 'RS256', 'PS256'] as const)('%s', (algorithm) => {
  it('signs what jose verifies, and nothing else', async () => {
    const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
    const sign = jwsSigner({ ...(await exportJWK(privateKey)) }, algorithm);
    const text = inputOf(algorithm);
    const signature = Buffer.from(await sign(text)).toString('base64url');
    await expect(compactVerify(`${text}.${signature}`, publicKey)).resolves.toMatchObject({
      protectedHeader: { alg: algorithm },
    });
    const other = Buffer.from(await sign(input)).toString('base64url');
    await expect(compactVerify(`${text}.${other}`, publicKey)).rejects.toThrow();
  });

  it('refuses a key of another kind, a public one and none', async () => {
    const other = algorithm === 'EdDSA' ? 'ES256' : 'EdDSA';
    const strange = await generateKeyPair(other, { extractable: true });
    const own = await generateKeyPair(algorithm, { extractable: true });
    for (const jwk of [
      await exportJWK(strange.privateKey),
      await exportJWK(own.publicKey),
      {},
      { kty: 'oct', k: 'AAAA' },
    ])
      expect(() => jwsSigner({ ...jwk }, algorithm)).toThrow();
  });
});
