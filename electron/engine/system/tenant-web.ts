// HTTP towards one backend, with the manners that SECURITY rows 7 and 8 ask for.
import type { AddressRule } from '#shared/model/connection.ts';

export interface TenantRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty: none is sent. */
  readonly body: string;
}

export interface TenantAnswer {
  readonly status: number;
  /** Names in lower case; several of one name are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const tenantFaults = [
  'address_refused',
  'name_unknown',
  'connection_refused',
  'tls_failed',
  'header_timeout',
  'timeout',
  'reset',
  'too_large',
  'redirected',
  'proxy_failed',
  'cancelled',
] as const;
export type TenantFault = (typeof tenantFaults)[number];

/** There is no answer. `sent`: the request may have reached the backend, so nobody knows what it did. */
export class TenantFailure extends Error {
  readonly fault: TenantFault;
  readonly sent: boolean;

  constructor(fault: TenantFault, message: string, options: { readonly sent: boolean; readonly cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'TenantFailure';
    this.fault = fault;
    this.sent = options.sent;
  }
}

export interface TenantWebOptions {
  readonly addresses: AddressRule;
  /** PEM; '': the system's own authorities. */
  readonly ca: string;
  /** `http://host:port`; '': none. */
  readonly proxy: string;
}

/**
 * Verifies TLS always; resolves, checks every address against the rule and connects to the checked one; follows redirects of
 * the same origin only, three at the most. Header within 10 s, 15 s without a byte, 60 s in all, 32 MiB decoded.
 */
export interface TenantWeb {
  /** Throws TenantFailure where there is no answer. */
  ask(request: TenantRequest, signal?: AbortSignal): Promise<TenantAnswer>;
  close(): Promise<void>;
}

export interface TenantWebs {
  open(options: TenantWebOptions): Promise<TenantWeb>;
}
