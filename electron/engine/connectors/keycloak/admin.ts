// Requests to the Admin REST API, with a token of our own that is renewed before it ends.
import { z } from 'zod';
import { BackendRefused, type Exchanges, type SessionPorts } from '#engine/connectors/connector.ts';
import { read } from '#engine/connectors/exchange/answers.ts';
import { readPatiently } from '#engine/connectors/exchange/patience.ts';
import { type TenantAnswer, TenantFailure } from '#engine/system/tenant-web.ts';

export interface KeycloakSettings {
  /** Base address without a slash at the end; older servers end in `/auth`. */
  readonly address: string;
  readonly realm: string;
  readonly clientId: string;
  /** Realm in which the admin client lives. */
  readonly authRealm: string;
}

export interface AdminRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/admin/realms/{realm}`, begins with a slash; '' is the realm. */
  readonly path: string;
  readonly body?: unknown;
}

const issued = z.looseObject({ iat: z.number() });
const tokenAnswer = z.object({ access_token: z.string(), expires_in: z.number() });
/** A token changes nothing: without one, nothing was sent of what it was for. */
const unsent = (error: unknown): never => {
  if (!(error instanceof TenantFailure)) throw error;
  throw new TenantFailure(error.fault, error.message, { sent: false, cause: error });
};
/** `iat` of a JWT, seconds; null: it carries none. */
function issuedAtIn(token: string): number | null {
  try {
    const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return issued.safeParse(payload).data?.iat ?? null;
  } catch {
    return null;
  }
}

/** Renewed when less than this is left. */
const sparedMs = 10_000;

export class KeycloakAdmin {
  readonly settings: KeycloakSettings;
  readonly ports: SessionPorts;
  #token: { readonly text: string; readonly until: number } | null = null;
  #renewing: Promise<string> | null = null;
  /** How far the server's clock may be ahead of ours, milliseconds; its tokens carry its own time, in whole seconds. */
  #ahead = 0;

  constructor(settings: KeycloakSettings, ports: SessionPorts) {
    this.settings = settings;
    this.ports = ports;
  }

  /** Of any endpoint of the server that speaks OAuth. */
  async form(
    realm: string,
    endpoint: string,
    form: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<TenantAnswer> {
    const url = `${this.settings.address}/realms/${encodeURIComponent(realm)}/protocol/openid-connect/${endpoint}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
    return this.ports.web.ask({ method: 'POST', url, headers, body: new URLSearchParams(form).toString() }, signal);
  }

  /** Now, by the server's clock or by ours, whichever is later: whatever was issued until now carries no later time. */
  latestNow(): number {
    return this.ports.now() + Math.max(0, this.#ahead);
  }

  /** Our own access token; the same for all who ask at once. Throws TenantFailure, or BackendRefused where the secret is wrong. */
  async token(signal: AbortSignal): Promise<string> {
    if (this.#token !== null && this.#token.until - sparedMs > this.ports.now()) return this.#token.text;
    this.#renewing ??= this.#renew(signal).finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async #renew(signal: AbortSignal): Promise<string> {
    const { clientId, authRealm } = this.settings;
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: this.ports.secret() };
    const answer = await readPatiently(() => this.form(authRealm, 'token', form, signal), this.ports, signal).catch(
      unsent,
    );
    if (answer === null) throw new BackendRefused(404, `there is no realm ${authRealm} at this address.`);
    const { access_token: text, expires_in: seconds } = read(answer, tokenAnswer);
    const now = this.ports.now();
    const issuedAt = issuedAtIn(text);
    if (issuedAt !== null) this.#ahead = (issuedAt + 1) * 1000 - now;
    this.#token = { text, until: now + seconds * 1000 };
    return text;
  }

  /** The answer, whatever its status; a token that has ended meanwhile is renewed once. */
  async ask({ method, path, body }: AdminRequest, signal: AbortSignal, exchanges?: Exchanges): Promise<TenantAnswer> {
    const below = `/admin/realms/${encodeURIComponent(this.settings.realm)}${path}`;
    for (let renewed = false; ; renewed = true) {
      const headers = {
        authorization: `Bearer ${await this.token(signal)}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      };
      const exchange = { method, path: below, status: null as number | null };
      exchanges?.push(exchange);
      const text = body === undefined ? '' : JSON.stringify(body);
      const answer = await this.ports.web.ask(
        { method, url: `${this.settings.address}${below}`, headers, body: text },
        signal,
      );
      exchange.status = answer.status;
      if (answer.status !== 401 || renewed) return answer;
      this.#token = null;
    }
  }

  /** A read that has to succeed: null where it is 404, else what was promised. */
  async get<T>(path: string, shape: z.ZodType<T>, signal: AbortSignal, exchanges?: Exchanges): Promise<T | null> {
    const answer = await readPatiently(() => this.ask({ method: 'GET', path }, signal, exchanges), this.ports, signal);
    return answer === null ? null : read(answer, shape);
  }
}
