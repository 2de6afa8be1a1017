// The least that a token endpoint does: read the form, check the secret, sign or make a value. Nothing is journalled.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { generateKeyPair, SignJWT } from 'jose';

const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
const digest = (text) => createHash('sha256').update(text).digest();
const secret = digest('the-secret');
const values = new Map();
let issuer = '';

async function token(form) {
  const [, basic = ''] = (form.authorization ?? '').split(' ');
  const given = Buffer.from(basic, 'base64').toString().split(':')[1] ?? '';
  if (!timingSafeEqual(digest(given), secret)) return [401, { error: 'invalid_client' }];
  const answer = { token_type: 'Bearer', expires_in: 600 };
  if (form.path === '/opaque') {
    const value = randomBytes(32).toString('base64url');
    values.set(value, Date.now() + 600_000);
    return [200, { access_token: value, ...answer }];
  }
  if (form.path === '/introspect') return [200, { active: values.has(form.body.get('token')) }];
  if (form.path === '/revoke') return [200, { done: values.delete(form.body.get('token')) }];
  const access_token = await new SignJWT({ client_id: 'client', jti: randomBytes(16).toString('base64url') })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'k1' })
    .setIssuer(issuer)
    .setSubject('client')
    .setAudience(issuer)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(privateKey);
  return [200, { access_token, ...answer }];
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', async () => {
    const body = new URLSearchParams(Buffer.concat(chunks).toString());
    const [status, answer] = await token({ path: request.url, authorization: request.headers.authorization, body });
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(answer));
  });
});
server.listen(0, '127.0.0.1', () => {
  issuer = `http://127.0.0.1:${server.address().port}`;
  process.stdout.write(`${JSON.stringify({ issuer })}\n`);
});
