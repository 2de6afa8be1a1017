import { describe, expect, it } from 'vitest';
import type { Endpoint } from '#engine/issuer/endpoint.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { HttpRequest } from '#engine/issuer/ports.ts';
import { issuerInMemory } from '#test/support/issuer-in-memory.ts';
import { createFace } from './face.ts';

const host = ['127.0.0.1:8443'];
const issuer = `http://${host[0]}`;

function open(handle: Endpoint['handle'] = async () => ({ status: 200, headers: {}, body: 'here' })) {
  const { ports, system } = issuerInMemory();
  const refused: [string, string, number][] = [];
  const gate = { admit: () => true, refused: (...said: [string, string, number]) => void refused.push(said) };
  const endpoint = (path: string, audience: Endpoint['audience']): Endpoint => ({
    id: path,
    path,
    methods: ['POST'],
    audience,
    handle,
  });
  const endpoints = [endpoint('/token', 'protocol'), endpoint('/register/*', 'protocol'), endpoint('/consent', 'page')];
  const face = createFace(endpoints, { ...ports, issuer }, gate);
  const ask = (path: string, headers: Readonly<Record<string, readonly string[]>> = {}, method = 'POST') => {
    const request: HttpRequest = {
      method,
      path,
      query: '',
      headers: new Map(Object.entries({ host, ...headers })),
      body: new Uint8Array(),
    };
    return face.answer(request);
  };
  return { ask, refused, face, system };
}

describe('the face of the issuer', () => {
  it.each([
    ['none', []],
    ['another name for this machine', ['localhost:8443']],
    ['a stranger (DNS rebinding)', ['evil.example:8443']],
    ['another port', ['127.0.0.1:80']],
    ['two', ['127.0.0.1:8443', 'evil.example']],
  ])('a Host header that is %s is refused before anybody sees the request', async (_name, hosts) => {
    const { ask, refused } = open(() => Promise.reject(new Error('it was let in')));
    expect(await ask('/token', { host: hosts })).toMatchObject({ status: 421 });
    expect(refused).toEqual([['POST /token', 'the Host header is not the one of the issuer', 421]]);
  });

  it.each(['/', '/token/', '/TOKEN', '//token', '/register', '/register/', '/register/a/b', '/../token', '/token%2e'])(
    '%s is no path',
    async (path) => expect(await open().ask(path)).toMatchObject({ status: 404, body: '{"error":"not_found"}' }),
  );

  it('a path takes its methods and names them to others', async () => {
    expect(await open().ask('/register/cli_1')).toMatchObject({ status: 200, body: 'here' });
    const answer = await open().ask('/token', {}, 'GET');
    expect(answer).toMatchObject({ status: 405, headers: { Allow: 'POST' } });
  });

  it.each([
    ['an Origin', { origin: ['https://evil.example'] }],
    ['the Origin null', { origin: ['null'] }],
    ['one Origin too many', { origin: [issuer, 'https://evil.example'] }],
    ['a cross-site fetch', { 'sec-fetch-site': ['cross-site'] }],
    ['a fetch from another port', { 'sec-fetch-site': ['same-site'] }],
  ])('%s keeps a page of another site out of the protocol', async (_name, headers) => {
    const { ask, refused } = open();
    expect(await ask('/token', headers)).toMatchObject({ status: 403, body: '{"error":"access_denied"}' });
    expect(refused).toHaveLength(1);
    // Pages are reached from elsewhere: that is how a customer comes to the consent page. They check their own forms.
    expect(await ask('/consent', headers)).toMatchObject({ status: 200 });
  });

  it('a program that is no page sends neither, and our own page sends its own Origin', async () => {
    expect(await open().ask('/token')).toMatchObject({ status: 200 });
    const own = { origin: [issuer], 'sec-fetch-site': ['same-origin'] };
    expect(await open().ask('/token', own)).toMatchObject({ status: 200 });
  });

  it('every answer is kept by nobody and framed by nobody; what an endpoint says of it goes first', async () => {
    const { ask } = open(async () => ({ status: 200, headers: { 'Cache-Control': 'max-age=60' }, body: '' }));
    expect((await ask('/nowhere')).headers).toMatchObject({
      'Cache-Control': 'no-store',
      Pragma: 'no-cache',
      'X-Frame-Options': 'DENY',
      'X-Content-Type-Options': 'nosniff',
    });
    expect((await ask('/token')).headers['Cache-Control']).toBe('max-age=60');
  });

  it('a refusal says its code and description, and its private reason to nobody', async () => {
    const { ask, face } = open(() =>
      Promise.reject(
        new OAuthError('invalid_grant', 'The code is not valid.', 'it was stolen', { headers: { A: 'b' } }),
      ),
    );
    const answer = await ask('/token');
    expect(answer).toMatchObject({ status: 400, headers: { A: 'b' } });
    expect(JSON.parse(answer.body)).toEqual({ error: 'invalid_grant', error_description: 'The code is not valid.' });
    expect(face.counts).toEqual({ allowed: 0, denied: 1 });
  });

  it('a fault is logged, and the client told to come again and nothing else', async () => {
    const { ask, system } = open(() => Promise.reject(new Error('disk /home/tess full')));
    const answer = await ask('/token');
    expect(answer).toMatchObject({ status: 503, headers: { 'Retry-After': '1' } });
    expect(answer.body).toBe('{"error":"temporarily_unavailable"}');
    expect(system.log.lines).toEqual(['error the endpoint /token failed']);
  });
});
