// What an operation looks at: the same from a representation that was read now and from the record of the last sync.
import type { Json, JsonObject } from '#shared/model/json.ts';

/** A representation, or a record of it: nothing is taken for granted. */
export type Loose = Readonly<Record<string, unknown>>;

export const looseOf = (value: unknown): Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string').sort() : [];

export const enabledState = (client: Loose): JsonObject => ({
  clientId: textOf(client['clientId']),
  enabled: client['enabled'] !== false,
});

export const scopesState = (client: Loose): JsonObject => ({
  clientId: textOf(client['clientId']),
  fullScopeAllowed: client['fullScopeAllowed'] !== false,
  defaultClientScopes: textsOf(client['defaultClientScopes']),
  optionalClientScopes: textsOf(client['optionalClientScopes']),
});

/** Of the attributes that `names` lists; those that are not set are null. */
export function attributesState(client: Loose, names: readonly string[]): JsonObject {
  const all = looseOf(client['attributes']);
  const attributes = Object.fromEntries(
    names.map((name): [string, Json] => {
      const value = all[name];
      return [name, typeof value === 'string' && value !== '' ? value : null];
    }),
  );
  return { clientId: textOf(client['clientId']), attributes };
}

export const notBeforeState = (client: Loose): JsonObject => ({
  clientId: textOf(client['clientId']),
  notBefore: typeof client['notBefore'] === 'number' ? client['notBefore'] : 0,
});

/** Keycloak says only when the secret was made (epoch seconds), and that not always. */
export const secretState = (client: Loose): JsonObject => ({
  clientId: textOf(client['clientId']),
  secretCreatedAt: textOf(looseOf(client['attributes'])['client.secret.creation.time']) || null,
});

export const existsState = (client: Loose): JsonObject => ({ clientId: textOf(client['clientId']) });

/** Direct roles of a user, in the form that exports have. */
export function rolesState(owner: Loose): JsonObject {
  const byClient = Object.entries(looseOf(owner['clientRoles']))
    .map(([name, list]): [string, readonly string[]] => [name, textsOf(list)])
    .filter(([, list]) => list.length > 0);
  return { realmRoles: textsOf(owner['realmRoles']), clientRoles: Object.fromEntries(byClient) };
}
