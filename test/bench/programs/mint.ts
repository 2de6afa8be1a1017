// GOAL A inside one process: tokens that the issuer mints, and the same claims signed by jose, sixteen in flight each, in
// turns. Prints one line of JSON: tokens a second, by algorithm and round.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair, SignJWT } from 'jose';
import type { Algorithm } from '#engine/issuer/model.ts';
import { IssuerRegister } from '#engine/issuer/state.ts';
import { accessTokenTyp, claimsOf, mint } from '#engine/issuer/tokens/access-token.ts';
import { createSigner } from '#engine/issuer/tokens/keystore.ts';
import { createNodeSystem } from '#engine/system/node-system.ts';
import { aToken, testIssuer } from '#test/support/issuer-builders.ts';
import { createMemoryLedger } from '#test/support/memory-ledger.ts';
import { sourceEntries } from '#test/support/test-system.ts';

/** What is printed: an array of it. */
export interface Minted {
  readonly algorithm: Algorithm;
  readonly ours: readonly number[];
  readonly jose: readonly number[];
}

const inFlight = 16;
const [rounds, ms] = process.argv.slice(-2).map(Number) as [number, number]; // As the bench starts it.

const system = createNodeSystem({ entries: sourceEntries });
const folder = mkdtempSync(join(tmpdir(), 'mint-'));
const state = new IssuerRegister();
const signer = createSigner({ ...system, folder, state, ledger: createMemoryLedger(state, system.clock) });

async function perSecond(once: () => Promise<unknown>): Promise<number> {
  let made = 0;
  const began = performance.now();
  const end = began + ms;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      // A clock is read for a few tokens only: it is no part of what is measured.
      for (; performance.now() < end; made += 8) for (let i = 0; i < 8; i += 1) await once();
    }),
  );
  return (made * 1000) / (performance.now() - began);
}

async function measure(algorithm: Algorithm): Promise<Minted> {
  const settings = { algorithm, registration: false, dpopNonces: false, assertionAudience: 'issuer' } as const;
  const ports = { ...system, issuer: testIssuer, signer, settings };
  const draft = aToken();
  const { privateKey } = await generateKeyPair(algorithm);
  const jose = () =>
    new SignJWT({ ...claimsOf({ ...draft, jti: randomBytes(16).toString('base64url') }) })
      .setProtectedHeader({ alg: algorithm, typ: accessTokenTyp, kid: 'key-1' })
      .sign(privateKey);
  const minted: { readonly ours: number[]; readonly jose: number[] } = { ours: [], jose: [] };
  for (let round = -1; round < rounds; round += 1) {
    const [ours, peer] = [await perSecond(() => mint(draft, ports)), await perSecond(jose)];
    if (round < 0) continue;
    minted.ours.push(ours);
    minted.jose.push(peer);
  }
  return { algorithm, ...minted };
}

try {
  const all: Minted[] = [];
  for (const algorithm of ['EdDSA', 'ES256', 'RS256'] as const) all.push(await measure(algorithm));
  process.stdout.write(`${JSON.stringify(all)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
