// What an operation looks at: the same from an answer and from the record of the last sync.
import type { JsonObject } from '#shared/model/json.ts';

export type Loose = Readonly<Record<string, unknown>>;

export const looseOf = (value: unknown): Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const textsOf = (value: unknown, absent: readonly string[]): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string').sort() : absent;
const idOf = (client: Loose): string => textOf(client['client_id']);

/** RFC 6749 §3.3: a scope is a set. */
export const scopesOf = (text: unknown): readonly string[] =>
  [...new Set(textOf(text).split(' '))].filter((scope) => scope !== '').sort();

export const scopeState = (client: Loose): JsonObject => ({
  client_id: idOf(client),
  scope: scopesOf(client['scope']),
});

/** With the defaults of RFC 7591 §2. */
export const grantsState = (client: Loose): JsonObject => ({
  client_id: idOf(client),
  grant_types: textsOf(client['grant_types'], ['authorization_code']),
  response_types: textsOf(client['response_types'], ['code']),
});
export const contactsState = (client: Loose): JsonObject => ({
  client_id: idOf(client),
  contacts: textsOf(client['contacts'], []),
});
export const existsState = (client: Loose): JsonObject => ({ client_id: idOf(client) });
