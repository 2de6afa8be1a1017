// What an analyst says of a client on the command line, the same for a new one and for one that is there.
import { type Arguments, type Command, numberOf, oneOf, type Terminal, textOf, textsOf } from '#engine/cli/command.ts';
import type { CallInput } from '#shared/contract/contract.ts';
import { authMethod, grantType } from '#shared/contract/issuer.ts';
import { AppError } from '#shared/errors/app-error.ts';

type Change = CallInput<'issuer.updateClient'>['change'];

export const clientOptions = {
  name: { type: 'string' },
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
} as const satisfies Command['options'];

const tenYears = 10 * 365 * 86_400;

/**
 * What was given and nothing else; `''` empties a list, and takes an owner or a limit away. `no-` before a flag takes it
 * back, where the command has such options. Lifetimes are seconds. Refuses with input.invalid, naming the option.
 */
export function clientChangeOf(given: Arguments, terminal: Pick<Terminal, 'readFile'>): Change {
  const list = (name: string): string[] | undefined => (isGiven(given, name) ? wordsOf(given, name) : undefined);
  const text = (name: string): string | null | undefined => {
    const value = textOf(given, name);
    return value === '' ? null : value;
  };
  const limit = (name: string, most: number): number | null | undefined =>
    text(name) === null ? null : numberOf(given, name, most);
  const auth = textOf(given, 'auth');
  const jwks = text('jwks');
  const policy = named({
    accessTtl: limit('access-ttl', 3600),
    refreshIdle: limit('refresh-idle', tenYears),
    refreshAbsolute: limit('refresh-absolute', tenYears),
    depth: limit('depth', 8),
    fanOut: limit('fan-out', 100_000),
    exchangeTo: list('exchange-to'),
    humanApproves: list('human-approves'),
    mayAct: text('may-act'),
  });
  return named({
    name: textOf(given, 'name'),
    grants: list('grant')?.map((grant) => oneOf(grantType, grant, '--grant')),
    scopes: list('scope'),
    defaultScopes: list('default-scope'),
    resources: list('resource'),
    redirectUris: list('redirect-uri'),
    detailTypes: list('detail-type'),
    auth: auth === undefined ? undefined : oneOf(authMethod, auth, '--auth'),
    keys: jwks === null ? [] : jwks === undefined ? undefined : keySetOf(terminal.readFile(jwks), jwks),
    trusts: list('trust')?.map((file) => trustOf(terminal.readFile(file), file)),
    owner: text('owner'),
    mayActFor: list('may-act-for'),
    mayIntrospect: flagOf(given, 'may-introspect'),
    dpopBound: flagOf(given, 'dpop-bound'),
    opaque: flagOf(given, 'opaque'),
    policy: Object.keys(policy).length === 0 ? undefined : policy,
  });
}

const isGiven = ({ options }: Arguments, name: string): boolean => options[name] !== undefined;
const wordsOf = (given: Arguments, name: string): string[] => textsOf(given, name).filter((word) => word !== '');

function flagOf(given: Arguments, name: string): boolean | undefined {
  const [on, off] = [isGiven(given, name), isGiven(given, `no-${name}`)];
  if (on && off) throw new AppError('input.invalid', `--${name} and --no-${name} exclude each other.`);
  return on ? true : off ? false : undefined;
}

type Named<T> = { [M in keyof T]?: Exclude<T[M], undefined> };
/** Without the members that are there but undefined. */
const named = <T extends object>(members: T): Named<T> =>
  // Entries of T itself, fewer of them.
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Named<T>;

function jsonOf(text: string, option: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('input.invalid', `${option}: ${file} is no JSON.`, { cause });
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const keySetOf = (text: string, file: string): Record<string, unknown>[] =>
  keysOf(jsonOf(text, '--jwks', file), '--jwks', file);

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
