// What an analyst says of a client on the command line, the same for a new one and for one that is there.
import { type Arguments, type Command, numberOf, oneOf, type Terminal, textOf, textsOf } from '#engine/cli/command.ts';
import { flag, oneOfThese, text, texts } from '#engine/cli/option.ts';
import type { CallInput } from '#shared/contract/contract.ts';
import { authMethod, grantType } from '#shared/contract/issuer.ts';
import { AppError } from '#shared/errors/app-error.ts';

type Change = CallInput<'issuer.updateClient'>['change'];

export const clientOptions = {
  name: text('NAME', 'what the client is called'),
  grant: texts('GRANT', `what it may ask with; ${oneOfThese(grantType.options)}`),
  scope: texts('SCOPE', 'what it may ask for'),
  'default-scope': texts('SCOPE', 'what it gets where it asks for nothing'),
  resource: texts('URI', 'for whom it may ask for tokens (RFC 8707)'),
  'redirect-uri': texts('URI', 'where people are sent back to, to the letter'),
  'detail-type': texts('TYPE', 'which authorization details it may ask for (RFC 9396)'),
  auth: text('HOW', `how it proves who it is; ${oneOfThese(authMethod.options)}`),
  jwks: text('FILE', 'its public keys: a JWK set, or one key (RFC 7517)'),
  trust: texts('FILE', 'whose assertions stand for it (RFC 7523): {"issuer", "subject", "jwks"}'),
  owner: text('NAME', 'who answers for it'),
  'may-act-for': texts('CLIENT', 'for which clients it may act (RFC 8693)'),
  'may-act': text('CLIENT', 'the one client that may act on its tokens (RFC 8693 §4.4)'),
  'access-ttl': text('SECONDS', 'how long its access tokens last; 3600 at the most'),
  'refresh-idle': text('SECONDS', 'how long a refresh token lasts unused'),
  'refresh-absolute': text('SECONDS', 'how long its refresh tokens can be renewed'),
  depth: text('N', 'how often its tokens may be passed on; 8 at the most'),
  'fan-out': text('N', 'how many tokens may come of one of its tokens'),
  'exchange-to': texts('URI', 'for whom it may exchange tokens that were not for them'),
  'human-approves': texts('SCOPE', 'what only a human can give it'),
  'may-introspect': flag('it may ask what a token is (RFC 7662)'),
  'dpop-bound': flag('its tokens are bound by DPoP (RFC 9449)'),
  opaque: flag('its access tokens say nothing themselves'),
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
