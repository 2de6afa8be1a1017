import { describe, expect, it } from 'vitest';
import type { Vault } from '#engine/system/vault.ts';
import { noVault } from '#engine/system/vault.ts';
import { Secret } from '#shared/lib/secret.ts';
import type { TenantId } from '#shared/model/ids.ts';
import { createTestSystem } from '#test/support/test-system.ts';
import { createTenantSecrets } from './secrets.ts';

const tenant = 'ten_abcdefghijkl' as TenantId;
/** An operating system that seals for one account. */
const sealingFor = (account: string): Vault => ({
  ...noVault,
  backend: () => Promise.resolve('system'),
  seal: (text) => Promise.resolve(`${account}:${Buffer.from(text).toString('base64')}`),
  unseal: (sealed) =>
    sealed.startsWith(`${account}:`)
      ? Promise.resolve(Buffer.from(sealed.slice(account.length + 1), 'base64').toString())
      : Promise.reject(new Error('another account')),
});

function secretsOf(system = createTestSystem(), vault: Vault = noVault) {
  return createTenantSecrets({ ...system, vault }, '/w');
}

describe('createTenantSecrets', () => {
  it('seals what a backend renewed as the old one was, the last one last', async () => {
    const system = createTestSystem();
    const secrets = secretsOf(system);
    await secrets.keep(tenant, 'passphrase', new Secret('a'), new Secret('open'));
    await Promise.all(['b', 'c'].map((more) => secrets.renew(tenant, 'passphrase', (text) => `${text}${more}`)));
    const again = secretsOf(system);
    await again.unlock(tenant, 'passphrase', new Secret('open'));
    expect(again.current(tenant)?.reveal()).toBe('abc');
    await again.renew(tenant, 'passphrase', (text) => `${text}d`);
    const later = secretsOf(system);
    await later.unlock(tenant, 'passphrase', new Secret('open'));
    expect(later.current(tenant)?.reveal()).toBe('abcd');
  });

  it('seals a renewed secret by the operating system, and writes none of a single run', async () => {
    const system = createTestSystem();
    const secrets = secretsOf(system, sealingFor('ana'));
    await secrets.keep(tenant, 'system', new Secret('old'), null);
    await secrets.renew(tenant, 'system', () => 'new');
    expect((await secretsOf(system, sealingFor('ana')).reveal(tenant, 'system')).reveal()).toBe('new');
    await secrets.keep(tenant, 'run', new Secret('old'), null);
    await secrets.renew(tenant, 'run', () => 'newer');
    expect(secrets.current(tenant)?.reveal()).toBe('newer');
    await expect(secretsOf(system).renew(tenant, 'run', () => 'x')).rejects.toMatchObject({ code: 'tenant.locked' });
  });

  it('gives what was handed over once, and forgets it in time', async () => {
    const system = createTestSystem();
    const secrets = secretsOf(system);
    const reference = secrets.hold('canary');
    expect((await secrets.take(reference))?.reveal()).toBe('canary');
    expect(await secrets.take(reference)).toBeNull();
    const late = secrets.hold('canary');
    system.clock.advance(6 * 60_000);
    expect(await secrets.take(late)).toBeNull();
  });

  it('leaves no timer behind that would keep the process alive', async () => {
    const system = createTestSystem();
    let timers = 0;
    const after: typeof system.clock.after = (ms, run) => {
      timers += 1;
      const cancel = system.clock.after(ms, run);
      return () => {
        timers -= 1;
        cancel();
      };
    };
    const secrets = createTenantSecrets({ ...system, clock: { ...system.clock, after }, vault: noVault }, '/w');
    const reference = secrets.hold('canary');
    expect(timers).toBe(1);
    await secrets.take(reference);
    expect(timers).toBe(0);
  });

  it('keeps a secret of one run in memory alone', async () => {
    const system = createTestSystem();
    const secrets = secretsOf(system);
    await secrets.keep(tenant, 'run', new Secret('canary'), null);
    expect((await secrets.reveal(tenant, 'run')).reveal()).toBe('canary');
    expect(system.files.exists('/w/keys/tenants')).toBe(false);
    await expect(secretsOf(system).reveal(tenant, 'run')).rejects.toMatchObject({ code: 'tenant.locked' });
  });

  it('seals by the system, and opens for nobody else', async () => {
    const system = createTestSystem();
    await secretsOf(system, sealingFor('ana')).keep(tenant, 'system', new Secret('canary'), null);
    const onDisk = Buffer.from(system.files.readSync(`/w/keys/tenants/${tenant}.sealed`)).toString();
    expect(onDisk).not.toContain('canary');
    expect((await secretsOf(system, sealingFor('ana')).reveal(tenant, 'system')).reveal()).toBe('canary');
    await expect(secretsOf(system, sealingFor('eve')).reveal(tenant, 'system')).rejects.toMatchObject({
      code: 'tenant.locked',
    });
  });

  it('seals by a passphrase, and opens by that one only', async () => {
    const system = createTestSystem();
    await secretsOf(system).keep(tenant, 'passphrase', new Secret('canary'), new Secret('open sesame'));
    expect(Buffer.from(system.files.readSync(`/w/keys/tenants/${tenant}.sealed`)).toString()).not.toContain('canary');
    const later = secretsOf(system);
    await expect(later.unlock(tenant, 'passphrase', new Secret('wrong'))).rejects.toMatchObject({
      code: 'tenant.locked',
    });
    expect(later.has(tenant)).toBe(false);
    await later.unlock(tenant, 'passphrase', new Secret('open sesame'));
    expect((await later.reveal(tenant, 'passphrase')).reveal()).toBe('canary');
  });

  it('leaves nothing when it is to be forgotten, or to be kept for a run only', async () => {
    const system = createTestSystem();
    const secrets = secretsOf(system, sealingFor('ana'));
    await secrets.keep(tenant, 'system', new Secret('canary'), null);
    await secrets.keep(tenant, 'run', new Secret('canary'), null);
    expect(system.files.exists(`/w/keys/tenants/${tenant}.sealed`)).toBe(false);
    await secrets.keep(tenant, 'system', new Secret('canary'), null);
    await secrets.forget(tenant);
    expect([secrets.has(tenant), system.files.exists(`/w/keys/tenants/${tenant}.sealed`)]).toEqual([false, false]);
  });
});
