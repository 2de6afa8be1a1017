// The issuer's signing keys: what they are stands in the journal, their private halves lie in `keys/issuer`.
import type { Algorithm, Change, SigningKey } from '#engine/issuer/model.ts';
import { nobody } from '#engine/issuer/nobody.ts';
import type { IssuerEvent, Ledger, Signer } from '#engine/issuer/ports.ts';
import type { IssuerState } from '#engine/issuer/state.ts';
import type { Clock, Hash, Log } from '#engine/system/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createKeyPair, type KeyFilePorts, readKeyFile, type SignJws } from './key-file.ts';

export interface KeystorePorts extends KeyFilePorts {
  /** WORKSPACE/keys/issuer; made when it is needed. */
  readonly folder: string;
  readonly state: Pick<IssuerState, 'keys'>;
  readonly ledger: Ledger;
  readonly clock: Pick<Clock, 'now'>;
  readonly hash: Pick<Hash, 'sha256'>;
  readonly log: Log;
  /** Who has keys made, rotated and retired; the issuer itself where it is absent. */
  readonly by?: () => NonNullable<IssuerEvent['by']>;
}

export interface Keystore extends Signer {
  /** A new key signs from now on; the one before it only verifies. Works without the old key's file. */
  rotate(algorithm: Algorithm): Promise<SigningKey>;
  /**
   * No longer published and no longer believed: live tokens that it signed are dead, so whoever asks counts them first.
   * Refuses the active key and one that is retired (input.invalid), and one that is not there (record.absent).
   */
  retire(kid: string): Promise<void>;
}

/** One at a time of a workspace. Refuses with file.absent and file.unreadable where a private half cannot be used. */
export function createSigner({ files, keys, folder, state, ledger, clock, hash, log, by }: KeystorePorts): Keystore {
  const privateHalves = new Map<string, Promise<SignJws>>();
  /** Keys are made and change their status one after another. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const mine = turn.then(run, run);
    turn = mine;
    return mine;
  };
  const pathOf = (kid: string): string => files.join(folder, `${kid}.jwk`);

  function findActive(algorithm: Algorithm): SigningKey | undefined {
    for (const key of state.keys.values()) if (key.status === 'active' && key.algorithm === algorithm) return key;
    return undefined;
  }

  function active(algorithm: Algorithm): SigningKey {
    const key = findActive(algorithm);
    if (key === undefined) throw new Error(`no key signs by ${algorithm} yet: nobody waited for it to be ready`);
    return key;
  }

  function privateHalfOf(key: SigningKey): Promise<SignJws> {
    const known = privateHalves.get(key.kid);
    if (known !== undefined) return known;
    const read = readKeyFile({ files, keys }, pathOf(key.kid), key);
    privateHalves.set(key.kid, read);
    // A file that was put back is found at the next attempt.
    read.catch(() => privateHalves.delete(key.kid));
    return read;
  }

  /** The file first: a key that the journal names has its private half, whatever happens in between. */
  async function createKey(algorithm: Algorithm): Promise<SigningKey> {
    const { kid, jwk, file } = await createKeyPair(algorithm, hash);
    try {
      await files.makeFolder(folder);
      await files.flushFolder(files.parent(folder));
      await files.writeAtomic(pathOf(kid), file);
    } catch (cause) {
      throw new AppError('workspace.write_failed', `${pathOf(kid)} cannot be written.`, { cause });
    }
    return { kid, algorithm, jwk, createdAt: clock.now(), status: 'active' };
  }

  /** What will never sign again need not lie about. */
  async function forget(kid: string): Promise<void> {
    privateHalves.delete(kid);
    try {
      await files.remove(pathOf(kid));
    } catch (error) {
      log.error(
        `${pathOf(kid)} could not be removed: the key no longer signs, but its private half is still there`,
        error,
      );
    }
  }

  const record = (action: IssuerEvent['action'], key: SigningKey, reason: string, changes: readonly Change[]) =>
    ledger.record({
      ...nobody,
      ...(by === undefined ? {} : { by: by(), humanLive: true }),
      action,
      object: key.kid,
      reason,
      changes,
      details: { algorithm: key.algorithm },
    });

  const create = (algorithm: Algorithm): Promise<SigningKey> =>
    inTurn(async () => {
      const before = findActive(algorithm);
      if (before !== undefined) return before;
      const key = await createKey(algorithm);
      await record('key.created', key, 'the first key of its algorithm', [{ is: 'key', key }]);
      return key;
    });

  const rotate = (algorithm: Algorithm): Promise<SigningKey> =>
    inTurn(async () => {
      const before = findActive(algorithm);
      const key = await createKey(algorithm);
      const passive: Change[] = before === undefined ? [] : [{ is: 'key', key: { ...before, status: 'passive' } }];
      await record('key.rotated', key, before === undefined ? 'there was none' : `in place of ${before.kid}`, [
        ...passive,
        { is: 'key', key },
      ]);
      if (before !== undefined) await forget(before.kid);
      return key;
    });

  const retire = (kid: string): Promise<void> =>
    inTurn(async () => {
      const key = state.keys.get(kid);
      if (key === undefined) throw new AppError('record.absent', `The issuer has no key ${kid}.`);
      if (key.status === 'active') {
        throw new AppError('input.invalid', `The key ${kid} still signs.`, { hint: 'Rotate it first.' });
      }
      if (key.status === 'retired') throw new AppError('input.invalid', `The key ${kid} is retired already.`);
      await record('key.retired', key, '', [{ is: 'key', key: { ...key, status: 'retired' } }]);
      await forget(kid);
    });

  return {
    active,
    async ready(algorithm) {
      const key = findActive(algorithm) ?? (await create(algorithm));
      await privateHalfOf(key);
      return key;
    },
    jwks: () => ({ keys: [...state.keys.values()].filter(({ status }) => status !== 'retired').map(({ jwk }) => jwk) }),
    async sign(algorithm, typ, claims) {
      const key = findActive(algorithm) ?? (await create(algorithm));
      const signJws = await privateHalfOf(key);
      return signJws(typ, claims);
    },
    rotate,
    retire,
  };
}
