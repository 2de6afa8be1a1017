// Requests to one authorization server, by what its metadata names.
import { BackendRefused, type Exchanges, type SessionPorts } from '#engine/connectors/connector.ts';
import { read, saidBy } from '#engine/connectors/exchange/answers.ts';
import { readPatiently } from '#engine/connectors/exchange/patience.ts';
import { type TenantAnswer, TenantFailure, type TenantRequest } from '#engine/system/tenant-web.ts';
import {
  type Credentials,
  credentialsIn,
  type Registration,
  type RegistrationChange,
  renewed,
  UnreadableCredentials,
} from './credentials.ts';
import { type ClientInformation, clientInformation, introspection, type Metadata, metadata } from './shapes.ts';

export interface OAuthSettings {
  /** Issuer identifier (RFC 8414 §2), compared as it stands. */
  readonly issuer: string;
  /** '': nothing is introspected and revoked. */
  readonly clientId: string;
}

type Endpoint = 'token_endpoint' | 'revocation_endpoint' | 'introspection_endpoint';

/** RFC 8414 §3 and §5: the well-known part stands before the path; OpenID Connect Discovery appends it. */
export function metadataAddresses(issuer: string): readonly string[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/+$/, '');
  return [
    ...new Set([
      `${origin}/.well-known/oauth-authorization-server${path}`,
      `${origin}${path}/.well-known/openid-configuration`,
      `${origin}${path}/.well-known/oauth-authorization-server`,
    ]),
  ];
}

/** RFC 6749 §2.3.1: both are form-encoded first. */
const formEncoded = (text: string): string => new URLSearchParams({ v: text }).toString().slice(2);
export const basic = (id: string, secret: string): string =>
  `Basic ${Buffer.from(`${formEncoded(id)}:${formEncoded(secret)}`).toString('base64')}`;

export class OAuthServer {
  readonly settings: OAuthSettings;
  readonly ports: SessionPorts;
  #metadata: Metadata | null = null;
  /** What is under way for each registration. */
  readonly #turns = new Map<string, Promise<void>>();

  constructor(settings: OAuthSettings, ports: SessionPorts) {
    this.settings = settings;
    this.ports = ports;
  }

  /** As they are now: a registration may have been renewed meanwhile. */
  credentials(): Credentials {
    try {
      return credentialsIn(this.ports.secret());
    } catch (error) {
      if (error instanceof UnreadableCredentials) throw new BackendRefused(0, error.message);
      throw error;
    }
  }

  /** Throws BackendRefused where the server has none, or where they are another issuer's (RFC 8414 §3.3). */
  async metadata(signal: AbortSignal): Promise<Metadata> {
    if (this.#metadata !== null) return this.#metadata;
    for (const url of metadataAddresses(this.settings.issuer)) {
      const request: TenantRequest = { method: 'GET', url, headers: { accept: 'application/json' }, body: '' };
      const answer = await readPatiently(() => this.ports.web.ask(request, signal), this.ports, signal);
      if (answer === null) continue;
      const found = read(answer, metadata);
      if (found.issuer !== this.settings.issuer)
        throw new BackendRefused(
          answer.status,
          `the metadata are those of another issuer, ${found.issuer.slice(0, 300)}.`,
        );
      this.#metadata = found;
      return found;
    }
    throw new BackendRefused(404, 'no metadata of an authorization server are found there (RFC 8414).');
  }

  async send(request: TenantRequest, signal: AbortSignal, exchanges?: Exchanges): Promise<TenantAnswer> {
    const exchange = { method: request.method, path: new URL(request.url).pathname, status: null as number | null };
    exchanges?.push(exchange);
    const answer = await this.ports.web.ask(request, signal);
    exchange.status = answer.status;
    return answer;
  }

  /** As our own client, or as `client`. null: the metadata name no such endpoint. */
  async form(
    endpoint: Endpoint,
    form: Readonly<Record<string, string>>,
    signal: AbortSignal,
    options: {
      readonly exchanges?: Exchanges;
      readonly client?: { readonly id: string; readonly secret: string };
    } = {},
  ): Promise<TenantAnswer | null> {
    const found = await this.metadata(signal);
    const url = found[endpoint];
    if (url === undefined) return null;
    const { id, secret } = options.client ?? {
      id: this.settings.clientId,
      secret: this.credentials().client_secret,
    };
    // RFC 8414 §2: left out, it is client_secret_basic.
    const methods = found[`${endpoint}_auth_methods_supported`] ?? ['client_secret_basic'];
    const isBasic =
      secret !== '' && (methods.includes('client_secret_basic') || !methods.includes('client_secret_post'));
    const own = isBasic ? {} : { client_id: id, ...(secret === '' ? {} : { client_secret: secret }) };
    const headers = {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      ...(isBasic ? { authorization: basic(id, secret) } : {}),
    };
    const body = new URLSearchParams({ ...form, ...own }).toString();
    return this.send({ method: 'POST', url, headers, body }, signal, options.exchanges);
  }

  /** null: nobody can ask. Throws BackendRefused where our client is not let in. */
  async introspect(token: string, hint: string, signal: AbortSignal, exchanges?: Exchanges) {
    const found = await this.metadata(signal);
    if (found.introspection_endpoint === undefined || this.settings.clientId === '') return null;
    const form = { token, ...(hint === '' ? {} : { token_type_hint: hint }) };
    const ask = async (): Promise<TenantAnswer> => {
      const answer = await this.form(
        'introspection_endpoint',
        form,
        signal,
        exchanges === undefined ? {} : { exchanges },
      );
      if (answer === null) throw new BackendRefused(404, 'there is no introspection endpoint any more.');
      return answer;
    };
    const answer = await readPatiently(ask, this.ports, signal);
    if (answer === null) throw new BackendRefused(404, 'the introspection endpoint is not there.');
    return read(answer, introspection);
  }

  registration(clientId: string): Registration {
    const found = this.credentials().registrations.find((one) => one.client_id === clientId);
    if (found === undefined)
      throw new BackendRefused(401, `no registration access token of ${clientId} was given to this tenant.`);
    return found;
  }

  /**
   * RFC 7592 §2. What the answer gives anew is kept before anybody acts on it: an access token may be dead as soon as the next one
   * was given, so one registration is asked for one thing at a time.
   */
  async manage(
    clientId: string,
    method: 'GET' | 'PUT' | 'DELETE',
    body: unknown,
    signal: AbortSignal,
    exchanges?: Exchanges,
  ): Promise<TenantAnswer> {
    const before = this.#turns.get(clientId) ?? Promise.resolve();
    const turn = before.then(async () => {
      const { registration_access_token: token } = this.registration(clientId);
      const answer = await this.#manage(clientId, method, body, signal, exchanges);
      // Another session of this tenant was given a new one meanwhile.
      const isStale = answer.status === 401 && this.registration(clientId).registration_access_token !== token;
      return isStale ? this.#manage(clientId, method, body, signal, exchanges) : answer;
    });
    const ended = turn.then(
      () => undefined,
      () => undefined,
    );
    this.#turns.set(clientId, ended);
    return turn;
  }

  async #manage(
    clientId: string,
    method: 'GET' | 'PUT' | 'DELETE',
    body: unknown,
    signal: AbortSignal,
    exchanges?: Exchanges,
  ): Promise<TenantAnswer> {
    const { registration_client_uri: url, registration_access_token: token } = this.registration(clientId);
    await this.#mustBeOurs(url, signal);
    const headers = {
      accept: 'application/json',
      authorization: `Bearer ${token}`,
      ...(body === null ? {} : { 'content-type': 'application/json' }),
    };
    const text = body === null ? '' : JSON.stringify(body);
    const answer = await this.send({ method, url, headers, body: text }, signal, exchanges);
    if (answer.status === 200 && method !== 'DELETE')
      await this.#renew(clientId, read(answer, clientInformation), signal);
    return answer;
  }

  /** null: it is gone, by our own hand. Throws BackendRefused where the server does not say. */
  async client(clientId: string, signal: AbortSignal, exchanges?: Exchanges): Promise<ClientInformation | null> {
    if (this.registration(clientId).gone === true) return null;
    const ask = async (): Promise<TenantAnswer> => {
      const answer = await this.manage(clientId, 'GET', null, signal, exchanges);
      if (answer.status === 401) throw new BackendRefused(401, `${saidBy(answer)} ${ambiguous}`);
      return answer;
    };
    const answer = await readPatiently(ask, this.ports, signal);
    return answer === null ? null : this.#own(clientId, read(answer, clientInformation));
  }

  /** The client that a token was issued to, where it can be worked as; null: it cannot. */
  async ownerOf(
    clientId: unknown,
    signal: AbortSignal,
  ): Promise<{ readonly id: string; readonly secret: string } | null> {
    const { registrations, client_secret: own } = this.credentials();
    if (typeof clientId !== 'string' || clientId === '') return null;
    if (clientId === this.settings.clientId) return own === '' ? null : { id: clientId, secret: own };
    const isManaged = registrations.some((one) => one.client_id === clientId && one.gone !== true);
    const secret = isManaged ? ((await this.client(clientId, signal))?.client_secret ?? '') : '';
    return secret === '' ? null : { id: clientId, secret };
  }

  /** Kept with the secret of the tenant when it resolves. */
  async note(clientId: string, change: RegistrationChange): Promise<void> {
    await this.ports.renewSecret((text) => renewed(text, clientId, change));
  }

  #own(clientId: string, found: ClientInformation): ClientInformation {
    if (found.client_id === clientId) return found;
    throw new TenantFailure('reset', `the backend answered with another client than ${clientId}`, { sent: true });
  }

  /** An access token of a registration goes to the server that gave it and nowhere else, whatever an answer names. */
  async #mustBeOurs(url: string, signal: AbortSignal): Promise<void> {
    if (await this.#isOurs(url, signal)) return;
    throw new BackendRefused(0, `${new URL(url).origin} is not where this issuer keeps its registrations.`);
  }

  async #isOurs(url: string, signal: AbortSignal): Promise<boolean> {
    const { registration_endpoint: endpoint = this.settings.issuer } = await this.metadata(signal);
    return (
      URL.canParse(url) && [this.settings.issuer, endpoint].some((own) => new URL(own).origin === new URL(url).origin)
    );
  }

  async #renew(clientId: string, answer: ClientInformation, signal: AbortSignal): Promise<void> {
    const before = this.registration(clientId);
    const { registration_access_token: token = '', registration_client_uri: uri = '' } = this.#own(clientId, answer);
    const change = {
      ...(token !== '' && token !== before.registration_access_token && { registration_access_token: token }),
      ...(uri !== before.registration_client_uri &&
        (await this.#isOurs(uri, signal)) && { registration_client_uri: uri }),
    };
    if (Object.keys(change).length > 0) await this.note(clientId, change);
  }
}

/** RFC 7592 §2.1 gives one answer to both. */
export const ambiguous =
  'The client is gone, or its registration access token is not valid any more: the standard tells them apart by nothing.';
