// After a change: what a thief with the client's secret, or with a token from before, could still do.
import { read } from '#engine/connectors/exchange/answers.ts';
import { type TenantAnswer, TenantFailure } from '#engine/system/tenant-web.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { ProbeResult } from '#shared/model/plan.ts';
import type { CognitoApi } from './api.ts';
import { type Around, readClient } from './operations.ts';
import { minted, pool } from './shapes.ts';

/** A token that was minted just before the change, as a thief may hold one. */
export interface Canary {
  readonly expiresAt: Instant;
  readonly endpoint: string;
  readonly clientId: string;
  readonly secret: string;
}

const hostName = /^[a-z0-9][a-z0-9.-]*$/i;

/** The pool's token endpoint; null: the pool has no domain, so nobody gets a token by OAuth. */
async function endpointOf(api: CognitoApi, signal: AbortSignal): Promise<string | null> {
  const found = (await api.read('DescribeUserPool', {}, pool, signal))?.UserPool;
  const domain =
    found?.CustomDomain || (found?.Domain ? `${found.Domain}.auth.${api.settings.region}.amazoncognito.com` : '');
  if (domain === '' || !hostName.test(domain)) return null;
  return api.settings.address === '' ? `https://${domain}/oauth2/token` : `${api.settings.address}/oauth2/token`;
}

function ask(
  api: CognitoApi,
  { endpoint, clientId, secret }: Pick<Canary, 'endpoint' | 'clientId' | 'secret'>,
  signal: AbortSignal,
): Promise<TenantAnswer> {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`,
  };
  return api.ports.web.ask({ method: 'POST', url: endpoint, headers, body: 'grant_type=client_credentials' }, signal);
}

/** null: it is no machine's client, or there is nowhere to try. */
export async function mintCanary(around: Around): Promise<Canary | null> {
  const { api, signal } = around;
  try {
    const found = await readClient({ ...around, exchanges: [] });
    const secret = found?.ClientSecret;
    if (found === null || secret === undefined || found.AllowedOAuthFlows?.includes('client_credentials') !== true)
      return null;
    const endpoint = await endpointOf(api, signal);
    if (endpoint === null) return null;
    const holder = { endpoint, clientId: found.ClientId, secret };
    const answer = await ask(api, holder, signal);
    if (answer.status !== 200) return null;
    return { ...holder, expiresAt: api.ports.now() + read(answer, minted).expires_in * 1000 };
  } catch (error) {
    // A change does not wait for a probe: without a token the probes say that they were not run.
    if (error instanceof TenantFailure) return null;
    throw error;
  }
}

export async function probe(
  api: CognitoApi,
  canary: Canary | null,
  changedAt: Instant,
  signal: AbortSignal,
): Promise<readonly ProbeResult[]> {
  const { now } = api.ports;
  const stamp = (): { at: Instant; after: number } => ({ at: now(), after: now() - changedAt });
  if (canary === null) {
    const seen = 'there was no client_credentials token to try it with';
    return [{ kind: 'mint', party: 'issuer', verdict: 'not_run', seen, ...stamp(), until: null }];
  }
  const mint = await ask(api, canary, signal);
  const left = Math.max(0, Math.ceil((canary.expiresAt - now()) / 1000));
  const isAlive = left > 0;
  return [
    {
      kind: 'mint',
      party: 'issuer',
      verdict: mint.status === 200 ? 'alive' : mint.status < 500 ? 'dead' : 'not_run',
      seen: mint.status === 200 ? 'a new token was issued' : `status ${mint.status}`,
      ...stamp(),
      until: null,
    },
    // A signature and `exp` are all that such a verifier looks at, and Cognito offers no introspection to any other.
    {
      kind: 'replay',
      party: 'local_verifier',
      verdict: isAlive ? 'alive' : 'dead',
      seen: isAlive ? `its signature holds for another ${left} s` : 'expired',
      ...stamp(),
      until: isAlive ? canary.expiresAt : null,
    },
  ];
}
