// Signed requests to one user pool's service (AWS Signature Version 4, AWS JSON 1.1).
import { AwsV4Signer } from 'aws4fetch';
import type { z } from 'zod';
import type { Exchanges, SessionPorts } from '#engine/connectors/connector.ts';
import { read } from '#engine/connectors/exchange/answers.ts';
import { readPatiently } from '#engine/connectors/exchange/patience.ts';
import type { TenantAnswer } from '#engine/system/tenant-web.ts';
import { credentialsOf } from './credentials.ts';
import { plainAnswer } from './plain-answer.ts';
import { type CognitoSettings, endpointOf } from './settings.ts';

export type Input = Readonly<Record<string, unknown>>;

export const targetOf = (action: string): string => `/AWSCognitoIdentityProviderService.${action}`;

export class CognitoApi {
  readonly settings: CognitoSettings;
  readonly ports: SessionPorts;

  constructor(settings: CognitoSettings, ports: SessionPorts) {
    this.settings = settings;
    this.ports = ports;
  }

  /** The answer with a plain status. `input`: without the pool, which every request names. */
  async ask(action: string, input: Input, signal: AbortSignal, exchanges?: Exchanges): Promise<TenantAnswer> {
    const exchange = { method: 'POST', path: targetOf(action), status: null as number | null };
    exchanges?.push(exchange);
    const body = JSON.stringify({ UserPoolId: this.settings.userPoolId, ...input });
    const headers = {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': targetOf(action).slice(1),
    };
    const answer = await this.#signed('cognito-idp', headers, body, signal);
    exchange.status = answer.status;
    return plainAnswer(answer);
  }

  /** A read that has to succeed; null: it is not there. Throws BackendRefused and TenantFailure. */
  async read<T>(
    action: string,
    input: Input,
    shape: z.ZodType<T>,
    signal: AbortSignal,
    exchanges?: Exchanges,
  ): Promise<T | null> {
    const ask = (): Promise<TenantAnswer> => this.ask(action, input, signal, exchanges);
    const answer = await readPatiently(ask, this.ports, signal);
    return answer === null ? null : read(answer, shape);
  }

  /** GetCallerIdentity needs no permission (STS, query protocol). */
  callerIdentity(signal: AbortSignal): Promise<TenantAnswer> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
    return this.#signed('sts', headers, 'Action=GetCallerIdentity&Version=2011-06-15', signal);
  }

  get accessKeyId(): string {
    return credentialsOf(this.ports.secret()).accessKeyId;
  }

  async #signed(
    service: 'cognito-idp' | 'sts',
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal,
  ): Promise<TenantAnswer> {
    const { accessKeyId, secretAccessKey, sessionToken } = credentialsOf(this.ports.secret());
    const signer = new AwsV4Signer({
      method: 'POST',
      url: `${endpointOf(this.settings, service)}/`,
      headers,
      body,
      accessKeyId,
      secretAccessKey,
      ...(sessionToken !== '' && { sessionToken }),
      service,
      region: this.settings.region,
      datetime: new Date(this.ports.now()).toISOString().replace(/[:-]|\.\d{3}/g, ''),
    });
    const signed = await signer.sign();
    return this.ports.web.ask(
      { method: 'POST', url: signed.url.toString(), headers: Object.fromEntries(signed.headers), body },
      signal,
    );
  }
}
