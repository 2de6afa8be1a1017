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

/** Lists are typed with blanks or commas between, keys as JSON. */
export interface ClientForm {
  readonly kind: ClientKind;
  readonly name: string;
  readonly owner: string;
  readonly grants: readonly GrantType[];
  readonly auth: NonNullable<Settings['auth']>;
  readonly keys: string;
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
  scopes: '',
  defaultScopes: '',
  resources: '',
  redirectUris: '',
  mayActFor: '',
  humanApproves: '',
  mayAct: '',
  opaque: false,
  mayIntrospect: false,
};

export const newForm = (kind: ClientKind): ClientForm => ({ ...blank, kind, ...beginnings[kind] });

/** Another kind: what was typed stays, what depends on the kind begins anew. */
export const withKind = (form: ClientForm, kind: ClientKind): ClientForm => ({ ...form, kind, ...beginnings[kind] });

export const kinds: readonly ClientKind[] = clientKind.options;

export type FieldProblems = Readonly<Partial<Record<keyof ClientForm, string>>>;

const listOf = (text: string): string[] => [...new Set(text.split(/[\s,]+/).filter((word) => word !== ''))];
const token = /^[\x21\x23-\x5b\x5d-\x7e]{1,128}$/;

/** Whole number between the limits, null where it is left empty, undefined where it is neither. */
function wholeOf(text: string, least: number, most: number): number | null | undefined {
  if (text.trim() === '') return null;
  const value = Number(text);
  return Number.isInteger(value) && value >= least && value <= most ? value : undefined;
}

/** A JWK, a list of them or a JWK Set (RFC 7517 §5); undefined where it is none of these. */
function keysOf(text: string): Record<string, unknown>[] | undefined {
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

const uriProblem = (text: string): string | undefined => {
  const wrong = listOf(text).find((uri) => !URL.canParse(uri));
  return wrong === undefined ? undefined : `${wrong} is no absolute URI.`;
};
const scopeProblem = (text: string): string | undefined => {
  const wrong = listOf(text).find((scope) => !token.test(scope));
  return wrong === undefined ? undefined : `${wrong} is no scope (RFC 6749 §3.3).`;
};

/** What is wrong with each field, in words; empty when the issuer may be asked. */
export function problemsOf(form: ClientForm): FieldProblems {
  const scopes = new Set(listOf(form.scopes));
  const beyond = (text: string): string | undefined => {
    const extra = listOf(text).find((scope) => !scopes.has(scope));
    return extra === undefined ? undefined : `${extra} is not among its scopes.`;
  };
  const keys = keysOf(form.keys);
  const found: Record<
    keyof Pick<
      ClientForm,
      | 'name'
      | 'scopes'
      | 'defaultScopes'
      | 'humanApproves'
      | 'resources'
      | 'redirectUris'
      | 'keys'
      | 'accessMinutes'
      | 'depth'
      | 'expiresInDays'
    >,
    string | undefined
  > = {
    name: form.name.trim() === '' ? 'A name, so that people know it.' : undefined,
    scopes: scopeProblem(form.scopes),
    defaultScopes: beyond(form.defaultScopes),
    humanApproves: beyond(form.humanApproves),
    resources: uriProblem(form.resources),
    redirectUris:
      form.grants.includes('authorization_code') && listOf(form.redirectUris).length === 0
        ? 'The authorization code grant needs an address to come back to.'
        : uriProblem(form.redirectUris),
    keys:
      form.auth !== 'private_key_jwt'
        ? undefined
        : keys === undefined
          ? 'A public key as JWK, or a JWK Set.'
          : keys.length === 0
            ? 'The public key that its assertions are verified with.'
            : keys.some((key) => 'd' in key)
              ? 'This is a private key. Paste only its public part.'
              : undefined,
    accessMinutes:
      wholeOf(form.accessMinutes, 1, 60) === undefined ? 'Whole minutes from 1 to 60, or empty.' : undefined,
    depth: wholeOf(form.depth, 0, 8) === undefined ? 'Hops from 0 to 8, or empty.' : undefined,
    expiresInDays:
      wholeOf(form.expiresInDays, 1, 3650) === undefined
        ? 'Whole days from 1 to 3,650, or empty for never.'
        : undefined,
  };
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== undefined));
}

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
    scopes: listOf(form.scopes),
    defaultScopes: listOf(form.defaultScopes),
    resources: listOf(form.resources),
    redirectUris: listOf(form.redirectUris),
    mayActFor: listOf(form.mayActFor),
    dpopBound: form.dpopBound,
    opaque: form.opaque,
    mayIntrospect: form.mayIntrospect,
    expiresInDays: wholeOf(form.expiresInDays, 1, 3650) ?? null,
    policy: {
      accessTtl: minutes === null ? null : minutes * 60,
      depth: wholeOf(form.depth, 0, 8) ?? null,
      humanApproves: listOf(form.humanApproves),
      mayAct: form.mayAct.trim() === '' ? null : form.mayAct.trim(),
    },
  };
}

/** What a client has. Its keys are left empty: only new ones are typed. */
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
    expiresInDays: '',
  };
}

export type ClientChange = CallInput<'issuer.updateClient'>['change'];

const differing = <T extends object>(now: T, before: T): Partial<T> =>
  // Members of T itself, fewer of them.
  Object.fromEntries(
    Object.entries(now).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof T])),
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

/** What is wrong with what was changed: a field that was odd before is no reason to refuse another. */
export function changeProblems(form: ClientForm, client: ClientRow): FieldProblems {
  const before = formOf(client);
  const hasKeys = client.auth === 'private_key_jwt' && form.keys.trim() === '';
  const ignored = new Set<string>(hasKeys ? ['keys'] : []);
  for (const field of Object.keys(problemsOf(before))) {
    if (form[field as keyof ClientForm] === before[field as keyof ClientForm] && field !== 'keys') ignored.add(field);
  }
  return Object.fromEntries(Object.entries(problemsOf(form)).filter(([field]) => !ignored.has(field)));
}
