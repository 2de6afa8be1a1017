// Requests to Hydra's admin port, which has no authentication of its own: whoever reaches it may do everything.
import type { z } from 'zod';
import type { Exchanges, SessionPorts } from '#engine/connectors/connector.ts';
import { read } from '#engine/connectors/exchange/answers.ts';
import { readPatiently } from '#engine/connectors/exchange/patience.ts';
import type { TenantAnswer } from '#engine/system/tenant-web.ts';

export interface HydraSettings {
  /** Of the admin port, without a slash at the end. */
  readonly address: string;
  /** Of the public port; '': probes of the token endpoint are not run. */
  readonly publicAddress: string;
}

interface HydraRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Begins with `/admin/`. */
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?: string;
}

export class HydraAdmin {
  readonly settings: HydraSettings;
  readonly ports: SessionPorts;

  constructor(settings: HydraSettings, ports: SessionPorts) {
    this.settings = settings;
    this.ports = ports;
  }

  async ask(
    { method, path, body, contentType = 'application/json' }: HydraRequest,
    signal: AbortSignal,
    exchanges?: Exchanges,
  ): Promise<TenantAnswer> {
    const exchange = { method, path, status: null as number | null };
    exchanges?.push(exchange);
    const headers = { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': contentType }) };
    const text = body === undefined ? '' : JSON.stringify(body);
    const answer = await this.ports.web.ask(
      { method, url: `${this.settings.address}${path}`, headers, body: text },
      signal,
    );
    exchange.status = answer.status;
    return answer;
  }

  async get<T>(path: string, shape: z.ZodType<T>, signal: AbortSignal, exchanges?: Exchanges): Promise<T | null> {
    const answer = await readPatiently(() => this.ask({ method: 'GET', path }, signal, exchanges), this.ports, signal);
    return answer === null ? null : read(answer, shape);
  }
}
