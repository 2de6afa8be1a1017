// What each operation does to the pool. Lists hold 60 at the most; an update resets whatever it is not sent.

type Members = Record<string, unknown>;

export interface CognitoState {
  readonly poolId: string;
  readonly clients: Map<string, Members>;
  readonly users: Map<string, Members>;
  readonly resourceServers: Members[];
  readonly providers: Members[];
  /** Users who were signed out everywhere. */
  readonly signedOut: string[];
  make(name: string, more?: Members): string;
}

type Output = { readonly body: Members } | { readonly fault: string; readonly message: string };
type Action = (state: CognitoState, input: Members) => Output;

const perPage = 60;
const madeAt = 1_764_547_200;
let changes = 0;

/** What is empty is left out. */
const shown = (client: Members): Members =>
  Object.fromEntries(
    Object.entries(client).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );

const defaults: Members = { RefreshTokenValidity: 30, EnableTokenRevocation: true, AuthSessionValidity: 3 };

export function newCognitoState(): CognitoState {
  const clients = new Map<string, Members>();
  const poolId = 'eu-central-1_Acme00001';
  let made = 0;
  return {
    poolId,
    clients,
    users: new Map(),
    resourceServers: [],
    providers: [],
    signedOut: [],
    make(name, more = {}) {
      made += 1;
      const id = `client${String(made).padStart(20, '0')}`;
      clients.set(id, {
        UserPoolId: poolId,
        ClientId: id,
        ClientName: name,
        ClientSecret: `canary-client-secret-${id}`,
        CreationDate: madeAt,
        LastModifiedDate: madeAt,
        ...defaults,
        AllowedOAuthFlows: ['client_credentials'],
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthScopes: ['orders/read', 'orders/write'],
        ...more,
      });
      return id;
    },
  };
}

const absent = { fault: 'ResourceNotFoundException', message: 'User pool client does not exist.' };
const noUser = { fault: 'UserNotFoundException', message: 'User does not exist.' };

function listed(
  all: readonly Members[],
  input: Members,
  name: string,
  [size, token]: readonly [string, string],
): Output {
  const [from, most] = [Number(input[token] ?? 0), Math.min(Number(input[size] ?? perPage), perPage)];
  const next = from + most < all.length ? { [token]: String(from + most) } : {};
  return { body: { [name]: all.slice(from, from + most), ...next } };
}

const secondsIn: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

function refusal(client: Members): string {
  const has = (name: string): boolean => Array.isArray(client[name]) && client[name].length > 0;
  if (client['AllowedOAuthFlowsUserPoolClient'] === true && !(has('AllowedOAuthFlows') && has('AllowedOAuthScopes')))
    return 'AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.';
  const units = client['TokenValidityUnits'] as Readonly<Record<string, string>> | undefined;
  const validity = Number(client['AccessTokenValidity'] ?? 1) * (secondsIn[units?.['AccessToken'] ?? 'hours'] ?? 0);
  return validity < 300 || validity > 86_400 ? 'Invalid range for token validity.' : '';
}

function kept({ clients }: CognitoState, client: Members): Output {
  const message = refusal(client);
  if (message !== '') return { fault: 'InvalidParameterException', message };
  clients.set(String(client['ClientId']), client);
  return { body: { UserPoolClient: shown(client) } };
}

const ofClient =
  (act: (state: CognitoState, client: Members, input: Members) => Output): Action =>
  (state, input) => {
    const client = state.clients.get(String(input['ClientId']));
    return client === undefined ? absent : act(state, client, input);
  };

const ofUser =
  (act: (state: CognitoState, user: Members) => Members): Action =>
  (state, input) => {
    const user = state.users.get(String(input['Username']));
    return user === undefined ? noUser : { body: act(state, user) };
  };

const enabling = (enabled: boolean): Action =>
  ofUser(({ users }, user) => {
    users.set(String(user['Username']), { ...user, Enabled: enabled });
    return {};
  });

const byToken = ['MaxResults', 'NextToken'] as const;

export const cognitoActions: Readonly<Record<string, Action>> = {
  DescribeUserPool: ({ poolId }) => ({
    body: { UserPool: { Id: poolId, Name: 'acme', Domain: 'acme', UserPoolTags: { owner: 'ana@acme.example' } } },
  }),
  ListUserPoolClients: ({ clients }, input) =>
    listed(
      [...clients.values()].map(({ ClientId, ClientName, UserPoolId }) => ({ ClientId, ClientName, UserPoolId })),
      input,
      'UserPoolClients',
      byToken,
    ),
  DescribeUserPoolClient: ofClient((_state, client) => ({ body: { UserPoolClient: shown(client) } })),
  UpdateUserPoolClient: ofClient((state, client, input) => {
    changes += 1;
    const { ClientId, ClientName, ClientSecret, CreationDate } = client;
    return kept(state, {
      ...defaults,
      ClientId,
      ClientName,
      ClientSecret,
      CreationDate,
      ...input,
      LastModifiedDate: madeAt + changes,
    });
  }),
  CreateUserPoolClient(state, { GenerateSecret, ClientName, ...more }) {
    const message = refusal(more);
    if (message !== '') return { fault: 'InvalidParameterException', message };
    const id = state.make(String(ClientName), more);
    const client = state.clients.get(id) ?? {};
    if (GenerateSecret !== true) delete client['ClientSecret'];
    return { body: { UserPoolClient: shown(client) } };
  },
  DeleteUserPoolClient: ofClient(({ clients }, client) => {
    clients.delete(String(client['ClientId']));
    return { body: {} };
  }),
  ListResourceServers: ({ resourceServers }, input) => listed(resourceServers, input, 'ResourceServers', byToken),
  ListIdentityProviders: ({ providers }, input) =>
    listed(
      providers.map(({ ProviderName, ProviderType }) => ({ ProviderName, ProviderType })),
      input,
      'Providers',
      byToken,
    ),
  DescribeIdentityProvider({ providers }, input) {
    const found = providers.find(({ ProviderName }) => ProviderName === input['ProviderName']);
    return found === undefined ? absent : { body: { IdentityProvider: found } };
  },
  ListUsers: ({ users }, input) => listed([...users.values()], input, 'Users', ['Limit', 'PaginationToken']),
  AdminGetUser: ofUser((_state, { Attributes, ...user }) => ({ ...user, UserAttributes: Attributes })),
  AdminDisableUser: enabling(false),
  AdminEnableUser: enabling(true),
  AdminUserGlobalSignOut: ofUser(({ signedOut }, user) => {
    signedOut.push(String(user['Username']));
    return {};
  }),
};
