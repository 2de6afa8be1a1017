import { expect, it } from 'vitest';
import { createIssuerNames } from '#engine/issuer/identity-of.ts';
import { createLedger } from '#engine/issuer/ledger.ts';
import type { Change } from '#engine/issuer/model.ts';
import { IssuerRegister } from '#engine/issuer/state.ts';
import { projector } from '#engine/projector.ts';
import { openWorkspace } from '#engine/store/open-workspace.ts';
import { testNow } from '#test/support/builders.ts';
import { aSigningKey, sealed } from '#test/support/forged-jwts.ts';
import { aConsent, aConsentedGrant, aHuman, testIssuer } from '#test/support/issuer-builders.ts';
import {
  assertionType,
  bearerGrant,
  encodeForm,
  type Headers,
  type IssuerInMemory,
  issuerInMemory,
  type Parameters,
  proofFor,
  secretOf,
  sha256,
  thumbprint,
} from '#test/support/issuer-in-memory.ts';
import { createMemoryFiles, type MemoryFiles } from '#test/support/memory-files.ts';
import { createTestSystem } from '#test/support/test-system.ts';

// What may be presented once is presented many times: in the same moment, later, after the workspace was opened again, and
// after the machine was lost in the middle. One of all these requests succeeds.

const folder = '/home/analyst/Acme.nhi';
const key = aSigningKey('EdDSA');
const verifier = 'v'.repeat(43);
const redirectUri = 'http://127.0.0.1:9000/back';
const refreshValue = `nhi_rt_${'r'.repeat(43)}`;
const soon = testNow / 1000 + 60;

interface Running {
  readonly issuer: IssuerInMemory;
  close(): Promise<void>;
}

/** The issuer of the workspace in those files, as a new process finds it. */
async function open(files: MemoryFiles, pid: number): Promise<Running> {
  const host = { pid, startOf: (each: number) => (each === pid ? '100' : null) };
  const system = createTestSystem({ files, host, seed: pid, now: testNow });
  const workspace = await openWorkspace(system, folder, {
    ...projector,
    readOnly: false,
    create: true,
    human: 'analyst',
    client: 'test',
  });
  const state = workspace.registers.find((register) => register instanceof IssuerRegister);
  if (state === undefined) throw new Error('the workspace has no register of the issuer');
  const names = createIssuerNames(system.hash.sha256, workspace.id);
  const ledger = () => createLedger(workspace, state, names, () => undefined);
  const issuer = issuerInMemory({ system, state, ledger, folder: `${folder}/keys/issuer` });
  return { issuer, close: () => workspace.close() };
}

/** What a power cut leaves: nothing that no flush has covered. Nor the lock, over which it is not the point to wait here. */
async function lost(files: MemoryFiles): Promise<MemoryFiles> {
  const left = files.afterPowerCut(() => false);
  const lock = `${folder}/workspace.lock`;
  if (left.exists(lock)) await left.remove(lock);
  return left;
}

/** Clients, a code and a refresh token, durable. */
async function furnish({ ports }: IssuerInMemory): Promise<void> {
  const scratch = issuerInMemory();
  const grants = ['client_credentials', 'authorization_code', 'refresh_token', bearerGrant] as const;
  const trusts = [{ issuer: 'https://ci.example', subject: 'job', keys: [key.publicJwk] }];
  const app = scratch.addClient({ id: 'app', grants, scopes: ['orders:read'], trusts });
  const signer = scratch.addClient({ id: 'signer', auth: 'private_key_jwt', secrets: [], keys: [key.publicJwk] });
  const of = { clientId: 'app', expiresAt: testNow + 86_400_000 };
  const grantOf = (id: string): Change => ({ is: 'grant', grant: aConsentedGrant({ ...of, id }) });
  const code = {
    hash: sha256('the-code'),
    grantId: 'for-code',
    clientId: 'app',
    redirectUri,
    challenge: thumbprint(verifier),
    jkt: null,
    expiresAt: testNow + 60_000,
    clientEpoch: 0,
    subEpoch: 0,
  };
  const family = { grantId: 'for-refresh', consentId: 'consent-1', sub: 'hum_ana', expiresAt: of.expiresAt };
  const { token } = await scratch.issue({ ...family, clientId: 'app', kind: 'refresh', opaque: true });
  const refresh = { ...token, jti: thumbprint(refreshValue) };
  const changes: readonly Change[] = [
    { is: 'client', client: app },
    { is: 'client', client: signer },
    { is: 'human', human: aHuman() },
    { is: 'consent', consent: aConsent(of) },
    grantOf('for-code'),
    grantOf('for-refresh'),
    { is: 'code', code },
    { is: 'token', token: refresh },
  ];
  const nobody = { human: null, humanLive: false, agents: [], client: null, reason: '', trace: '', policy: 'issuer' };
  await ports.ledger.record({
    ...nobody,
    action: 'client.created',
    object: 'app',
    decision: 'allowed',
    changes,
    details: {},
  });
}

const assertionOf = (iss: string, sub: string, jti: string): string =>
  sealed({ alg: 'EdDSA' }, { iss, sub, aud: testIssuer, exp: soon, jti }, key);
const bySigner = (text: string): Parameters => ({ client_assertion_type: assertionType, client_assertion: text });

type Presentation = [name: string, parameters: Parameters, headers?: Headers];
const presentations: readonly Presentation[] = [
  [
    'a code',
    { grant_type: 'authorization_code', code: 'the-code', redirect_uri: redirectUri, code_verifier: verifier },
  ],
  ['a refresh token', { grant_type: 'refresh_token', refresh_token: refreshValue }],
  ['a client assertion', { grant_type: 'client_credentials', ...bySigner(assertionOf('signer', 'signer', 'one')) }],
  ['a bearer assertion', { grant_type: bearerGrant, assertion: assertionOf('https://ci.example', 'job', 'two') }],
  ['a proof', { grant_type: 'client_credentials' }, { dpop: proofFor('/token', key, { iat: testNow, jti: 'three' }) }],
];

const basicApp = { authorization: `Basic ${Buffer.from(`app:${secretOf('app')}`).toString('base64')}` };

it.each<Presentation>(presentations)(
  '%s works once, whenever it is presented',
  async (name, parameters, headers = {}) => {
    const credentials = name === 'a client assertion' ? {} : basicApp;
    const files = createMemoryFiles();
    const statuses: number[] = [];
    const present = async ({ issuer }: Running, times: number): Promise<void> => {
      const request = () => issuer.send('/token', encodeForm(parameters), { ...credentials, ...headers });
      const answers = await Promise.all(Array.from({ length: times }, request));
      statuses.push(...answers.map(({ status }) => status));
    };

    const first = await open(files, 1);
    await furnish(first.issuer);
    await present(first, 4);
    const left = await lost(files);
    await first.close();
    const second = await open(left, 2);
    await present(second, 2);
    await second.close();
    const third = await open(left, 3);
    third.issuer.clock.advance(5_000);
    await present(third, 2);

    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    // Of four that are verified side by side any may be the first.
    expect(statuses.slice(0, 4)).toContain(200);
    expect([...third.issuer.state.tokens.values()].filter(({ kind }) => kind === 'access')).toHaveLength(1);
    await third.close();
  },
);

it('a token that was given out is known after the machine was lost, and its revocation, too', async () => {
  const files = createMemoryFiles();
  const first = await open(files, 1);
  await furnish(first.issuer);
  const { body } = await first.issuer.post('/token', 'app', { grant_type: 'client_credentials' });
  const token = String(body['access_token']);
  const second = await open(await lost(files), 2);
  const isActive = async ({ issuer }: Running) => (await issuer.post('/introspect', 'app', { token })).body['active'];
  expect(await isActive(second)).toBe(true);
  await first.issuer.post('/revoke', 'app', { token });
  const third = await open(await lost(files), 3);
  expect(await isActive(third)).toBe(false);
  for (const each of [first, second, third]) await each.close();
});
