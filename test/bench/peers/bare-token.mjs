// The least that a token endpoint does: read the form, check the secret, sign or make a value. Paths that begin with
// /journalled also write the token's line to a file and flush it before the answer, whoever waits at that moment together: the
// limit of an issuer that owes its auditor a record. The argument is the algorithm that signs.
import { createHash, generateKeyPairSync, randomBytes, sign, timingSafeEqual } from 'node:crypto';
import { fsync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [, , alg = 'EdDSA'] = process.argv;
const privateKey =
  alg === 'EdDSA'
    ? generateKeyPairSync('ed25519').privateKey
    : generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const header = encode({ alg, typ: 'at+jwt', kid: 'k1' });
const digest = (text) => createHash('sha256').update(text).digest();
const secret = digest('the-secret');
const values = new Map();
let issuer = '';

function jwt() {
  const iat = Math.floor(Date.now() / 1000);
  const jti = randomBytes(16).toString('base64url');
  const names = { iss: issuer, sub: 'client', aud: issuer, client_id: 'client' };
  const input = `${header}.${encode({ ...names, iat, exp: iat + 600, jti })}`;
  const how = alg === 'EdDSA' ? { key: privateKey } : { key: privateKey, dsaEncoding: 'ieee-p1363' };
  const signature = sign(alg === 'EdDSA' ? null : 'sha256', Buffer.from(input), how);
  return `${input}.${signature.toString('base64url')}`;
}

function opaque() {
  const value = randomBytes(32).toString('base64url');
  values.set(value, Date.now() + 600_000);
  return value;
}

const folder = mkdtempSync(join(tmpdir(), 'bare-'));
const file = openSync(join(folder, 'journal'), 'a');
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
process.once('SIGTERM', () => process.exit(0));
let lines = [];
let waiting = [];
let isFlushing = false;

function flushAll() {
  if (isFlushing || waiting.length === 0) return;
  const [text, answers] = [lines.join(''), waiting];
  [lines, waiting, isFlushing] = [[], [], true];
  writeSync(file, text);
  fsync(file, (error) => {
    if (error) throw error;
    isFlushing = false;
    for (const answer of answers) answer();
    setImmediate(flushAll);
  });
}

/** As long a line as an issuer writes: who, what, and the token's members. */
function journalled(token) {
  lines.push(`${JSON.stringify({ at: Date.now(), token: digest(token).toString('hex'), members: ' '.repeat(700) })}\n`);
  return new Promise((resolve) => {
    waiting.push(resolve);
    setImmediate(flushAll);
  });
}

async function answerTo({ path, authorization, body }) {
  const [, basic = ''] = (authorization ?? '').split(' ');
  const given = Buffer.from(basic, 'base64').toString().split(':')[1] ?? '';
  if (!timingSafeEqual(digest(given), secret)) return [401, { error: 'invalid_client' }];
  if (path === '/introspect') return [200, { active: values.has(body.get('token')) }];
  if (path === '/revoke') return [200, { done: values.delete(body.get('token')) }];
  const access_token = path.endsWith('/jwt') ? jwt() : opaque();
  if (path.startsWith('/journalled')) await journalled(access_token);
  return [200, { access_token, token_type: 'Bearer', expires_in: 600 }];
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    const body = new URLSearchParams(Buffer.concat(chunks).toString());
    const [status, answer] = await answerTo({ path: request.url, authorization: request.headers.authorization, body });
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(answer));
  });
});
server.listen(0, '127.0.0.1', () => {
  issuer = `http://127.0.0.1:${server.address().port}`;
  process.stdout.write(`${JSON.stringify({ issuer })}\n`);
});
