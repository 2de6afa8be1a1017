// *Test connection*: what a person would try one after the other, each failure with what to do about it.

import { z } from 'zod';
import { BackendRefused } from '#engine/connectors/connector.ts';
import { type TenantAnswer, TenantFailure } from '#engine/system/tenant-web.ts';
import type { ConnectionTest, TestStep } from '#shared/model/connection.ts';
import type { KeycloakAdmin } from './admin.ts';
import { needs } from './capabilities.ts';

const metadata = z.looseObject({ issuer: z.string() });
const claims = z.looseObject({
  resource_access: z.record(z.string(), z.object({ roles: z.array(z.string()) })).optional(),
});
/** Tokens are refused when clocks differ by more. */
const mostSkewMs = 60_000;

/** Roles that hold others: whoever has one has those as well. */
const includes: Readonly<Record<string, readonly string[]>> = {
  'realm-admin': needs.map(({ name }) => name),
  'view-clients': ['query-clients'],
  'manage-clients': ['view-clients'],
  'manage-users': ['view-users'],
  'manage-realm': ['view-realm'],
  'manage-events': ['view-events'],
};

export async function testConnection(admin: KeycloakAdmin, signal: AbortSignal): Promise<ConnectionTest> {
  const { settings, ports } = admin;
  const steps: { step: TestStep; ok: boolean; message: string }[] = [];
  const passed = (step: TestStep, message: string): void => void steps.push({ step, ok: true, message });
  const failed = (step: TestStep, message: string): ConnectionTest => ({
    ok: false,
    steps: [...steps, { step, ok: false, message }],
    access: unknownAccess,
    server: '',
  });

  const url = `${settings.address}/realms/${encodeURIComponent(settings.realm)}/.well-known/openid-configuration`;
  let answer: TenantAnswer;
  try {
    answer = await ports.web.ask({ method: 'GET', url, headers: { accept: 'application/json' }, body: '' }, signal);
  } catch (error) {
    if (!(error instanceof TenantFailure)) throw error;
    return failed(stepOf(error), error.message);
  }
  passed('connect', `${new URL(url).host} answers.`);
  if (answer.status === 404)
    return failed(
      'name',
      `There is no realm ${settings.realm} there. Older servers want /auth at the end of the address.`,
    );
  if (!isMetadata(answer)) return failed('name', 'What answers there is not Keycloak: check the address.');
  passed('name', `The realm ${settings.realm} is there.`);
  const skew = skewOf(answer, ports.now());
  if (skew > mostSkewMs)
    return failed(
      'clock',
      `The clocks differ by ${Math.round(skew / 1000)} s: tokens would be refused. Set the clock of this computer.`,
    );
  passed('clock', 'The clocks agree.');
  let token: string;
  try {
    token = await admin.token(signal);
  } catch (error) {
    if (error instanceof TenantFailure) return failed('connect', error.message);
    if (!(error instanceof BackendRefused)) throw error;
    return failed(
      'authenticate',
      `${settings.clientId} is not let in: ${error.message} Check client id, secret and that its service account is on.`,
    );
  }
  passed('authenticate', `${settings.clientId} is let in.`);
  const held = heldRoles(token, settings.realm, settings.authRealm);
  const access = needs.map((need) => ({
    ...need,
    for: [...need.for],
    state: held.has(need.name) ? ('held' as const) : ('missing' as const),
  }));
  const missing = access.filter(
    (need) => need.state === 'missing' && need.for.includes('read') && need.name !== 'view-events',
  );
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join(', ');
    return {
      ...failed(
        'access',
        `Give the service account of ${settings.clientId} these roles of realm-management: ${names}.`,
      ),
      access,
    };
  }
  passed('access', 'It may read.');
  return { ok: true, steps, access, server: 'Keycloak' };
}

const unknownAccess = needs.map((need) => ({ ...need, for: [...need.for], state: 'unknown' as const }));

function stepOf({ fault }: TenantFailure): TestStep {
  if (fault === 'address_refused') return 'address';
  if (fault === 'name_unknown') return 'name';
  return fault === 'tls_failed' ? 'tls' : 'connect';
}

function isMetadata({ status, body }: TenantAnswer): boolean {
  try {
    return status === 200 && metadata.safeParse(JSON.parse(body)).success;
  } catch {
    return false;
  }
}

function skewOf({ headers }: TenantAnswer, now: number): number {
  const theirs = Date.parse(headers['date'] ?? '');
  return Number.isNaN(theirs) ? 0 : Math.abs(theirs - now);
}

/** What our own token says we may do; Keycloak itself judges by the same roles. */
function heldRoles(token: string, realm: string, authRealm: string): ReadonlySet<string> {
  const payload = token.split('.')[1] ?? '';
  const parsed = claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  const owner = realm === authRealm ? 'realm-management' : `${realm}-realm`;
  const held = new Set(parsed.data?.resource_access?.[owner]?.roles ?? []);
  for (const role of held) for (const inner of includes[role] ?? []) held.add(inner);
  return held;
}
