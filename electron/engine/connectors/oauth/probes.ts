// After a change: what a thief with the client's secret, or with a token from before, could still do.
import { z } from 'zod';
import { read, wordsOf } from '#engine/connectors/exchange/answers.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { Operation, ProbeResult } from '#shared/model/plan.ts';
import type { OAuthServer } from './server.ts';

const tokenAnswer = z.looseObject({ access_token: z.string(), expires_in: z.number().optional() });

/** What a thief may hold: the client's secret, and a token from just before the change. */
export interface Canary {
  readonly client: { readonly id: string; readonly secret: string };
  readonly token: string;
  readonly expiresAt: Instant | null;
}

const probedClients = new Set(['client.grant_types', 'client.exists', 'client.secret']);

const takesAway = ({ name, parameters }: Operation): boolean =>
  probedClients.has(name) && !(Array.isArray(parameters['grant_types']) && parameters['grant_types'].length > 0);

/** null: there is nothing to try it with. */
export async function mintCanary(
  server: OAuthServer,
  operation: Operation,
  signal: AbortSignal,
): Promise<Canary | null> {
  const id = operation.object['client'] ?? '';
  if (!takesAway(operation)) return null;
  const found = await server.client(id, signal);
  const secret = found?.client_secret ?? '';
  if (secret === '' || found?.grant_types?.includes('client_credentials') !== true) return null;
  const client = { id, secret };
  const answer = await server.form('token_endpoint', { grant_type: 'client_credentials' }, signal, { client });
  if (answer?.status !== 200) return null;
  const { access_token: token, expires_in: seconds } = read(answer, tokenAnswer);
  return { client, token, expiresAt: seconds === undefined ? null : server.ports.now() + seconds * 1000 };
}

export async function probe(
  server: OAuthServer,
  operation: Operation,
  canary: Canary | null,
  changedAt: Instant,
  signal: AbortSignal,
): Promise<readonly ProbeResult[]> {
  const { now } = server.ports;
  const result = (
    kind: ProbeResult['kind'],
    party: ProbeResult['party'],
    verdict: ProbeResult['verdict'],
    seen: string,
    until: Instant | null = null,
  ): ProbeResult => ({ kind, party, verdict, seen, at: now(), after: now() - changedAt, until });
  if (operation.name === 'token.active') return refresh();
  if (!takesAway(operation)) return [];
  if (canary === null) return [result('mint', 'issuer', 'not_run', 'there was no token or secret to try it with')];
  const { client, token, expiresAt } = canary;
  const mint = await server.form('token_endpoint', { grant_type: 'client_credentials' }, signal, { client });
  const minted =
    mint?.status === 200
      ? result('mint', 'issuer', 'alive', 'a new token was issued')
      : result('mint', 'issuer', verdictOf(mint?.status), (mint && wordsOf(mint)) || `status ${mint?.status ?? 0}`);
  const found = await server.introspect(token, 'access_token', signal);
  const introspected =
    found === null
      ? result('introspect', 'introspecting_resource', 'not_run', 'the workbench may not introspect here')
      : result(
          'introspect',
          'introspecting_resource',
          found.active ? 'alive' : 'dead',
          `active: ${found.active}`,
          found.active ? expiresAt : null,
        );
  // An opaque token says nothing to whoever does not ask.
  if (token.split('.').length !== 3) return [minted, introspected];
  const left = expiresAt === null ? null : Math.max(0, Math.ceil((expiresAt - now()) / 1000));
  const seen =
    left === null ? 'its signature holds, nobody knows how long' : `its signature holds for another ${left} s`;
  const isOver = left === 0;
  const replayed = result(
    'replay',
    'local_verifier',
    isOver ? 'dead' : 'alive',
    isOver ? 'expired' : seen,
    isOver ? null : expiresAt,
  );
  return [minted, introspected, replayed];

  /** With the revoked refresh token itself, as the client that it was issued to. */
  async function refresh(): Promise<readonly ProbeResult[]> {
    const { tokens } = server.credentials();
    const known = tokens.find((one) => one.name === operation.object['token']);
    if (known?.token_type_hint !== 'refresh_token') return [];
    const client = await server.ownerOf(operation.parameters['issued_to'], signal);
    if (client === null) return [result('refresh', 'issuer', 'not_run', 'the secret of its client is not known')];
    const form = { grant_type: 'refresh_token', refresh_token: known.token };
    const answer = await server.form('token_endpoint', form, signal, { client });
    if (answer?.status === 200) return [result('refresh', 'issuer', 'alive', 'it still gives tokens')];
    const seen = (answer && wordsOf(answer)) || `status ${answer?.status ?? 0}`;
    return [result('refresh', 'issuer', verdictOf(answer?.status), seen)];
  }
}

/** Only a definite refusal is a death. */
const verdictOf = (status: number | undefined): 'dead' | 'not_run' =>
  status !== undefined && status >= 400 && status < 500 && status !== 429 ? 'dead' : 'not_run';
