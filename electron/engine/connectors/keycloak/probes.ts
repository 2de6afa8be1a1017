// After a change: what a thief with the client's secret, or with a token from before, could still do.
import { z } from 'zod';
import { read } from '#engine/connectors/exchange/answers.ts';
import type { TenantAnswer } from '#engine/system/tenant-web.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { Operation, ProbeResult } from '#shared/model/plan.ts';
import type { KeycloakAdmin } from './admin.ts';
import { client, isMasked } from './shapes.ts';

const tokenAnswer = z.looseObject({ access_token: z.string(), expires_in: z.number() });
const errorAnswer = z.looseObject({ error: z.string().optional() });
const introspection = z.looseObject({ active: z.boolean() });

/** Where Keycloak itself says whether it still takes a token. */
type Asked = 'introspect' | 'userinfo';

/** A token that was minted just before the change, as a thief may hold one. */
export interface Canary {
  readonly token: string;
  readonly expiresAt: Instant;
  readonly clientId: string;
  readonly secret: string;
  /** Which of them took the token before the change: only that one's refusal proves anything. null: none did. */
  readonly askedAt: Asked | null;
}

/** What a thief mints with. */
type Stolen = Pick<Canary, 'clientId' | 'secret'>;

/** null: the client is gone, has no service account, or its secret may not be read; then there is nothing to try. */
async function stolenFrom(admin: KeycloakAdmin, { object }: Operation, signal: AbortSignal): Promise<Stolen | null> {
  const found = await admin.get(`/clients/${encodeURIComponent(object['client'] ?? '')}`, client, signal);
  if (found === null || found.serviceAccountsEnabled !== true || found.secret === undefined || isMasked(found.secret))
    return null;
  return { clientId: found.clientId, secret: found.secret };
}

const mint = (admin: KeycloakAdmin, { clientId, secret }: Stolen, signal: AbortSignal): Promise<TenantAnswer> => {
  // Without the scope nobody may ask for userinfo.
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret, scope: 'openid' };
  return admin.form(admin.settings.realm, 'token', form, signal);
};

/** null: there is nothing to try, or the client gets no token even before the change. */
export async function mintCanary(
  admin: KeycloakAdmin,
  operation: Operation,
  signal: AbortSignal,
): Promise<Canary | null> {
  const stolen = await stolenFrom(admin, operation, signal);
  if (stolen === null) return null;
  const answer = await mint(admin, stolen, signal);
  if (answer.status !== 200) return null;
  const { access_token: token, expires_in: seconds } = read(answer, tokenAnswer);
  const expiresAt = admin.ports.now() + seconds * 1000;
  const askedAt = await whoTakes(admin, token, signal);
  return { ...stolen, token, expiresAt, askedAt };
}

/** Introspection answers `active: false` to whoever is not in the token's audience (Keycloak's upgrading guide), dead or not. */
async function whoTakes(admin: KeycloakAdmin, token: string, signal: AbortSignal): Promise<Asked | null> {
  for (const asked of ['userinfo', 'introspect'] as const)
    if ((await ask(admin, asked, token, signal)).isTaken) return asked;
  return null;
}

interface Taken {
  readonly isTaken: boolean;
  readonly seen: string;
}

async function ask(admin: KeycloakAdmin, asked: Asked, token: string, signal: AbortSignal): Promise<Taken> {
  const { realm, clientId } = admin.settings;
  if (asked === 'userinfo') {
    const { status } = await admin.form(realm, 'userinfo', { access_token: token }, signal);
    return { isTaken: status === 200, seen: `userinfo: ${status}` };
  }
  const own = { client_id: clientId, client_secret: admin.ports.secret() };
  const answer = await admin.form(realm, 'token/introspect', { token, ...own }, signal);
  const isTaken = answer.status === 200 && read(answer, introspection).active;
  return { isTaken, seen: answer.status === 200 ? `active: ${isTaken}` : `status ${answer.status}` };
}

/** `canary`: null where the change was made before anybody could take a token; the secret can be tried even then. */
export async function probe(
  admin: KeycloakAdmin,
  operation: Operation,
  canary: Canary | null,
  changedAt: Instant,
  signal: AbortSignal,
): Promise<readonly ProbeResult[]> {
  const { now } = admin.ports;
  const stamp = (): { at: Instant; after: number } => ({ at: now(), after: now() - changedAt });
  const stolen = canary ?? (await stolenFrom(admin, operation, signal));
  if (stolen === null) {
    const seen = 'there was no token or secret to try it with';
    return [{ kind: 'mint', party: 'issuer', verdict: 'not_run', seen, ...stamp(), until: null }];
  }
  const answer = await mint(admin, stolen, signal);
  const minted: ProbeResult = {
    kind: 'mint',
    party: 'issuer',
    verdict: answer.status === 200 ? 'alive' : 'dead',
    seen: answer.status === 200 ? 'a new token was issued' : (wordOf(answer.body) ?? `status ${answer.status}`),
    ...stamp(),
    until: null,
  };
  if (canary === null) return [minted];
  const { token, expiresAt, askedAt } = canary;
  const taken = askedAt === null ? null : await ask(admin, askedAt, token, signal);
  const introspected: ProbeResult = {
    kind: 'introspect',
    party: 'introspecting_resource',
    verdict: taken === null ? 'not_run' : taken.isTaken ? 'alive' : 'dead',
    seen: taken?.seen ?? 'Keycloak vouched for it to nobody that we may ask as, not even before',
    ...stamp(),
    until: taken?.isTaken ? expiresAt : null,
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
