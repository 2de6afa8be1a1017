// *Test connection*: what a person would try one after the other. Reads are tried; what writes is not, for IAM has no dry run of it.
import { z } from 'zod';
import { BackendRefused } from '#engine/connectors/connector.ts';
import { read, saidBy } from '#engine/connectors/exchange/answers.ts';
import { type TenantAnswer, TenantFailure } from '#engine/system/tenant-web.ts';
import type { AccessState, ConnectionTest, TestStep } from '#shared/model/connection.ts';
import type { CognitoApi, Input } from './api.ts';
import { callerOf, identityArnOf } from './caller.ts';
import { indispensable, needs } from './capabilities.ts';
import { endpointOf } from './settings.ts';
import { clientPage, pool, providerPage } from './shapes.ts';

/** AWS refuses signatures whose time is further away. */
const mostSkewMs = 5 * 60_000;
const anything = z.looseObject({});

const stepOf = ({ fault }: TenantFailure): TestStep => {
  if (fault === 'address_refused') return 'address';
  if (fault === 'name_unknown') return 'name';
  return fault === 'tls_failed' ? 'tls' : 'connect';
};

class Trial {
  readonly #api: CognitoApi;
  readonly #signal: AbortSignal;
  readonly #steps: { step: TestStep; ok: boolean; message: string }[] = [];
  readonly #found = new Map<string, AccessState>();

  constructor(api: CognitoApi, signal: AbortSignal) {
    this.#api = api;
    this.#signal = signal;
  }

  async run(): Promise<ConnectionTest> {
    try {
      return await this.#all();
    } catch (error) {
      if (error instanceof TenantFailure) return this.#failed(stepOf(error), error.message);
      if (error instanceof BackendRefused) return this.#failed('authenticate', error.message);
      throw error;
    }
  }

  async #all(): Promise<ConnectionTest> {
    const { settings, ports } = this.#api;
    const answer = await this.#try('DescribeUserPool', {});
    this.#passed('connect', `${new URL(endpointOf(settings, 'cognito-idp')).host} answers.`);
    const skew = Math.abs((Date.parse(answer.headers['date'] ?? '') || ports.now()) - ports.now());
    if (skew > mostSkewMs)
      return this.#failed(
        'clock',
        `The clocks differ by ${Math.round(skew / 1000)} s: signatures are refused. Set the clock.`,
      );
    this.#passed('clock', 'The clocks agree.');
    if (answer.status === 401) return this.#failed('authenticate', `The key is not let in: ${saidBy(answer)}`);
    if (answer.status === 404)
      return this.#failed('name', `There is no user pool ${settings.userPoolId} in ${settings.region}.`);
    const who = await callerOf(this.#api, this.#signal);
    const name = who === null ? 'The key is let in; whose it is nobody says here.' : `It works as ${who.arn}.`;
    this.#passed('authenticate', name);
    await this.#reads();
    const missing = indispensable.filter((action) => this.#found.get(action) === 'missing');
    if (missing.length > 0) return this.#failed('access', `Allow its key on this pool: ${missing.join(', ')}.`);
    const left = needs.filter((need) => need.for.includes('read') && this.#found.get(need.name) === 'missing');
    const without = left.length === 0 ? '' : ` Left out for want of ${left.map((need) => need.name).join(', ')}.`;
    this.#passed(
      'access',
      `It may read.${without} Whether it may write shows when a plan runs: nothing is tried here.`,
    );
    const actsAs = who === null ? null : identityArnOf(who);
    const found = { ok: true, steps: this.#steps, access: this.#access(), server: 'Amazon Cognito' };
    return actsAs === null ? found : { ...found, actsAs };
  }

  async #reads(): Promise<void> {
    const clients = await this.#try('ListUserPoolClients', { MaxResults: 1 });
    const first = clients.status === 200 ? read(clients, clientPage).UserPoolClients?.[0]?.ClientId : undefined;
    if (first !== undefined) await this.#try('DescribeUserPoolClient', { ClientId: first });
    await this.#try('ListResourceServers', { MaxResults: 1 });
    const providers = await this.#try('ListIdentityProviders', { MaxResults: 1 });
    const provider = providers.status === 200 ? read(providers, providerPage).Providers[0]?.ProviderName : undefined;
    if (provider !== undefined) await this.#try('DescribeIdentityProvider', { ProviderName: provider });
    await this.#try('ListUsers', { Limit: 1 });
  }

  /** Remembers whether we are let; a success that cannot be read throws TenantFailure. */
  async #try(action: string, input: Input): Promise<TenantAnswer> {
    const answer = await this.#api.ask(action, input, this.#signal);
    if (answer.status === 200) read(answer, action === 'DescribeUserPool' ? pool : anything);
    const isMissing = answer.status === 403 || answer.status === 405;
    this.#found.set(`cognito-idp:${action}`, answer.status === 200 ? 'held' : isMissing ? 'missing' : 'unknown');
    return answer;
  }

  #access(): ConnectionTest['access'] {
    return needs.map((need) => ({ ...need, for: [...need.for], state: this.#found.get(need.name) ?? 'unknown' }));
  }

  #passed(step: TestStep, message: string): void {
    this.#steps.push({ step, ok: true, message });
  }

  #failed(step: TestStep, message: string): ConnectionTest {
    return { ok: false, steps: [...this.#steps, { step, ok: false, message }], access: this.#access(), server: '' };
  }
}

export const testConnection = (api: CognitoApi, signal: AbortSignal): Promise<ConnectionTest> =>
  new Trial(api, signal).run();
