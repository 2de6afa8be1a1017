// The responder without a window: nhi tenant, nhi plan, nhi receipt, as processes, against the real Keycloak.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '#test/support/engine.ts';
import { makeRealm, makeServiceAccount, mint, workbench } from '#test/support/keycloak-realm.ts';
import { type KeycloakServer, keycloakHome, startKeycloak } from '#test/support/keycloak-server.ts';

const run = promisify(execFile);
const built = join(import.meta.dirname, '../../out/engine/nhi.js');

describe.skipIf(keycloakHome === undefined)('nhi against Keycloak', () => {
  const folder = temporaryFolder();
  const [workspace, secretFile] = [folder.join('Acme.nhi'), folder.join('secret')];
  let server: KeycloakServer;

  beforeAll(async () => {
    expect(existsSync(built)).toBe(true);
    server = await startKeycloak(keycloakHome ?? '');
    const admin = await server.admin();
    await makeRealm(admin, 'acme', { events: false });
    await makeServiceAccount(admin, 'orders-sync');
    writeFileSync(secretFile, `${workbench.secret}\n`);
  });
  afterAll(async () => {
    await server?.stop();
    folder.remove();
  });

  async function nhi(
    ...words: readonly string[]
  ): Promise<{ readonly status: number; readonly json: Record<string, unknown>; readonly said: string }> {
    const place = words[0] === 'receipt' ? [] : ['--workspace', workspace];
    const ended = await run(process.execPath, [built, ...words, ...place, '--json']).then(
      ({ stdout, stderr }) => ({ status: 0, stdout, stderr }),
      (error: { code: number; stdout: string; stderr: string }) => ({
        status: error.code,
        stdout: error.stdout,
        stderr: error.stderr,
      }),
    );
    return { status: ended.status, json: ended.stdout === '' ? {} : JSON.parse(ended.stdout), said: ended.stderr };
  }

  it('connects, syncs, plans, runs, signs, verifies and takes back', async () => {
    await nhi('init');
    const settings = [
      '--set',
      `address=${server.url}`,
      '--set',
      'realm=acme',
      '--set',
      `clientId=${workbench.clientId}`,
    ];
    const added = await nhi(
      'tenant',
      'add',
      '--connector',
      'keycloak',
      '--name',
      'prod',
      ...settings,
      '--addresses',
      'loopback',
      '--secret-file',
      secretFile,
    );
    expect(added.status, added.said).toBe(0);
    expect((await nhi('tenant', 'probe')).status).toBe(4);
    expect(await nhi('tenant', 'probe', 'prod', '--secret-file', secretFile)).toMatchObject({
      status: 0,
      json: { ok: true },
    });
    expect(await nhi('tenant', 'sync', '--secret-file', secretFile)).toMatchObject({
      status: 0,
      json: { rejected: 0 },
    });
    const { json } = await nhi('inventory', '--query', 'orders-sync');
    const [{ id }] = json['identities'] as [{ id: string }];
    const { json: plan } = await nhi('plan', 'create', 'disable', id);
    expect((await nhi('plan', 'run', String(plan['plan']), '--secret-file', secretFile)).status).toBe(2);
    expect((await nhi('plan', 'approve', String(plan['plan']))).status).toBe(0);
    expect((await nhi('plan', 'run', String(plan['plan']), '--secret-file', secretFile)).status).toBe(4);
    expect((await nhi('tenant', 'writes', 'on')).status).toBe(0);
    const ran = await nhi('plan', 'run', String(plan['plan']), '--secret-file', secretFile);
    expect(ran).toMatchObject({ status: 0, json: { state: 'done', counts: { verified: 1 } } });
    expect((await mint(server.url, 'acme', 'orders-sync')).status).toBe(401);

    const receipt = folder.join('receipt.json');
    await nhi('plan', 'sign', String(plan['plan']), '--receipt', '--out', receipt);
    expect(await nhi('receipt', 'verify', receipt)).toMatchObject({
      status: 0,
      json: { ok: true, counts: { verified: 1 } },
    });
    const altered = folder.join('altered.json');
    writeFileSync(altered, readFileSync(receipt, 'utf8').replace('"verified"', '"refused"'));
    expect(await nhi('receipt', 'verify', altered)).toMatchObject({ status: 1, json: { ok: false } });

    const { json: undo } = await nhi('plan', 'undo', String(plan['plan']));
    await nhi('plan', 'approve', String(undo['plan']));
    expect((await nhi('plan', 'run', String(undo['plan']), '--secret-file', secretFile)).status).toBe(0);
    expect((await mint(server.url, 'acme', 'orders-sync')).status).toBe(200);
  });

  it('writes a rotated secret into a file that its owner alone can read', async () => {
    const { json } = await nhi('inventory', '--query', 'orders-sync');
    const [{ id }] = json['identities'] as [{ id: string }];
    await nhi('tenant', 'sync', '--secret-file', secretFile);
    const { json: plan } = await nhi('plan', 'create', 'rotate', id);
    const shown = await nhi('plan', 'show', String(plan['plan']));
    const { mustType } = shown.json['danger'] as { mustType: string };
    expect((await nhi('plan', 'approve', String(plan['plan']))).status).toBe(2);
    expect((await nhi('plan', 'approve', String(plan['plan']), '--typed', mustType)).status).toBe(0);
    const out = folder.join('new-secrets.json');
    const ran = await nhi('plan', 'run', String(plan['plan']), '--secret-file', secretFile, '--secrets-out', out);
    expect(ran.status, ran.said).toBe(0);
    const secrets = JSON.parse(readFileSync(out, 'utf8')) as Record<string, string>;
    expect(statSync(out).mode & 0o077).toBe(0);
    expect((await mint(server.url, 'acme', 'orders-sync', secrets['orders-sync'])).status).toBe(200);
    const journal = readFileSync(join(workspace, 'journal.log'), 'utf8');
    for (const secret of [workbench.secret, secrets['orders-sync'] ?? '']) expect(journal).not.toContain(secret);
  });
});
