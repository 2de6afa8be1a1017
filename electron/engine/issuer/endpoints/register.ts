import type { Endpoint } from '#engine/issuer/endpoint.ts';
import { jsonAnswer } from '#engine/issuer/json-answer.ts';
import type { Client } from '#engine/issuer/model.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { HttpRequest, HttpResponse, IssuerPorts } from '#engine/issuer/ports.ts';
import { admit } from '#engine/issuer/registration/admission.ts';
import { invalid, metadataOf, readMetadata } from '#engine/issuer/registration/client-metadata.ts';
import { base64urlOf } from '#engine/issuer/tokens/base64url.ts';
import { JwtRefusal } from '#engine/issuer/tokens/jwt-refusal.ts';
import { newOpaqueValue } from '#engine/issuer/tokens/opaque-value.ts';
import { readJsonObject } from '#engine/issuer/tokens/strict-json.ts';
import type { Clock } from '#engine/system/system.ts';
import { paths } from './paths.ts';

/** SECURITY.md, row 32. */
const mostAMinute = 100;

/** Dynamic client registration (RFC 7591 §3), off until it is switched on. */
export const register = (): Endpoint => {
  const pace = createPace(mostAMinute);
  return {
    id: 'registration',
    path: paths.register,
    methods: ['POST'],
    audience: 'protocol',
    handle: (request, ports) =>
      recorded(request, ports, null, async () => {
        const { scopes, resources } = admit(request, ports);
        const registered = readMetadata(readBody(request), scopes, ports);
        pace(ports.clock);
        const { random, hash, clock } = ports;
        const secret = registered.auth.startsWith('client_secret') ? newOpaqueValue('clientSecret', random) : null;
        const token = newOpaqueValue('registrationToken', random);
        const createdAt = clock.now();
        const client: Client = {
          ...registered,
          id: `cli_${base64urlOf(random.bytes(12))}`,
          kind: 'oauth_client',
          status: 'active',
          createdAt,
          epoch: 0,
          secrets:
            secret === null ? [] : [{ id: 'sec_1', hash: hash.sha256(secret), prefix: '', createdAt, expiresAt: null }],
          defaultScopes: [],
          resources,
          opaque: false,
          mayIntrospect: false,
          mayActFor: [],
          trusts: [],
          policy: unlimited,
          owner: null,
          origin: 'registration',
          registrationHash: hash.sha256(token),
        };
        return { client, answer: answerOf(client, token, ports, secret), status: 201 };
      }),
  };
};

const unlimited: Client['policy'] = {
  accessTtl: null,
  refreshIdle: null,
  refreshAbsolute: null,
  depth: null,
  fanOut: null,
  exchangeTo: [],
  humanApproves: [],
  mayAct: null,
};

export function readBody({ headers, body }: HttpRequest): Readonly<Record<string, unknown>> {
  const [type = '', ...more] = headers.get('content-type') ?? [];
  if (more.length > 0 || !/^application\/json(?:\s*;|$)/i.test(type))
    throw invalid('The body must be application/json.');
  try {
    return readJsonObject(body, 'client metadata');
  } catch (error) {
    if (error instanceof JwtRefusal) throw invalid('The body is no JSON object that can be read.', error.reason);
    throw error;
  }
}

/** RFC 7591 §3.2.1, RFC 7592 §3. A secret is there only when it was made just now. */
export const answerOf = (
  client: Client,
  token: string,
  { issuer }: Pick<IssuerPorts, 'issuer'>,
  secret: string | null,
): Record<string, unknown> => ({
  ...metadataOf(client),
  ...(secret === null ? {} : { client_secret: secret, client_secret_expires_at: 0 }),
  registration_access_token: token,
  registration_client_uri: `${issuer}${paths.register}/${client.id}`,
});

interface Outcome {
  /** As it is from now on; null: it is deleted. */
  readonly client: Client | null;
  readonly answer: unknown;
  readonly status: number;
}

/** Every registration and every refusal of one leaves a record, before the answer goes out; a flood has one for many. */
export async function recorded(
  request: HttpRequest,
  ports: IssuerPorts,
  clientId: string | null,
  deed: () => Promise<Outcome>,
): Promise<HttpResponse> {
  const common = { human: null, humanLive: false, agents: [], trace: '', policy: 'registration', details: {} };
  const before = clientId === null ? undefined : ports.state.clients.get(clientId);
  try {
    if (!ports.settings.registration) {
      throw new OAuthError('invalid_request', 'There is no registration here.', 'registration is off', { status: 404 });
    }
    const { client, answer, status } = await deed();
    await ports.ledger.record({
      ...common,
      action: client === null ? 'client.deleted' : 'client.registered',
      object: client?.id ?? clientId ?? '',
      decision: 'allowed',
      client: client?.id ?? clientId,
      reason: request.method,
      changes:
        client === null
          ? [{ is: 'client_deleted', id: clientId ?? '', name: before?.name ?? '' }]
          : [{ is: 'client', client }],
    });
    if (status === 204) return { status, headers: {}, body: '' };
    return { ...jsonAnswer(answer), status };
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    if (ports.refusals.admit(error.reason)) {
      const said = { ...common, object: request.path, client: before?.id ?? null, reason: error.reason, changes: [] };
      await ports.ledger.record({ ...said, action: 'client.registered', decision: 'denied' });
    }
    throw error;
  }
}

/** Throws once there were so many within a minute. */
function createPace(most: number): (clock: Pick<Clock, 'monotonic'>) => void {
  let since = Number.NEGATIVE_INFINITY;
  let count = 0;
  return (clock) => {
    const now = clock.monotonic();
    if (now - since >= 60_000) [since, count] = [now, 0];
    count += 1;
    if (count <= most) return;
    const wait = Math.max(1, Math.ceil((since + 60_000 - now) / 1000));
    throw new OAuthError(
      'temporarily_unavailable',
      'Too many registrations.',
      `more than ${most} registrations a minute`,
      {
        status: 429,
        headers: { 'Retry-After': String(wait) },
      },
    );
  };
}
