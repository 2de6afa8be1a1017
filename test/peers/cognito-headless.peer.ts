// nhi tenant, nhi plan, as processes, against cognito-local.
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CognitoLocal, startCognitoLocal } from '#test/support/cognito-local.ts';
import { temporaryFolder } from '#test/support/engine.ts';

const run = promisify(execFile);
// From sources: the bundle is tested where it is built.
const entry = join(import.meta.dirname, '../../electron/engine/cli/nhi.ts');
const [key, token] = ['canary/secret/access/key', 'canary-session-token'];

describe('nhi against cognito-local', () => {
  const folder = temporaryFolder();
  const [workspace, secretFile] = [folder.join('Acme.nhi'), folder.join('secret')];
  let server: CognitoLocal;
  let pool = '';

  beforeAll(async () => {
    server = await startCognitoLocal();
    const made = await server.ask('CreateUserPool', { PoolName: 'acme' });
    pool = String((made['UserPool'] as Record<string, unknown>)['Id']);
    await server.ask('CreateUserPoolClient', {
      UserPoolId: pool,
      ClientName: 'orders-sync',
      GenerateSecret: true,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ['orders/read'],
      // AWS sets what an update leaves out to its default; cognito-local keeps it, so the default could not be put back here.
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'],
    });
    writeFileSync(secretFile, `AKIAEXAMPLEKEY000003\n${key}\n${token}\n`);
  });
  afterAll(async () => {
    await server?.stop();
    folder.remove();
  });

  async function nhi(...words: readonly string[]) {
    const ended = await run(process.execPath, [entry, ...words, '--workspace', workspace, '--json']).then(
      ({ stdout, stderr }) => ({ status: 0, stdout, stderr }),
      (error: { code: number; stdout: string; stderr: string }) => ({ ...error, status: error.code }),
    );
    const json = ended.stdout === '' ? {} : (JSON.parse(ended.stdout) as Record<string, unknown>);
    return { status: ended.status, json, said: `${ended.stdout}${ended.stderr}` };
  }

  it('connects, syncs, disables and takes it back, and says no secret', async () => {
    const heard: string[] = [];
    const done = async (...words: readonly string[]) => {
      const { status, json, said } = await nhi(...words);
      heard.push(said);
      expect(status, said).toBe(0);
      return json;
    };
    const secret = ['--secret-file', secretFile];
    await done('init');
    const settings = ['--set', `userPoolId=${pool}`, '--set', `address=${server.url}`, '--addresses', 'loopback'];
    await done('tenant', 'add', '--connector', 'cognito', '--name', 'customers', ...settings, ...secret);
    expect(await done('tenant', 'probe', 'customers', ...secret)).toMatchObject({ ok: true });
    expect(await done('tenant', 'sync', ...secret)).toMatchObject({ rejected: 0 });
    const { identities } = await done('inventory', '--query', 'orders-sync');
    const [{ id }] = identities as [{ id: string }];
    const { plan } = await done('plan', 'create', 'disable', id);
    await done('plan', 'approve', String(plan));
    await done('tenant', 'writes', 'on');
    expect(await done('plan', 'run', String(plan), ...secret)).toMatchObject({ counts: { verified: 1 } });
    const { plan: undo } = await done('plan', 'undo', String(plan));
    await done('plan', 'approve', String(undo));
    expect(await done('plan', 'run', String(undo), ...secret)).toMatchObject({ counts: { verified: 1 } });
    const all = [...heard, readFileSync(join(workspace, 'journal.log'), 'utf8')].join('\n');
    for (const each of [key, token]) expect(all).not.toContain(each);
  });
});
