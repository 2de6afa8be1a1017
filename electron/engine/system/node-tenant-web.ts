import { X509Certificate } from 'node:crypto';
import { lookup } from 'node:dns';
import type { IncomingHttpHeaders } from 'node:http';
import type { LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { Agent, type Dispatcher, ProxyAgent, request } from 'undici';
import type { AddressRule } from '#shared/model/connection.ts';
import { isLoopback, refusedAddress } from './address-rule.ts';
import { faultOf } from './tenant-fault.ts';
import {
  type TenantAnswer,
  TenantFailure,
  type TenantRequest,
  type TenantWeb,
  type TenantWebOptions,
  type TenantWebs,
} from './tenant-web.ts';

export interface TenantLimits {
  readonly connectMs: number;
  readonly headerMs: number;
  readonly idleMs: number;
  readonly totalMs: number;
  /** Decoded. */
  readonly bodyBytes: number;
}

/** SECURITY row 8. */
const standardLimits: TenantLimits = {
  connectMs: 10_000,
  headerMs: 10_000,
  idleMs: 15_000,
  totalMs: 60_000,
  bodyBytes: 32 * 1024 * 1024,
};
const mostRedirects = 3;
const standardHeaders = { accept: '*/*', 'accept-encoding': 'gzip, deflate, br', 'user-agent': 'nhi-workbench' };

/** Refuses what an address rule forbids, with a code that `faultOf` knows. */
class AddressRefused extends Error {
  readonly code = 'NHI_ADDRESS_REFUSED';
}

/** Every address that a name has is judged, and exactly the judged ones are connected to: no second look-up in between. */
const checkedLookup =
  (rule: AddressRule): LookupFunction =>
  (host, options, done) => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return done(error, []);
      for (const { address } of found) {
        const refused = refusedAddress(address, rule);
        if (refused !== null) return done(new AddressRefused(`${host}: ${refused}`), []);
      }
      const first = found[0];
      if (options.all === true || first === undefined) return done(null, found);
      done(null, first.address, first.family);
    });
  };

function dispatcherOf({ addresses, ca, proxy }: TenantWebOptions, limits: TenantLimits): Dispatcher {
  const tls = ca === '' ? {} : { ca };
  const common = { headersTimeout: limits.headerMs, bodyTimeout: limits.idleMs };
  if (proxy !== '') return new ProxyAgent({ uri: proxy, requestTls: { ...tls, timeout: limits.connectMs }, ...common });
  return new Agent({ connect: { ...tls, lookup: checkedLookup(addresses), timeout: limits.connectMs }, ...common });
}

/** Why the file of a private authority cannot be one, in a sentence; '': it can, or there is none. */
function whyNoAuthority(ca: string): string {
  if (ca === '') return '';
  try {
    new X509Certificate(ca);
    return '';
  } catch {
    return 'the file of the private authority holds no certificate that can be read: choose its PEM file';
  }
}

/** https everywhere; http to this computer only, where the rule allows that. An address in the place of a name is judged here. */
function mustBeAllowed(url: URL, rule: AddressRule): void {
  const refuse = (message: string): never => {
    throw new TenantFailure('address_refused', message, { sent: false });
  };
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isLiteral = url.hostname.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(host);
  if (url.username !== '' || url.password !== '') refuse('an address must not carry a name and a password');
  if (url.protocol === 'http:') {
    if ((host !== 'localhost' && !isLoopback(host)) || rule !== 'loopback') refuse(`${url.origin} is not https`);
  } else if (url.protocol !== 'https:') refuse(`${url.protocol} is not https`);
  const refused = isLiteral ? refusedAddress(host, rule) : null;
  if (refused !== null) refuse(refused);
}

const decoders: Readonly<Record<string, (bytes: Buffer, limits: { maxOutputLength: number }) => Promise<Buffer>>> = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

const tooLarge = (most: number): TenantFailure =>
  new TenantFailure('too_large', `the answer is larger than ${most} bytes`, { sent: true });

/** All of it, and nothing beyond the limit. By events: an iterator over so many small answers costs as much as parsing them. */
const gathered = (body: Readable, most: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    body.on('data', (chunk: Uint8Array) => {
      size += chunk.byteLength;
      chunks.push(chunk);
      if (size > most) body.destroy(tooLarge(most));
    });
    body.on('end', () => resolve(Buffer.concat(chunks)));
    body.on('error', reject);
  });

/** `coding`: what the server did to it on the way (RFC 9110 §8.4.1); '': nothing. `most`: bytes, packed and unpacked. */
async function readBody(body: Readable, coding: string, most: number): Promise<string> {
  const bytes = await gathered(body, most);
  if (coding === '' || coding === 'identity' || bytes.byteLength === 0) return bytes.toString('utf8');
  const decode = decoders[coding];
  const broken = (why: string, cause?: unknown): TenantFailure =>
    new TenantFailure('reset', `the answer cannot be unpacked: ${why}`, { sent: true, cause });
  if (decode === undefined) throw broken(`${coding} is not known here`);
  try {
    return (await decode(bytes, { maxOutputLength: most })).toString('utf8');
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(most);
    throw broken(error instanceof Error ? error.message : '', error);
  }
}

const joined = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? value : value.join(', ')]],
    ),
  );

function openWeb(options: TenantWebOptions, limits: TenantLimits): TenantWeb {
  const dispatcher = dispatcherOf(options, limits);
  const noAuthority = whyNoAuthority(options.ca);
  /** Origins that may be asked: neither the rule nor an address in the place of a name changes. */
  const allowed = new Set<string>();

  function mayBeAsked(url: URL): void {
    const plain = `${url.protocol}//${url.host}`;
    if (allowed.has(plain) && url.username === '' && url.password === '') return;
    mustBeAllowed(url, options.addresses);
    if (noAuthority !== '') throw new TenantFailure('tls_failed', noAuthority, { sent: false });
    allowed.add(plain);
  }

  async function once(url: URL, asked: TenantRequest, signal: AbortSignal): Promise<TenantAnswer> {
    mayBeAsked(url);
    const { method, body } = asked;
    // Not `fetch`, which costs three times as much for each of the many small answers of a sync.
    const response = await request(url, {
      method,
      headers: { ...standardHeaders, ...asked.headers },
      body: body === '' ? null : body,
      // A body ends where its length says, whatever the method is (RFC 9112 §6.3): no new connection after a DELETE with one.
      reset: false,
      signal,
      dispatcher,
    });
    const headers = joined(response.headers);
    const text = await readBody(response.body, headers['content-encoding'] ?? '', limits.bodyBytes);
    return { status: response.statusCode, headers, body: text };
  }

  async function ask(asked: TenantRequest, signal?: AbortSignal): Promise<TenantAnswer> {
    const first = new URL(asked.url);
    // Not AbortSignal.timeout, which would stay behind for a minute after each of many small answers.
    const ended = new AbortController();
    const timer = setTimeout(() => ended.abort(new DOMException('it took too long', 'TimeoutError')), limits.totalMs);
    const cancel = (): void => ended.abort(signal?.reason);
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      let url = first;
      for (let hops = 0; ; hops += 1) {
        const answer = await once(url, asked, ended.signal);
        const to = answer.status >= 300 && answer.status < 400 ? answer.headers['location'] : undefined;
        if (to === undefined) return answer;
        const target = new URL(to, url);
        const message = `the backend sends the request on to ${target.origin}: not followed`;
        if (target.origin !== first.origin || asked.method !== 'GET' || hops === mostRedirects) {
          throw new TenantFailure('redirected', message, { sent: true });
        }
        url = target;
      }
    } catch (error) {
      throw error instanceof TenantFailure
        ? error
        : faultOf(error, { host: first.host, proxy: options.proxy, cancelled: signal?.aborted === true });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    }
  }

  return { ask, close: () => dispatcher.destroy() };
}

/** HTTP towards tenants. Other limits are for tests. */
export const nodeTenantWebs = (limits: Partial<TenantLimits> = {}): TenantWebs => ({
  open: async (options) => openWeb(options, { ...standardLimits, ...limits }),
});
