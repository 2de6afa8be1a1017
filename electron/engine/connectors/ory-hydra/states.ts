// What an operation looks at: the same from an answer and from the record of the last sync.
import type { Json, JsonObject } from '#shared/model/json.ts';

export type Loose = Readonly<Record<string, unknown>>;

export const looseOf = (value: unknown): Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string').sort() : [];

const idOf = (client: Loose): string => textOf(client['client_id']);

/** RFC 6749 §3.3: a scope is a set. */
export const scopesOf = (text: unknown): readonly string[] =>
  textOf(text)
    .split(' ')
    .filter((scope) => scope !== '')
    .sort();

export const scopeState = (client: Loose): JsonObject => ({
  client_id: idOf(client),
  scope: scopesOf(client['scope']),
});
export const grantsState = (client: Loose): JsonObject => ({
  client_id: idOf(client),
  grant_types: textsOf(client['grant_types']),
});
export const ownerState = (client: Loose): JsonObject => ({
  client_id: idOf(client),
  owner: textOf(client['owner']) || null,
});
export const existsState = (client: Loose): JsonObject => ({ client_id: idOf(client) });

/** Hydra says of a secret only that its client was changed. */
export const secretState = (client: Loose): JsonObject => ({
  client_id: idOf(client),
  updated_at: textOf(client['updated_at']) || null,
});

export const lifespanNames = [
  'authorization_code_grant_access_token_lifespan',
  'client_credentials_grant_access_token_lifespan',
  'refresh_token_grant_access_token_lifespan',
] as const;

export const lifespansState = (client: Loose): JsonObject => ({
  client_id: idOf(client),
  ...Object.fromEntries(lifespanNames.map((name): [string, Json] => [name, spelled(client[name])])),
});

/** Go writes `5m0s` where `300s` was sent; null: the server's own lifespan holds. */
function spelled(value: unknown): Json {
  const text = textOf(value);
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(h|m|s|ms)/g)];
  if (parts.length === 0) return null;
  const factor = { h: 3600, m: 60, s: 1, ms: 0.001 } as const;
  const seconds = parts.reduce((sum, [, count, unit]) => sum + Number(count) * factor[unit as keyof typeof factor], 0);
  return `${seconds}s`;
}
