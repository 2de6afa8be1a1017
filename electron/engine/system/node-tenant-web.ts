import { lookup } from 'node:dns';
import type { IncomingHttpHeaders } from 'node:http';
import type { LookupFunction } from 'node:net';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { Agent, type Dispatcher, ProxyAgent, request } from 'undici';
import type { AddressRule } from '#shared/model/connection.ts';
import { refusedAddress } from './address-rule.ts';
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

/** https everywhere; http to this computer only, where the rule allows that. An address in the place of a name is judged here. */
function mustBeAllowed(url: URL, rule: AddressRule): void {
  const refuse = (message: string): never => {
    throw new TenantFailure('address_refused', message, { sent: false });
  };
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isLiteral = url.hostname.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(host);
  if (url.username !== '' || url.password !== '') refuse('an address must not carry a name and a password');
  if (url.protocol === 'http:') {
    const isHere = host === 'localhost' || host === '::1' || host.startsWith('127.');
    if (!isHere || rule !== 'loopback') refuse(`${url.origin} is not https`);
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

/** `coding`: what the server did to it on the way (RFC 9110 §8.4.1); '': nothing. `most`: bytes, packed and unpacked. */
async function readBody(body: AsyncIterable<Uint8Array>, coding: string, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (size > most) throw tooLarge(most);
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  if (coding === '' || coding === 'identity' || size === 0) return bytes.toString('utf8');
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

  async function once(url: URL, asked: TenantRequest, signal: AbortSignal): Promise<TenantAnswer> {
    mustBeAllowed(url, options.addresses);
    const { method, body } = asked;
    // Not `fetch`, which costs three times as much for each of the many small answers of a sync.
    const response = await request(url, {
      method,
      headers: { ...standardHeaders, ...asked.headers },
      body: body === '' ? null : body,
      signal,
      dispatcher,
    });
    const headers = joined(response.headers);
    const text = await readBody(response.body, headers['content-encoding'] ?? '', limits.bodyBytes);
    return { status: response.statusCode, headers, body: text };
  }

  async function ask(asked: TenantRequest, signal?: AbortSignal): Promise<TenantAnswer> {
    const first = new URL(asked.url);
    const total = AbortSignal.timeout(limits.totalMs);
    const either = signal === undefined ? total : AbortSignal.any([signal, total]);
    try {
      let url = first;
      for (let hops = 0; ; hops += 1) {
        const answer = await once(url, asked, either);
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
    }
  }

  return { ask, close: () => dispatcher.destroy() };
}

/** HTTP towards tenants. Other limits are for tests. */
export const nodeTenantWebs = (limits: Partial<TenantLimits> = {}): TenantWebs => ({
  open: async (options) => openWeb(options, { ...standardLimits, ...limits }),
});
