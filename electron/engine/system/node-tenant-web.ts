import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, type Dispatcher, fetch, ProxyAgent, type Response } from 'undici';
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

async function readBody({ body }: Response, most: number): Promise<string> {
  if (body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (size > most) throw new TenantFailure('too_large', `the answer is larger than ${most} bytes`, { sent: true });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function openWeb(options: TenantWebOptions, limits: TenantLimits): TenantWeb {
  const dispatcher = dispatcherOf(options, limits);

  async function once(url: URL, request: TenantRequest, signal: AbortSignal): Promise<TenantAnswer> {
    mustBeAllowed(url, options.addresses);
    const { method, headers, body } = request;
    const response = await fetch(url, {
      method,
      headers,
      redirect: 'manual',
      signal,
      dispatcher,
      ...(body === '' ? {} : { body }),
    });
    const { status } = response;
    return { status, headers: Object.fromEntries(response.headers), body: await readBody(response, limits.bodyBytes) };
  }

  async function ask(request: TenantRequest, signal?: AbortSignal): Promise<TenantAnswer> {
    const first = new URL(request.url);
    const total = AbortSignal.timeout(limits.totalMs);
    const either = signal === undefined ? total : AbortSignal.any([signal, total]);
    try {
      let url = first;
      for (let hops = 0; ; hops += 1) {
        const answer = await once(url, request, either);
        const to = answer.status >= 300 && answer.status < 400 ? answer.headers['location'] : undefined;
        if (to === undefined) return answer;
        const target = new URL(to, url);
        const message = `the backend sends the request on to ${target.origin}: not followed`;
        if (target.origin !== first.origin || request.method !== 'GET' || hops === mostRedirects) {
          throw new TenantFailure('redirected', message, { sent: true });
        }
        url = target;
      }
    } catch (error) {
      throw error instanceof TenantFailure
        ? error
        : faultOf(error, { host: first.host, cancelled: signal?.aborted === true });
    }
  }

  return { ask, close: () => dispatcher.destroy() };
}

/** HTTP towards tenants. Other limits are for tests. */
export const nodeTenantWebs = (limits: Partial<TenantLimits> = {}): TenantWebs => ({
  open: async (options) => openWeb(options, { ...standardLimits, ...limits }),
});
