import { describe, expect, it } from 'vitest';
import { type TenantAnswer, TenantFailure, type TenantFault, type TenantWeb } from '#engine/system/tenant-web.ts';
import { KeycloakAdmin } from './admin.ts';
import { operationKinds } from './operations.ts';
import { testConnection } from './test-connection.ts';

const now = Date.parse('2026-03-02T09:00:00Z');
const claims = (roles: readonly string[]): string =>
  Buffer.from(JSON.stringify({ resource_access: { 'realm-management': { roles } } })).toString('base64url');
const reading = ['view-realm', 'view-clients', 'view-users', 'view-events'];

interface Server {
  readonly fault?: TenantFault;
  readonly status?: number;
  readonly metadata?: string;
  readonly date?: string;
  readonly token?: number;
  readonly roles?: readonly string[];
}

const adminOf = (ask: TenantWeb['ask']): KeycloakAdmin =>
  new KeycloakAdmin(
    { address: 'https://id.example', realm: 'acme', clientId: 'workbench', authRealm: 'acme' },
    {
      settings: {},
      secret: () => 'hush',
      secretIsSealed: true,
      renewSecret: () => Promise.resolve(),
      web: { ask },
      now: () => now,
      wait: () => Promise.resolve(),
      sha256: (text) => text,
      fingerprint: (text) => text,
      randomText: () => 'random',
    },
  );

/** A Keycloak as far as a test of the connection looks at it. */
function tested({ fault, status = 200, metadata = '{"issuer":"x"}', date, token = 200, roles = reading }: Server) {
  const answer = (code: number, body: string): TenantAnswer => ({
    status: code,
    headers: { date: date ?? new Date(now).toUTCString() },
    body,
  });
  const admin = adminOf(async ({ method }) => {
    if (fault !== undefined) throw new TenantFailure(fault, 'said by the network', { sent: false });
    if (method === 'GET') return answer(status, metadata);
    if (token !== 200) return answer(token, '{"error":"unauthorized_client"}');
    return answer(200, JSON.stringify({ access_token: `x.${claims(roles)}.x`, expires_in: 60 }));
  });
  return testConnection(admin, new AbortController().signal);
}

describe('a token', () => {
  it('that nobody gives out leaves nothing sent of what it was for', async () => {
    let asked = 0;
    const admin = adminOf(async () => {
      asked += 1;
      throw new TenantFailure('reset', 'broke off', { sent: true });
    });
    const deleting = admin.ask({ method: 'DELETE', path: '/clients/x' }, new AbortController().signal);
    await expect(deleting).rejects.toMatchObject({ fault: 'reset', sent: false });
    expect(asked).toBe(2);
  });
});

describe('a client that is replaced whole', () => {
  it.each([
    ['client.enabled', { enabled: false }, { clientId: 'orders', enabled: true }, { enabled: false }],
    [
      'client.attributes',
      { attributes: { owner: 'ana' } },
      { clientId: 'orders', attributes: { owner: null } },
      { attributes: { owner: 'bob' } },
    ],
  ])('is left alone by %s where somebody changed that just now', async (name, parameters, state, changed) => {
    let sent = 0;
    let found: object = { id: '1', clientId: 'orders', enabled: true };
    const admin = adminOf(async ({ method, url }) => {
      if (method === 'PUT') sent += 1;
      const token = { access_token: 'x.x.x', expires_in: 60 };
      return { status: 200, headers: {}, body: JSON.stringify(url.endsWith('/token') ? token : found) };
    });
    const operation = { name, object: { client: '1' }, parameters };
    const around = { admin, operation, exchanges: [], signal: new AbortController().signal };
    const execute = () => operationKinds[name]?.execute(around, { state, version: '' });
    expect([await execute(), sent]).toEqual([{ kind: 'done' }, 1]);
    found = { ...found, ...changed };
    expect([await execute(), sent]).toMatchObject([{ kind: 'refused' }, 1]);
  });
});

describe('the clock of the server', () => {
  it.each([
    ['goes ahead of ours', 45],
    ['goes after ours', -45],
  ])('voids what it has issued until now, where it %s', async (_how, seconds) => {
    const theirs = now / 1000 + seconds;
    const token = `x.${Buffer.from(JSON.stringify({ iat: theirs })).toString('base64url')}.x`;
    const sent: unknown[] = [];
    const admin = adminOf(async ({ method, url, body }) => {
      if (url.endsWith('/token'))
        return { status: 200, headers: {}, body: JSON.stringify({ access_token: token, expires_in: 60 }) };
      if (method === 'PUT') sent.push((JSON.parse(body) as { notBefore: unknown }).notBefore);
      return { status: 200, headers: {}, body: '{"id":"1","clientId":"orders"}' };
    });
    const operation = { name: 'client.not_before', object: { client: '1' }, parameters: {} };
    const signal = new AbortController().signal;
    const around = { admin, operation, exchanges: [], signal };
    await operationKinds['client.not_before']?.execute(around, { state: null, version: '' });
    expect(sent).toEqual([Math.max(now / 1000, theirs + 1) + 1]);
  });
});

describe('testConnection', () => {
  it.each<[string, Server, string, RegExp]>([
    ['a name that nobody has', { fault: 'name_unknown' }, 'name', /said by the network/],
    ['a certificate that is not trusted', { fault: 'tls_failed' }, 'tls', /said by the network/],
    ['an address that is not allowed', { fault: 'address_refused' }, 'address', /said by the network/],
    ['nobody there', { fault: 'connection_refused' }, 'connect', /said by the network/],
    ['a realm that is not there', { status: 404 }, 'name', /no realm acme.*\/auth/],
    ['something else than Keycloak', { metadata: '<html>' }, 'name', /not Keycloak: check the address/],
    ['a clock that goes wrong', { date: 'Mon, 02 Mar 2026 09:05:00 GMT' }, 'clock', /differ by 300 s.*Set the clock/],
    ['a wrong secret', { token: 401 }, 'authenticate', /not let in.*Check client id, secret/],
    [
      'missing roles',
      { roles: ['view-realm', 'manage-users'] },
      'access',
      /roles of realm-management: view-clients\.$/,
    ],
  ])('says what to do about %s', async (_what, server, step, sentence) => {
    const test = await tested(server);
    expect(test.ok).toBe(false);
    expect(test.steps.at(-1)).toMatchObject({ step, ok: false, message: expect.stringMatching(sentence) });
    expect(JSON.stringify(test)).not.toContain('hush');
  });

  it('says which roles were found, those included that others bring along', async () => {
    const { ok, access } = await tested({ roles: [...reading, 'manage-users'] });
    expect(ok).toBe(true);
    expect(access.filter(({ state }) => state === 'missing').map(({ name }) => name)).toEqual(['manage-clients']);
  });
});
