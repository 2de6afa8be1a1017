// Values that are shown once, and what is kept of them.
import type { Client, SecretHash } from '#engine/issuer/model.ts';
import { newOpaqueValue } from '#engine/issuer/tokens/opaque-value.ts';
import type { Hash, Random } from '#engine/system/system.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import type { Instant } from '#shared/model/fact.ts';

type Once = CallOutput<'issuer.createClient'>;

interface Sources {
  readonly random: Random;
  readonly hash: Pick<Hash, 'sha256'>;
}

export const newId = (prefix: string, { random }: Pick<Sources, 'random'>): string =>
  `${prefix}${Buffer.from(random.bytes(12)).toString('hex')}`;

/** What a client authenticates with that has to be made here; null: nothing, or its own key. */
export function secretKindOf({ kind, auth }: Pick<Client, 'kind' | 'auth'>): 'apiKey' | 'clientSecret' | null {
  if (kind === 'api_key') return 'apiKey';
  return auth === 'client_secret_basic' || auth === 'client_secret_post' ? 'clientSecret' : null;
}

/** A secret or API key of that client; none where it has no use for one. */
export function newCredential(
  client: Pick<Client, 'id' | 'kind' | 'auth'>,
  { createdAt, expiresAt }: { readonly createdAt: Instant; readonly expiresAt: Instant | null },
  sources: Sources,
): { readonly secrets: readonly SecretHash[]; readonly once: Once } {
  const kind = secretKindOf(client);
  if (kind === null) return { secrets: [], once: { clientId: client.id, clientSecret: null, apiKey: null } };
  const value = newOpaqueValue(kind, sources.random);
  const prefix = kind === 'apiKey' ? value.slice(0, 12) : '';
  const hash = sources.hash.sha256(value);
  return {
    secrets: [{ id: newId('sec_', sources), hash, prefix, createdAt, expiresAt }],
    once: {
      clientId: client.id,
      clientSecret: kind === 'clientSecret' ? value : null,
      apiKey: kind === 'apiKey' ? value : null,
    },
  };
}

/** 32 letters that are not mistaken for one another: each byte gives one, all equally likely. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';

/**
 * The code with which a customer signs in: sixteen letters, 80 bits. Its plain hash stands in the journal, and must not be
 * found by trying them all.
 */
export function newSignInCode(sources: Sources): { readonly code: string; readonly codeHash: string } {
  const letters = [...sources.random.bytes(16)].map((byte) => alphabet[byte % alphabet.length]).join('');
  const code = letters.match(/.{4}/g)?.join('-') ?? letters;
  return { code, codeHash: sources.hash.sha256(code) };
}
