// Nonces that the issuer gives out for DPoP proofs (RFC 9449 §8): nothing is kept, a nonce is a function of its window.
import { createHmac } from 'node:crypto';
import type { Clock, Random } from '#engine/system/system.ts';

/** Good for five minutes at least and for less than ten. Any number of proofs may carry the same one. */
export interface ProofNonces {
  /** The value of `DPoP-Nonce` now. */
  current(): string;
  isAccepted(nonce: string): boolean;
}

const windowMs = 5 * 60_000;

/** The secret lives as long as the run: nonces of an earlier run are not known. */
export function createProofNonces(ports: { readonly clock: Pick<Clock, 'now'>; readonly random: Random }): ProofNonces {
  const secret = ports.random.bytes(32);
  const window = (): number => Math.floor(ports.clock.now() / windowMs);
  const nonceOf = (number: number): string => createHmac('sha256', secret).update(String(number)).digest('base64url');
  return {
    current: () => nonceOf(window()),
    // Nobody gains by learning a nonce a character at a time: everybody who asks is given it.
    isAccepted: (nonce) => nonce === nonceOf(window()) || nonce === nonceOf(window() - 1),
  };
}
