import { compactVerify, importJWK } from 'jose';
import { expect, test } from 'vitest';
import { type Algorithm, algorithms } from '#engine/issuer/model.ts';
import { IssuerRegister } from '#engine/issuer/state.ts';
import type { Files } from '#engine/system/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { withFaults } from '#test/support/faulty-files.ts';
import { createMemoryFiles } from '#test/support/memory-files.ts';
import { createMemoryLedger } from '#test/support/memory-ledger.ts';
import { createTestSystem } from '#test/support/test-system.ts';
import { createSigner } from './keystore.ts';

const folder = '/w.nhi/keys/issuer';

function open(files: Files = createMemoryFiles(), state = new IssuerRegister()) {
  const { clock, hash, keys, log } = createTestSystem();
  const ledger = createMemoryLedger(state, clock);
  const ports = { files, keys, folder, state, ledger, clock, hash, log };
  return { ...ports, signer: createSigner(ports) };
}

const pathOf = (kid: string): string => `${folder}/${kid}.jwk`;
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : `bug: ${error}`),
  );
async function isVerified(text: string, { jwks }: { jwks(): { keys: readonly object[] } }): Promise<boolean> {
  const { kid, alg } = JSON.parse(Buffer.from(text.split('.')[0] ?? '', 'base64url').toString());
  const jwk = jwks().keys.find((key) => 'kid' in key && key.kid === kid);
  if (jwk === undefined) return false;
  const key = await importJWK(jwk, alg);
  return compactVerify(text, key).then(
    () => true,
    () => false,
  );
}

test.each(algorithms)('%s: the first key is made when it is needed, once, and signs', async (algorithm) => {
  const { signer, state, ledger, files } = open();
  const texts = await Promise.all([1, 2, 3].map((n) => signer.sign(algorithm, 'at+jwt', { n })));
  const { kid, jwk } = signer.active(algorithm);
  expect(state.keys.size).toBe(1);
  expect(ledger.events.map(({ action, object }) => [action, object])).toEqual([['key.created', kid]]);
  expect(files.list(folder)).toEqual([`${kid}.jwk`]);
  expect(jwk).toMatchObject({ kid, alg: algorithm, use: 'sig' });
  expect(Object.keys(jwk)).not.toContain('d');
  for (const text of texts) expect(await isVerified(text, signer)).toBe(true);
  const [header = ''] = (texts[0] ?? '').split('.');
  expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ alg: algorithm, typ: 'at+jwt', kid });
});

test('a rotation leaves the old key to verify, a retirement leaves it to nothing', async () => {
  const { signer, state, files, ledger } = open();
  const before = await signer.sign('EdDSA', 'at+jwt', { n: 1 });
  const old = signer.active('EdDSA');
  const next = await signer.rotate('EdDSA');
  expect(signer.active('EdDSA').kid).toBe(next.kid);
  expect(signer.jwks().keys.map((key) => key['kid'])).toEqual([old.kid, next.kid]);
  expect(await isVerified(before, signer)).toBe(true);
  expect(await isVerified(await signer.sign('EdDSA', 'at+jwt', { n: 2 }), signer)).toBe(true);
  expect(files.list(folder)).toEqual([`${next.kid}.jwk`]);

  expect(await codeOf(signer.retire(next.kid))).toBe('input.invalid');
  expect(await codeOf(signer.retire('nobody'))).toBe('record.absent');
  await signer.retire(old.kid);
  expect(await codeOf(signer.retire(old.kid))).toBe('input.invalid');
  expect(signer.jwks().keys.map((key) => key['kid'])).toEqual([next.kid]);
  expect(await isVerified(before, signer)).toBe(false);
  expect(state.keys.get(old.kid)?.status).toBe('retired');
  expect(ledger.events.map(({ action }) => action)).toEqual(['key.created', 'key.rotated', 'key.retired']);
});

test('signatures and rotations that are asked for together do not lose each other', async () => {
  const { signer, state } = open();
  await signer.ready('ES256');
  const signing = Array.from({ length: 20 }, (_, n) => signer.sign('ES256', 'at+jwt', { n }));
  const rotating = [signer.rotate('ES256'), signer.rotate('ES256'), signer.ready('ES256')];
  const texts = [...(await Promise.all(signing)), await signer.sign('ES256', 'at+jwt', {})];
  await Promise.all(rotating);
  const statuses = [...state.keys.values()].map(({ status }) => status);
  expect(statuses).toEqual(['passive', 'passive', 'active']);
  for (const text of texts) expect(await isVerified(text, signer)).toBe(true);
});

test('one key an algorithm: rotating one leaves the others', async () => {
  const { signer } = open();
  const [ed] = [await signer.ready('EdDSA'), await signer.ready('ES256')];
  await signer.rotate('ES256');
  expect(signer.active('EdDSA').kid).toBe(ed.kid);
});

test('keys outlast the process', async () => {
  const { signer, files, state } = open();
  const { kid } = await signer.ready('EdDSA');
  const reopened = new IssuerRegister();
  reopened.load(state.save());
  const again = open(files, reopened);
  expect(await isVerified(await again.signer.sign('EdDSA', 'at+jwt', {}), signer)).toBe(true);
  expect(again.signer.active('EdDSA').kid).toBe(kid);
  expect(again.ledger.events).toEqual([]);
});

const damages: Readonly<Record<string, (text: string) => string>> = {
  empty: () => '',
  'cut short': (text) => text.slice(0, 60),
  'of another key': () => JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43), d: 'A'.repeat(43) }),
  'with another private half': (text) => text.replace(/"d":"[^"]{3}/, '"d":"AAA'),
  'with a member twice': (text) => text.replace('{', '{"kty":"OKP",'),
  'without its private half': (text) => text.replace('"d":', '"e":'),
};

test.each(Object.keys(damages))('a key file %s is named, and a rotation makes good for it', async (name) => {
  const files = createMemoryFiles();
  const first = open(files);
  const { kid } = await first.signer.ready('EdDSA');
  const text = new TextDecoder().decode(files.readSync(pathOf(kid)));
  files.put(pathOf(kid), damages[name]?.(text) ?? '');
  const { signer } = open(files, first.state);
  const refusal: unknown = await signer.sign('EdDSA', 'at+jwt', {}).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: 'file.unreadable', message: expect.stringContaining(pathOf(kid)) });
  expect(JSON.stringify(refusal)).not.toContain(JSON.parse(text).d);
  await signer.rotate('EdDSA');
  expect(await isVerified(await signer.sign('EdDSA', 'at+jwt', {}), signer)).toBe(true);
});

test('a missing key file is named; once it is back, it signs', async () => {
  const files = createMemoryFiles();
  const first = open(files);
  const { kid } = await first.signer.ready('EdDSA');
  const bytes = files.readSync(pathOf(kid));
  await files.remove(pathOf(kid));
  const { signer } = open(files, first.state);
  expect(await codeOf(signer.ready('EdDSA'))).toBe('file.absent');
  files.put(pathOf(kid), bytes);
  expect(await codeOf(signer.ready('EdDSA'))).toBe('done');
});

test('a key that is in the journal has its file, whatever the disk does', async () => {
  for (let fails = 1; fails <= 4; fails += 1) {
    const files = withFaults(createMemoryFiles(), (number) =>
      number === fails ? { code: 'ENOSPC', written: 0 } : null,
    );
    const { signer, state } = open(files);
    expect(await codeOf(signer.ready('EdDSA'))).toBe('workspace.write_failed');
    expect(state.keys.size).toBe(0);
    expect(await codeOf(signer.ready('EdDSA'))).toBe('done');
  }
});

test('a key outlasts a power cut behind its record', async () => {
  const files = createMemoryFiles();
  await files.makeFolder('/w.nhi/keys');
  const { signer, state } = open(files);
  const { kid } = await signer.ready('EdDSA');
  const { signer: later } = open(
    files.afterPowerCut(() => false),
    state,
  );
  expect((await later.ready('EdDSA')).kid).toBe(kid);
});

test('a key whose record fails signs nothing', async () => {
  const { signer: _unused, ...ports } = open();
  const ledger = { record: () => Promise.reject(new AppError('workspace.write_failed', 'The disk is full.')) };
  const signer = createSigner({ ...ports, ledger });
  expect(await codeOf(signer.sign('EdDSA', 'at+jwt', {}))).toBe('workspace.write_failed');
  expect(() => signer.active('EdDSA')).toThrow('no key signs by EdDSA yet');
});

test('an old private half that cannot be removed is told, and the rotation stands', async () => {
  const files = createMemoryFiles();
  const stuck: Files = { ...files, remove: () => Promise.reject(new Error('EPERM')) };
  const { signer, log } = open(stuck);
  const algorithm: Algorithm = 'EdDSA';
  const old = await signer.ready(algorithm);
  await signer.rotate(algorithm);
  expect(log.lines).toEqual([expect.stringContaining(pathOf(old.kid))]);
});

test('whoever has a key made or rotated is named in its record', async () => {
  const { signer: _unused, ...ports } = open();
  const by = { human: 'tess', client: 'nhi' };
  const signer = createSigner({ ...ports, by: () => by });
  await signer.rotate('EdDSA');
  expect(ports.ledger.events.map((event) => [event.action, event.by, event.humanLive])).toEqual([
    ['key.rotated', by, true],
  ]);
});
