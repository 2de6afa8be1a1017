// The issuer as somebody outside sees it: a port on loopback. Nothing here knows how it is built; `node:http` and not
// `fetch`, so that a request may carry what no browser would send.
import { randomUUID } from 'node:crypto';
import { request as open } from 'node:http';
import { connect } from 'node:net';
import { expect } from 'vitest';
import { aSigningKey, sealed, type TestKey } from './forged-jwts.ts';

type Headers = Readonly<Record<string, string | readonly string[]>>;
export type Parameters = Readonly<Record<string, string | readonly string[]>>;

export interface Asked {
  readonly method?: string;
  readonly headers?: Headers;
  readonly form?: Parameters;
  readonly json?: unknown;
  readonly body?: string | Uint8Array;
}

export interface Answered {
  readonly status: number;
  /** Names in lower case; a header that came twice is joined. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The members of a JSON object; empty where it is none. */
  readonly json: Readonly<Record<string, unknown>>;
}

export function ask(issuer: string, path: string, asked: Asked = {}): Promise<Answered> {
  const { form, json, body = form ? encodeForm(form) : json === undefined ? '' : JSON.stringify(json) } = asked;
  const type = form ? 'application/x-www-form-urlencoded' : json === undefined ? null : 'application/json';
  const method = asked.method ?? (type === null && body === '' ? 'GET' : 'POST');
  const headers = {
    ...(type === null ? {} : { 'content-type': type }),
    ...(method === 'GET' || method === 'HEAD' ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    ...asked.headers,
  };
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(issuer);
    const sent = open({ hostname, port, path, method, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => void chunks.push(chunk));
      incoming.on('error', reject);
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const found = Object.entries(incoming.headers).map(([name, value]) => [name, String(value ?? '')]);
        resolve({ status: incoming.statusCode ?? 0, headers: Object.fromEntries(found), text, json: objectOf(text) });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export const encodeForm = (form: Parameters): string =>
  new URLSearchParams(
    Object.entries(form).flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each])),
  ).toString();

function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

/** RFC 6749 §2.3.1. */
export const basic = (id: string, secret: string): { readonly authorization: string } => ({
  authorization: `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`,
});

/** Claims of a JWT, not verified. */
export const claimsIn = (jwt: string): Readonly<Record<string, unknown>> =>
  objectOf(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'));
export const headerIn = (jwt: string): Readonly<Record<string, unknown>> =>
  objectOf(Buffer.from(jwt.split('.')[0] ?? '', 'base64url').toString('utf8'));

/** Writes bytes to the port and answers all that comes back until the other side closes. */
export function raw(issuer: string, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port: Number(new URL(issuer).port), host: '127.0.0.1' });
    let text = '';
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => {
      text += chunk;
    });
    // A refusal may come as a reset: what had been said before is the answer.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
    socket.write(bytes);
  });
}

const seconds = (): number => Math.floor(Date.now() / 1000);

export interface Proving {
  readonly method?: string;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
}

/** A DPoP proof (RFC 9449 §4.2). A claim of undefined is left out. */
export function dpop(key: TestKey, uri: string, { method = 'POST', claims = {}, header = {} }: Proving = {}): string {
  const head = { typ: 'dpop+jwt', alg: key.algorithm, jwk: publicPart(key), ...header };
  return sealed(head, { jti: randomUUID(), htm: method, htu: uri, iat: seconds(), ...claims }, key);
}

/** A client assertion (RFC 7523 §3). A claim of undefined is left out. */
export const assertion = (
  key: TestKey,
  clientId: string,
  aud: unknown,
  claims: object = {},
  header: object = {},
): string =>
  sealed(
    { alg: key.algorithm, ...header },
    { iss: clientId, sub: clientId, aud, jti: randomUUID(), exp: seconds() + 60, ...claims },
    key,
  );

export const assertionForm = (value: string): Parameters => ({
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: value,
});

const publicPart = ({ publicJwk: { kty, crv, x, y, n, e } }: TestKey): object => ({ kty, crv, x, y, n, e });

export const newKey = (): TestKey => aSigningKey('ES256');

/** RFC 6749 §5.2: JSON, not to be kept, a code, no more members than the standard knows. */
export function expectRefusal(answer: Answered, error: string, status = 400): void {
  expect([answer.json['error'], answer.status]).toEqual([error, status]);
  expect(answer.headers['content-type']).toMatch(/^application\/json\b/);
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.headers['pragma']).toBe('no-cache');
  expect(Object.keys(answer.json).sort()).toEqual(['error', 'error_description']);
  // RFC 6749 §5.2: characters that a description may have.
  expect(String(answer.json['error_description'])).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
}
