import type { Token } from '#engine/issuer/model.ts';
import type { IssuerState } from '#engine/issuer/state.ts';
import type { Hash } from '#engine/system/system.ts';

/** JWTs of which every character was verified before. Whether the token lives is not part of it. */
export interface VerifiedTokens {
  /** null: not verified yet, forgotten, or by a key that is retired since. */
  tokenOf(value: string): Token | null;
  remember(value: string, token: Token): void;
}

/** A flood of others costs them their places, and the next look at them a signature more. */
const most = 10_000;

/** A resource server asks for the same token again and again: its signature is the same each time. */
export function createVerifiedTokens(
  state: Pick<IssuerState, 'tokens' | 'keys'>,
  hash: Pick<Hash, 'sha256'>,
): VerifiedTokens {
  /** SHA-256 of the value to `jti`: the values themselves are kept nowhere. */
  const jtis = new Map<string, string>();
  return {
    tokenOf(value) {
      const jti = jtis.get(hash.sha256(value));
      const token = jti === undefined ? undefined : state.tokens.get(jti);
      if (token === undefined || token.kid === null) return null;
      const key = state.keys.get(token.kid);
      return key === undefined || key.status === 'retired' ? null : token;
    },
    remember(value, { jti }) {
      const [oldest] = jtis.keys();
      if (jtis.size >= most && oldest !== undefined) jtis.delete(oldest);
      jtis.set(hash.sha256(value), jti);
    },
  };
}
