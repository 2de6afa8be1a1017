// What is wrong with the form of a client, in words.
import type { ClientRow } from '#shared/contract/issuer.ts';
import {
  assertion,
  type ClientForm,
  formOf,
  keysOf,
  listOf,
  mostDays,
  type TrustForm,
  wholeOf,
} from './client-form.ts';

/** A field of one of those whom the client trusts, counted from 0. */
export type TrustField = `trusts.${number}.${keyof TrustForm}`;
export type FieldProblems = Readonly<Partial<Record<keyof ClientForm | TrustField, string>>>;

const token = /^[\x21\x23-\x5b\x5d-\x7e]{1,128}$/;

const uriProblem = (text: string): string | undefined => {
  const wrong = listOf(text).find((uri) => !URL.canParse(uri));
  return wrong === undefined ? undefined : `${wrong} is no absolute URI.`;
};
const scopeProblem = (text: string): string | undefined => {
  const wrong = listOf(text).find((scope) => !token.test(scope));
  return wrong === undefined ? undefined : `${wrong} is no scope (RFC 6749 §3.3).`;
};

const daysProblem = (text: string): string | undefined =>
  wholeOf(text, 1, mostDays) === undefined ? 'Whole days from 1 to 3,650, or empty.' : undefined;

function keysProblem(text: string): string | undefined {
  const keys = keysOf(text);
  if (keys === undefined) return 'A public key as JWK, or a JWK Set.';
  if (keys.length === 0) return 'The public key that its assertions are verified with.';
  return keys.some((key) => 'd' in key) ? 'This is a private key. Paste only its public part.' : undefined;
}

/** What is wrong with each field, in words; empty when the issuer may be asked. */
export function problemsOf(form: ClientForm): FieldProblems {
  const scopes = new Set(listOf(form.scopes));
  const beyond = (text: string): string | undefined => {
    const extra = listOf(text).find((scope) => !scopes.has(scope));
    return extra === undefined ? undefined : `${extra} is not among its scopes.`;
  };
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
      | 'fanOut'
      | 'exchangeTo'
      | 'refreshIdleDays'
      | 'refreshDays'
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
    keys: form.auth === 'private_key_jwt' ? keysProblem(form.keys) : undefined,
    accessMinutes:
      wholeOf(form.accessMinutes, 1, 60) === undefined ? 'Whole minutes from 1 to 60, or empty.' : undefined,
    depth: wholeOf(form.depth, 0, 8) === undefined ? 'Hops from 0 to 8, or empty.' : undefined,
    fanOut: wholeOf(form.fanOut, 0, 100_000) === undefined ? 'Tokens from 0 to 100,000, or empty.' : undefined,
    exchangeTo: uriProblem(form.exchangeTo),
    refreshIdleDays: daysProblem(form.refreshIdleDays),
    refreshDays: daysProblem(form.refreshDays),
    expiresInDays:
      wholeOf(form.expiresInDays, 1, 3650) === undefined
        ? 'Whole days from 1 to 3,650, or empty for never.'
        : undefined,
  };
  const all = { ...found, ...(form.grants.includes(assertion) ? trustProblems(form.trusts) : {}) };
  return Object.fromEntries(Object.entries(all).filter(([, problem]) => problem !== undefined));
}

function trustProblems(trusts: readonly TrustForm[]): Record<TrustField, string | undefined> {
  const found: Record<TrustField, string | undefined> = {};
  const seen = new Set<string>();
  for (const [index, { issuer, subject, keys }] of trusts.entries()) {
    const whose = `${issuer.trim()} ${subject.trim()}`;
    found[`trusts.${index}.issuer`] = issuer.trim() === '' ? 'Who signs the assertions: their iss.' : undefined;
    found[`trusts.${index}.subject`] =
      subject.trim() === ''
        ? 'Of whom they speak: their sub.'
        : seen.has(whose)
          ? 'This issuer and subject is named twice.'
          : undefined;
    found[`trusts.${index}.keys`] = keysProblem(keys);
    seen.add(whose);
  }
  return found;
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
