// One object an operation. Names stand in plans and journals, and never change.
import type { Applied, Exchanges, Observation } from '#engine/connectors/connector.ts';
import { appliedOf, read } from '#engine/connectors/exchange/answers.ts';
import { stableStringify } from '#shared/lib/stable-stringify.ts';
import type { Json } from '#shared/model/json.ts';
import type { Operation } from '#shared/model/plan.ts';
import type { CognitoApi, Input } from './api.ts';
import { onwards, perPage } from './pages.ts';
import { successorOf } from './requests.ts';
import { type Client, type ClientPage, clientPage, oneClient, oneUser } from './shapes.ts';
import {
  changeOf,
  existsState,
  flowsState,
  representationOf,
  scopesState,
  successorName,
  userState,
  validityState,
} from './states.ts';

export interface Around {
  readonly api: CognitoApi;
  readonly operation: Operation;
  readonly exchanges: Exchanges;
  readonly signal: AbortSignal;
}

interface OperationKind {
  observe(around: Around): Promise<Json>;
  execute(around: Around, seen: Observation): Promise<Applied>;
}

const clientId = ({ operation }: Around): string => operation.object['client'] ?? '';
const userName = ({ operation }: Around): string => operation.object['user'] ?? '';

export async function readClient(around: Around): Promise<Client | null> {
  const { api, exchanges, signal } = around;
  const input = { ClientId: clientId(around) };
  return (await api.read('DescribeUserPoolClient', input, oneClient, signal, exchanges))?.UserPoolClient ?? null;
}

async function simple({ api, signal, exchanges }: Around, action: string, input: Input): Promise<Applied> {
  return appliedOf(await api.ask(action, input, signal, exchanges), api.ports.now(), `cognito-idp:${action}`);
}

/** Describes the whole, changes it, sends the whole; nothing where it changed since it was looked at. */
const replacing = (state: (client: Client) => Json): OperationKind => ({
  async observe(around) {
    const found = await readClient(around);
    return found === null ? null : state(found);
  },
  async execute(around, seen) {
    const found = await readClient(around);
    if (found === null) return { kind: 'already' };
    if (stableStringify(state(found)) !== stableStringify(seen.state))
      return { kind: 'refused', message: 'it changed while the step ran. Nothing was sent; make a new plan.' };
    const { name, parameters } = around.operation;
    const body = representationOf(found, changeOf(name, found, parameters));
    return simple(around, 'UpdateUserPoolClient', { ...body, ClientId: found.ClientId });
  },
});

/** The client that was made in place of this one; null: there is none. */
async function findSuccessor(around: Around, name: string): Promise<string | null> {
  const { api, signal, exchanges } = around;
  let token: string | null = '';
  while (token !== null) {
    const input: Input = { MaxResults: perPage, ...(token !== '' && { NextToken: token }) };
    const page: ClientPage | null = await api.read('ListUserPoolClients', input, clientPage, signal, exchanges);
    const found = page?.UserPoolClients?.find(({ ClientName }) => ClientName === name);
    if (found !== undefined) return found.ClientId;
    token = onwards(token, page?.NextToken);
  }
  return null;
}

export const operationKinds: Readonly<Record<string, OperationKind>> = {
  'client.flows': replacing(flowsState),
  'client.scopes': replacing(scopesState),
  'client.validity': replacing(validityState),
  'client.successor': {
    async observe(around) {
      const found = await readClient(around);
      return found === null ? null : { successor: await findSuccessor(around, successorName(found)) };
    },
    async execute(around) {
      const { api, signal, exchanges } = around;
      const found = await readClient(around);
      if (found === null) return { kind: 'already' };
      const answer = await api.ask('CreateUserPoolClient', successorOf(found), signal, exchanges);
      const applied = appliedOf(answer, api.ports.now(), 'cognito-idp:CreateUserPoolClient');
      if (applied.kind !== 'done') return applied;
      const { ClientId: name, ClientSecret: value } = read(answer, oneClient).UserPoolClient;
      if (value === undefined)
        return { kind: 'unclear', message: `the new client ${name} was answered without a secret` };
      return { kind: 'done', newSecret: { name, value } };
    },
  },
  'client.exists': {
    async observe(around) {
      const found = await readClient(around);
      return found === null ? null : existsState(found);
    },
    execute: (around) => simple(around, 'DeleteUserPoolClient', { ClientId: clientId(around) }),
  },
  'user.enabled': {
    async observe(around) {
      const { api, signal, exchanges } = around;
      const found = await api.read('AdminGetUser', { Username: userName(around) }, oneUser, signal, exchanges);
      return found === null ? null : userState(found);
    },
    execute(around) {
      const action = around.operation.parameters['Enabled'] === true ? 'AdminEnableUser' : 'AdminDisableUser';
      return simple(around, action, { Username: userName(around) });
    },
  },
  'user.tokens': {
    // Nobody can list tokens: that they are gone is what trying one shows.
    async observe(around) {
      const { api, signal, exchanges } = around;
      const found = await api.read('AdminGetUser', { Username: userName(around) }, oneUser, signal, exchanges);
      return found === null ? null : { tokens: 'some' };
    },
    execute: (around) => simple(around, 'AdminUserGlobalSignOut', { Username: userName(around) }),
  },
};
