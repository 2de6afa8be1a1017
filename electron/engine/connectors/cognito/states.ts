// What an operation looks at: the same from an answer and from the record of the last sync. Cognito leaves out what is empty.
import type { Json, JsonObject } from '#shared/model/json.ts';

export type Loose = Readonly<Record<string, unknown>>;

export const looseOf = (value: unknown): Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string').sort() : [];

const idOf = (client: Loose): string => textOf(client['ClientId']);

/** An empty list of sign-in flows is Cognito's default, and not none. */
export const flowsState = (client: Loose): JsonObject => ({
  ClientId: idOf(client),
  AllowedOAuthFlows: textsOf(client['AllowedOAuthFlows']),
  AllowedOAuthFlowsUserPoolClient: client['AllowedOAuthFlowsUserPoolClient'] === true,
  ExplicitAuthFlows: textsOf(client['ExplicitAuthFlows']),
});

export const scopesState = (client: Loose): JsonObject => ({
  ClientId: idOf(client),
  AllowedOAuthScopes: textsOf(client['AllowedOAuthScopes']),
});

/** null and 0: the default, an hour. Without a unit it is hours. */
export function validityState(client: Loose): JsonObject {
  const validity = client['AccessTokenValidity'];
  return {
    ClientId: idOf(client),
    AccessTokenValidity: typeof validity === 'number' && validity > 0 ? validity : null,
    AccessTokenUnit: textOf(looseOf(client['TokenValidityUnits'])['AccessToken']) || 'hours',
  };
}

export const existsState = (client: Loose): JsonObject => ({ ClientId: idOf(client) });
export const userState = (user: Loose): JsonObject => ({
  Username: textOf(user['Username']),
  Enabled: user['Enabled'] !== false,
});

/** Members that only Cognito writes. */
const readOnly = new Set(['ClientSecret', 'CreationDate', 'LastModifiedDate']);

/**
 * UpdateUserPoolClient sets every member that it is not sent to its default: all of the client goes back, with what changes.
 * `change`: null takes a member away, and an empty list of sign-in flows is the default itself.
 */
export function representationOf(client: Loose, change: JsonObject): JsonObject {
  const whole = { ...client, ...change };
  const sent = Object.entries(whole).filter(
    ([name, value]) =>
      !readOnly.has(name) &&
      value !== null &&
      value !== undefined &&
      !(name === 'ExplicitAuthFlows' && Array.isArray(value) && value.length === 0),
  );
  // Parsed JSON all of it.
  return Object.fromEntries(sent) as JsonObject;
}

/** The members of UpdateUserPoolClient that the operation's parameters stand for. */
export function changeOf(name: string, client: Loose, parameters: JsonObject): JsonObject {
  if (name !== 'client.validity') return parameters;
  const { AccessTokenValidity: validity = null, AccessTokenUnit: unit = 'hours' } = parameters;
  const units = { ...(looseOf(client['TokenValidityUnits']) as JsonObject), AccessToken: unit satisfies Json };
  return { AccessTokenValidity: validity, TokenValidityUnits: units };
}

/** The successor of a client whose secret is rotated: Cognito's names may hold no more than 128 of `[\w\s+=,.@-]`. */
export const successorName = (client: Loose): string =>
  `${(textOf(client['ClientName']) || 'client').slice(0, 80)} in place of ${idOf(client)}`.slice(0, 128);
