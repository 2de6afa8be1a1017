// After a change: what a thief with the client's secret, or with a token from before, could still do.
import { z } from 'zod';
import { read } from '#engine/connectors/exchange/answers.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { Operation, ProbeResult } from '#shared/model/plan.ts';
import type { KeycloakAdmin } from './admin.ts';
import { client, isMasked } from './shapes.ts';

const tokenAnswer = z.looseObject({ access_token: z.string(), expires_in: z.number() });
const errorAnswer = z.looseObject({ error: z.string().optional() });
const introspection = z.looseObject({ active: z.boolean() });

/** A token that was minted just before the change, as a thief may hold one. */
export interface Canary {
  readonly token: string;
  readonly expiresAt: Instant;
  readonly clientId: string;
  readonly secret: string;
}

/** null: the client has no service account, or its secret may not be read; then there is nothing to try. */
export async function mintCanary(
  admin: KeycloakAdmin,
  { object }: Operation,
  signal: AbortSignal,
): Promise<Canary | null> {
  const found = await admin.get(`/clients/${encodeURIComponent(object['client'] ?? '')}`, client, signal);
  if (found === null || found.serviceAccountsEnabled !== true || found.secret === undefined || isMasked(found.secret))
    return null;
  const form = { grant_type: 'client_credentials', client_id: found.clientId, client_secret: found.secret };
  const answer = await admin.form(admin.settings.realm, 'token', form, signal);
  if (answer.status !== 200) return null;
  const { access_token: token, expires_in: seconds } = read(answer, tokenAnswer);
  return { token, expiresAt: admin.ports.now() + seconds * 1000, clientId: found.clientId, secret: found.secret };
}

export async function probe(
  admin: KeycloakAdmin,
  canary: Canary | null,
  changedAt: Instant,
  signal: AbortSignal,
): Promise<readonly ProbeResult[]> {
  const { now } = admin.ports;
  const stamp = (): { at: Instant; after: number } => ({ at: now(), after: now() - changedAt });
  if (canary === null) {
    const seen = 'there was no token or secret to try it with';
    return [{ kind: 'mint', party: 'issuer', verdict: 'not_run', seen, ...stamp(), until: null }];
  }
  const { token, clientId, secret, expiresAt } = canary;
  const mint = await admin.form(
    admin.settings.realm,
    'token',
    { grant_type: 'client_credentials', client_id: clientId, client_secret: secret },
    signal,
  );
  const minted: ProbeResult = {
    kind: 'mint',
    party: 'issuer',
    verdict: mint.status === 200 ? 'alive' : 'dead',
    seen: mint.status === 200 ? 'a new token was issued' : (wordOf(mint.body) ?? `status ${mint.status}`),
    ...stamp(),
    until: null,
  };
  const own = { client_id: admin.settings.clientId, client_secret: admin.ports.secret() };
  const asked = await admin.form(admin.settings.realm, 'token/introspect', { token, ...own }, signal);
  const active = asked.status === 200 && read(asked, introspection).active;
  const introspected: ProbeResult = {
    kind: 'introspect',
    party: 'introspecting_resource',
    verdict: active ? 'alive' : asked.status === 200 ? 'dead' : 'not_run',
    seen: asked.status === 200 ? `active: ${active}` : 'the admin client may not introspect in this realm',
    ...stamp(),
    until: active ? expiresAt : null,
  };
  const left = Math.max(0, Math.ceil((expiresAt - now()) / 1000));
  // A signature and `exp` are all that such a verifier looks at, and both are as they were.
  const replayed: ProbeResult = {
    kind: 'replay',
    party: 'local_verifier',
    verdict: left > 0 ? 'alive' : 'dead',
    seen: left > 0 ? `its signature holds for another ${left} s` : 'expired',
    ...stamp(),
    until: left > 0 ? expiresAt : null,
  };
  return [minted, introspected, replayed];
}

function wordOf(body: string): string | undefined {
  try {
    return errorAnswer.safeParse(JSON.parse(body)).data?.error;
  } catch {
    return undefined;
  }
}
