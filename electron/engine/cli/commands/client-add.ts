import {
  type Arguments,
  type Command,
  exitStatus,
  numberOf,
  oneOf,
  type Terminal,
  textOf,
  textsOf,
} from '#engine/cli/command.ts';
import type { CallInput } from '#shared/contract/contract.ts';
import { authMethod, clientKind, grantType } from '#shared/contract/issuer.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const clientAdd: Command = {
  id: 'client add',
  usage: 'client add --name N [--kind K] [--grant G]… [--scope S]… [--resource URI]… …',
  summary: 'Adds a client to the local issuer and prints its credentials, once.',
  options: {
    name: { type: 'string' },
    kind: { type: 'string' },
    grant: { type: 'string', multiple: true },
    scope: { type: 'string', multiple: true },
    'default-scope': { type: 'string', multiple: true },
    resource: { type: 'string', multiple: true },
    'redirect-uri': { type: 'string', multiple: true },
    'detail-type': { type: 'string', multiple: true },
    auth: { type: 'string' },
    jwks: { type: 'string' },
    trust: { type: 'string', multiple: true },
    owner: { type: 'string' },
    'expires-in-days': { type: 'string' },
    'may-act-for': { type: 'string', multiple: true },
    'may-act': { type: 'string' },
    'access-ttl': { type: 'string' },
    'refresh-idle': { type: 'string' },
    'refresh-absolute': { type: 'string' },
    depth: { type: 'string' },
    'fan-out': { type: 'string' },
    'exchange-to': { type: 'string', multiple: true },
    'human-approves': { type: 'string', multiple: true },
    'may-introspect': { type: 'boolean' },
    'dpop-bound': { type: 'boolean' },
    opaque: { type: 'boolean' },
  },
  positionals: { least: 0, most: 0 },
  async run(given, terminal) {
    const input = inputOf(given, terminal);
    const writer = await terminal.write();
    const { clientId, clientSecret, apiKey } = await writer.call('issuer.createClient', input);
    const made = { client_id: clientId, client_secret: clientSecret, ...(apiKey === null ? {} : { api_key: apiKey }) };
    terminal.print(made, () => JSON.stringify(made));
    return exitStatus.success;
  },
};

function inputOf(given: Arguments, terminal: Terminal): CallInput<'issuer.createClient'> {
  const jwks = textOf(given, 'jwks');
  const keys = jwks === undefined ? [] : keysOf(jsonOf(terminal.readFile(jwks), '--jwks', jwks), '--jwks', jwks);
  const grants = textsOf(given, 'grant').map((grant) => oneOf(grantType, grant, '--grant'));
  const auth = textOf(given, 'auth');
  const name = textOf(given, 'name');
  if (name === undefined) throw new AppError('input.invalid', '--name is missing.');
  return {
    name,
    kind: oneOf(clientKind, textOf(given, 'kind') ?? 'oauth_client', '--kind'),
    ...(grants.length > 0 ? { grants } : {}),
    scopes: textsOf(given, 'scope'),
    defaultScopes: textsOf(given, 'default-scope'),
    resources: textsOf(given, 'resource'),
    redirectUris: textsOf(given, 'redirect-uri'),
    detailTypes: textsOf(given, 'detail-type'),
    auth: oneOf(authMethod, auth ?? 'client_secret_basic', '--auth'),
    keys,
    trusts: textsOf(given, 'trust').map((file) => trustOf(terminal.readFile(file), file)),
    owner: textOf(given, 'owner') ?? null,
    expiresInDays: numberOf(given, 'expires-in-days', 3650) ?? null,
    mayActFor: textsOf(given, 'may-act-for'),
    policy: policyOf(given),
    mayIntrospect: given.options['may-introspect'] === true,
    dpopBound: given.options['dpop-bound'] === true,
    opaque: given.options['opaque'] === true,
  };
}

/** Limits on the client; lifetimes in seconds. */
const policyOf = (given: Arguments): NonNullable<CallInput<'issuer.createClient'>['policy']> => ({
  accessTtl: numberOf(given, 'access-ttl', 3600) ?? null,
  refreshIdle: numberOf(given, 'refresh-idle', 10 * 365 * 86_400) ?? null,
  refreshAbsolute: numberOf(given, 'refresh-absolute', 10 * 365 * 86_400) ?? null,
  depth: numberOf(given, 'depth', 8) ?? null,
  fanOut: numberOf(given, 'fan-out', 100_000) ?? null,
  exchangeTo: textsOf(given, 'exchange-to'),
  humanApproves: textsOf(given, 'human-approves'),
  mayAct: textOf(given, 'may-act') ?? null,
});

function jsonOf(text: string, option: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('input.invalid', `${option}: ${file} is no JSON.`, { cause });
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A JWK set (RFC 7517 §5) or one key. */
function keysOf(json: unknown, option: string, file: string): Record<string, unknown>[] {
  const keys = isObject(json) && Array.isArray(json['keys']) ? json['keys'] : [json];
  if (!keys.every(isObject)) throw new AppError('input.invalid', `${option}: ${file} is no JWK set (RFC 7517 §5).`);
  return keys;
}

/** Whose assertions stand for the client (RFC 7523 §2.1): issuer, subject and the issuer's public keys. */
function trustOf(text: string, file: string): { issuer: string; subject: string; keys: Record<string, unknown>[] } {
  const json = jsonOf(text, '--trust', file);
  const { issuer, subject, jwks } = isObject(json) ? json : {};
  if (typeof issuer !== 'string' || typeof subject !== 'string') {
    throw new AppError('input.invalid', `--trust: ${file} names no issuer and subject.`, {
      hint: 'Its form: {"issuer": "…", "subject": "…", "jwks": {"keys": […]}}.',
    });
  }
  return { issuer, subject, keys: keysOf(jwks, '--trust', file) };
}
