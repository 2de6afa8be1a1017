// Admin secrets of tenants: in memory for this run, on the disk only sealed. They leave here for a connector alone.

import { sealByPassphrase, unsealByPassphrase } from '#engine/system/sealing.ts';
import type { System } from '#engine/system/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { Secret } from '#shared/lib/secret.ts';
import type { SecretKeeping } from '#shared/model/connection.ts';
import type { TenantId } from '#shared/model/ids.ts';

type World = Pick<System, 'files' | 'random' | 'clock' | 'vault'>;

/** What was handed over and not asked for is forgotten after this. */
const heldMs = 5 * 60_000;

export interface TenantSecrets {
  /** For headless commands, which have no app to hand it to. Answers the reference. */
  hold(text: string): string;
  /** Once. null: nobody knows the reference. */
  take(reference: string): Promise<Secret | null>;
  /** `passphrase` where that keeps it. Replaces what was kept before. */
  keep(tenant: TenantId, keeping: SecretKeeping, secret: Secret, passphrase: Secret | null): Promise<void>;
  /** In this run, without asking anybody. */
  has(tenant: TenantId): boolean;
  /** As it is now; null: it is not at hand. */
  current(tenant: TenantId): Secret | null;
  /** Refuses with tenant.locked where it has to be typed again. */
  reveal(tenant: TenantId, keeping: SecretKeeping): Promise<Secret>;
  /** By its passphrase, or by itself where only this run keeps it. Refuses with tenant.locked where the passphrase is another one. */
  unlock(tenant: TenantId, keeping: SecretKeeping, given: Secret): Promise<void>;
  /**
   * The backend gave parts of it anew: `change` makes the new text of the one of now, and it is kept as the old one was. Durable when
   * it resolves, but for `run`. Refuses with tenant.locked where it is not at hand.
   */
  renew(tenant: TenantId, keeping: SecretKeeping, change: (text: string) => string): Promise<void>;
  forget(tenant: TenantId): Promise<void>;
}

export function createTenantSecrets(world: World, workspace: string): TenantSecrets {
  const { files, random, clock, vault } = world;
  const folder = files.join(workspace, 'keys', 'tenants');
  const held = new Map<string, { readonly secret: Secret; cancel(): void }>();
  const known = new Map<TenantId, Secret>();
  /** What a renewed secret is sealed with again. */
  const passphrases = new Map<TenantId, Secret>();
  /** Two sessions may renew one secret: the last one written is the newest. */
  let writing: Promise<void> = Promise.resolve();
  const fileOf = (tenant: TenantId): string => files.join(folder, `${tenant}.sealed`);
  const sealed = (tenant: TenantId): string | null =>
    files.exists(fileOf(tenant))
      ? Buffer.from(files.readSync(fileOf(tenant)))
          .toString('utf8')
          .trim()
      : null;

  async function write(tenant: TenantId, text: string): Promise<void> {
    await files.makeFolder(folder);
    await files.writeAtomic(fileOf(tenant), `${text}\n`);
  }

  async function seal(tenant: TenantId, keeping: SecretKeeping): Promise<void> {
    const text = known.get(tenant)?.reveal();
    if (text === undefined || keeping === 'run') return;
    if (keeping === 'system') return write(tenant, await vault.seal(text));
    const passphrase = passphrases.get(tenant);
    if (passphrase === undefined) throw locked(keeping);
    return write(tenant, await sealByPassphrase(passphrase.reveal(), text));
  }

  return {
    hold(text) {
      const reference = Buffer.from(random.bytes(18)).toString('base64url');
      // A timer that goes on would keep the process alive for as long.
      held.set(reference, { secret: new Secret(text), cancel: clock.after(heldMs, () => held.delete(reference)) });
      return reference;
    },
    async take(reference) {
      const mine = held.get(reference);
      held.delete(reference);
      mine?.cancel();
      if (mine !== undefined) return mine.secret;
      const theirs = await vault.take(reference);
      return theirs === null ? null : new Secret(theirs);
    },
    async keep(tenant, keeping, secret, passphrase) {
      if (keeping === 'system') await write(tenant, await vault.seal(secret.reveal()));
      else if (keeping === 'passphrase') {
        if (passphrase === null) throw new AppError('input.invalid', 'A passphrase has to be given.');
        await write(tenant, await sealByPassphrase(passphrase.reveal(), secret.reveal()));
        passphrases.set(tenant, passphrase);
      } else if (files.exists(fileOf(tenant))) await files.remove(fileOf(tenant));
      known.set(tenant, secret);
    },
    has: (tenant) => known.has(tenant),
    current: (tenant) => known.get(tenant) ?? null,
    async reveal(tenant, keeping) {
      const here = known.get(tenant);
      if (here !== undefined) return here;
      const text = keeping === 'system' ? sealed(tenant) : null;
      if (text === null) throw locked(keeping);
      try {
        const secret = new Secret(await vault.unseal(text));
        known.set(tenant, secret);
        return secret;
      } catch (cause) {
        throw locked(keeping, cause);
      }
    },
    async unlock(tenant, keeping, given) {
      if (keeping !== 'passphrase') {
        known.set(tenant, given);
        return;
      }
      const text = sealed(tenant);
      const found = text === null ? null : await unsealByPassphrase(given.reveal(), text);
      if (found === null) throw new AppError('tenant.locked', 'The passphrase does not open this secret.');
      known.set(tenant, new Secret(found));
      passphrases.set(tenant, given);
    },
    async renew(tenant, keeping, change) {
      const here = known.get(tenant);
      if (here === undefined) throw locked(keeping);
      known.set(tenant, new Secret(change(here.reveal())));
      const turn = writing.then(() => seal(tenant, keeping));
      writing = turn.catch(() => undefined);
      return turn;
    },
    async forget(tenant) {
      known.delete(tenant);
      passphrases.delete(tenant);
      if (files.exists(fileOf(tenant))) await files.remove(fileOf(tenant));
    },
  };
}

function locked(keeping: SecretKeeping, cause?: unknown): AppError {
  const hint =
    keeping === 'passphrase'
      ? 'Unlock the tenant with its passphrase.'
      : keeping === 'run'
        ? 'Its secret was kept for one run only: unlock the tenant with the secret.'
        : 'It was sealed by another account or computer: change the tenant and type the secret again.';
  return new AppError('tenant.locked', 'The admin secret of this tenant is not at hand.', { hint, cause });
}
