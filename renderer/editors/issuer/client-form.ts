// The form of a client as plain values: what each kind begins with, what a client that is there has, and what the form asks
// the issuer for.

import type { z } from 'zod';
import type { CallInput } from '#shared/contract/contract.ts';
import { type ClientRow, clientKind, type grantType } from '#shared/contract/issuer.ts';

export type ClientKind = z.infer<typeof clientKind>;
export type GrantType = z.infer<typeof grantType>;
type Settings = CallInput<'issuer.createClient'>;

export const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange';
export const assertion = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** Whose assertions stand for the client (RFC 7523 §2.1), and the keys that verify them, as JSON. */
export interface TrustForm {
  readonly issuer: string;
  readonly subject: string;
  readonly keys: string;
}

export const newTrust: TrustForm = { issuer: '', subject: '', keys: '' };
/** More are not taken. */
export const mostTrusts = 10;

/** Lists are typed with blanks or commas between, keys as JSON. */
export interface ClientForm {
  readonly kind: ClientKind;
  readonly name: string;
  readonly owner: string;
  readonly grants: readonly GrantType[];
  readonly auth: NonNullable<Settings['auth']>;
  readonly keys: string;
  /** At least one, which may be empty: of use with the grant that takes assertions. */
  readonly trusts: readonly TrustForm[];
  readonly scopes: string;
  readonly defaultScopes: string;
  readonly resources: string;
  readonly redirectUris: string;
  readonly mayActFor: string;
  readonly humanApproves: string;
  readonly mayAct: string;
  readonly dpopBound: boolean;
  readonly opaque: boolean;
  readonly mayIntrospect: boolean;
  /** Minutes; empty: the issuer's own. */
  readonly accessMinutes: string;
  readonly depth: string;
  /** Live tokens that may come of one of its tokens; empty: the issuer's own. */
  readonly fanOut: string;
  /** Resources that an exchange may add. */
  readonly exchangeTo: string;
  /** Days; empty: the issuer's own. */
  readonly refreshIdleDays: string;
  readonly refreshDays: string;
  /** Types of authorization details (RFC 9396). */
  readonly detailTypes: string;
  /** Days; empty: it never ends. */
  readonly expiresInDays: string;
}

type Beginning = Pick<ClientForm, 'grants' | 'auth' | 'dpopBound' | 'accessMinutes' | 'depth' | 'expiresInDays'>;

const machine: Beginning = {
  grants: ['client_credentials'],
  auth: 'client_secret_basic',
  dpopBound: false,
  accessMinutes: '10',
  depth: '',
  expiresInDays: '',
};

/** What a kind begins with: the least that it is of use with. */
const beginnings: Readonly<Record<ClientKind, Beginning>> = {
  oauth_client: machine,
  service_account: { ...machine, expiresInDays: '365' },
  workload: { ...machine, auth: 'private_key_jwt', dpopBound: true },
  api_key: { ...machine, grants: [], auth: 'none', accessMinutes: '', expiresInDays: '90' },
  agent: { ...machine, grants: ['authorization_code', 'refresh_token', 'client_credentials', exchange], depth: '2' },
};

const blank: Omit<ClientForm, keyof Beginning | 'kind'> = {
  name: '',
  owner: '',
  keys: '',
  trusts: [newTrust],
  scopes: '',
  defaultScopes: '',
  resources: '',
  redirectUris: '',
  mayActFor: '',
  humanApproves: '',
  mayAct: '',
  fanOut: '',
  exchangeTo: '',
  refreshIdleDays: '',
  refreshDays: '',
  detailTypes: '',
  opaque: false,
  mayIntrospect: false,
};

export const newForm = (kind: ClientKind): ClientForm => ({ ...blank, kind, ...beginnings[kind] });

/** Another kind: what was typed stays, what depends on the kind begins anew. */
export const withKind = (form: ClientForm, kind: ClientKind): ClientForm => ({ ...form, kind, ...beginnings[kind] });

export const kinds: readonly ClientKind[] = clientKind.options;

export const listOf = (text: string): string[] => [...new Set(text.split(/[\s,]+/).filter((word) => word !== ''))];
export const mostDays = 3650;

/** Whole number between the limits, null where it is left empty, undefined where it is neither. */
export function wholeOf(text: string, least: number, most: number): number | null | undefined {
  if (text.trim() === '') return null;
  const value = Number(text);
  return Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}

/** A JWK, a list of them or a JWK Set (RFC 7517 §5); undefined where it is none of these. */
export function keysOf(text: string): Record<string, unknown>[] | undefined {
  if (text.trim() === '') return [];
  try {
    const value: unknown = JSON.parse(text);
    const set =
      isObject(value) && Array.isArray(value['keys']) ? value['keys'] : Array.isArray(value) ? value : [value];
    return set.every((key) => isObject(key) && typeof key['kty'] === 'string') ? set : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const daySeconds = 86_400;
const secondsOf = (days: string): number | null => {
  const whole = wholeOf(days, 1, mostDays) ?? null;
  return whole === null ? null : whole * daySeconds;
};
const daysOf = (seconds: number | null): string => (seconds === null ? '' : String(seconds / daySeconds));

const trustOf = ({ issuer, subject, keys }: TrustForm) => ({
  issuer: issuer.trim(),
  subject: subject.trim(),
  keys: keysOf(keys) ?? [],
});

/** What the issuer is asked for. The form has no problems. */
export function settingsOf(form: ClientForm): Settings {
  const minutes = wholeOf(form.accessMinutes, 1, 60) ?? null;
  return {
    kind: form.kind,
    name: form.name.trim(),
    owner: form.owner.trim() === '' ? null : form.owner.trim(),
    grants: [...form.grants],
    auth: form.auth,
    keys: form.auth === 'private_key_jwt' ? (keysOf(form.keys) ?? []) : [],
    trusts: form.grants.includes(assertion) ? form.trusts.map(trustOf) : [],
    scopes: listOf(form.scopes),
    defaultScopes: listOf(form.defaultScopes),
    resources: listOf(form.resources),
    redirectUris: listOf(form.redirectUris),
    mayActFor: listOf(form.mayActFor),
    detailTypes: listOf(form.detailTypes),
    dpopBound: form.dpopBound,
    opaque: form.opaque,
    mayIntrospect: form.mayIntrospect,
    expiresInDays: wholeOf(form.expiresInDays, 1, 3650) ?? null,
    policy: {
      accessTtl: minutes === null ? null : minutes * 60,
      depth: wholeOf(form.depth, 0, 8) ?? null,
      fanOut: wholeOf(form.fanOut, 0, 100_000) ?? null,
      exchangeTo: listOf(form.exchangeTo),
      refreshIdle: secondsOf(form.refreshIdleDays),
      refreshAbsolute: secondsOf(form.refreshDays),
      humanApproves: listOf(form.humanApproves),
      mayAct: form.mayAct.trim() === '' ? null : form.mayAct.trim(),
    },
  };
}

const trustFormOf = ({ keys, ...whose }: ClientRow['trusts'][number]): TrustForm => ({
  ...whose,
  keys: JSON.stringify({ keys }),
});

/** What a client has. Its own keys are left empty: only new ones are typed. */
export function formOf({ policy, ...client }: ClientRow): ClientForm {
  const { kind, name, auth, dpopBound, opaque, mayIntrospect } = client;
  return {
    ...newForm(kind),
    name,
    auth,
    dpopBound,
    opaque,
    mayIntrospect,
    owner: client.owner ?? '',
    trusts: client.trusts.length === 0 ? [newTrust] : client.trusts.map(trustFormOf),
    grants: client.grants,
    scopes: client.scopes.join(' '),
    defaultScopes: client.defaultScopes.join(' '),
    resources: client.resources.join(' '),
    redirectUris: client.redirectUris.join(' '),
    mayActFor: client.mayActFor.join(' '),
    humanApproves: policy.humanApproves.join(' '),
    mayAct: policy.mayAct ?? '',
    accessMinutes: policy.accessTtl === null ? '' : String(policy.accessTtl / 60),
    depth: policy.depth === null ? '' : String(policy.depth),
    fanOut: policy.fanOut === null ? '' : String(policy.fanOut),
    exchangeTo: policy.exchangeTo.join(' '),
    refreshIdleDays: daysOf(policy.refreshIdle),
    refreshDays: daysOf(policy.refreshAbsolute),
    detailTypes: client.detailTypes.join(' '),
    expiresInDays: '',
  };
}

export type ClientChange = CallInput<'issuer.updateClient'>['change'];

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const differing = <T extends object>(now: T, before: T): Partial<T> =>
  // Members of T itself, fewer of them.
  Object.fromEntries(
    Object.entries(now).filter(([name, value]) => !isSame(value, before[name as keyof T])),
  ) as Partial<T>;

/** Only what was changed here: what others changed meanwhile, and what the form does not show, stays as it is. */
export function changeOf(form: ClientForm, client: ClientRow): ClientChange {
  const { kind: _kind, expiresInDays: _days, policy, ...settings } = settingsOf(form);
  const { kind: _k, expiresInDays: _d, policy: policyBefore, ...before } = settingsOf(formOf(client));
  const policyChange = differing(policy ?? {}, policyBefore ?? {});
  return {
    ...differing(settings, before),
    ...(Object.keys(policyChange).length === 0 ? {} : { policy: policyChange }),
  };
}
