// The pool as answers of the API, page by page, so that the importer of such answers reads it: a sync and a file of one pool meet.
import { z } from 'zod';
import { BackendRefused, type Page } from '#engine/connectors/connector.ts';
import { masked } from '#shared/lib/masked.ts';
import type { CognitoApi, Input } from './api.ts';
import { ownAccess } from './caller.ts';
import { onwards, perPage } from './pages.ts';
import {
  type Client,
  clientPage,
  oneClient,
  oneProvider,
  pool,
  providerPage,
  resourceServerPage,
  userPage,
} from './shapes.ts';

const stageNames = ['pool', 'resource_servers', 'clients', 'identity_providers', 'users', 'own_access'] as const;
type StageName = (typeof stageNames)[number];

/** Where a sync stands: the text of a page's `next`. `token`: of the API; '' at the beginning of a list. */
const cursor = z.object({ stage: z.enum(stageNames), token: z.string(), done: z.number().int().nonnegative() });
type Cursor = z.infer<typeof cursor>;

interface Read {
  /** One JSON value a line: a list of them to the importer. */
  readonly values: readonly unknown[];
  readonly next: string | null;
}

interface Stage {
  readonly part: string;
  /** Without it there is still an inventory: a credential that may not read it leaves it out, and the test says so. */
  readonly optional: boolean;
  read(api: CognitoApi, token: string, signal: AbortSignal): Promise<Read>;
}

const paged = (token: string, size: string, name: string): Input => ({
  [size]: perPage,
  ...(token !== '' && { [name]: token }),
});

/** `client` without the secret: its keyed fingerprint stands there, so that rotation shows. */
function maskedClient(client: Client, { ports }: CognitoApi): Client {
  const { ClientSecret: secret } = client;
  return secret === undefined ? client : { ...client, ClientSecret: masked(ports.fingerprint(secret)) };
}

/** Of ProviderDetails, which is free text by name. */
const secretDetail = /secret|private_key|password/i;
/** Whatever else is known of a person stays where it is. */
const kept = new Set(['sub', 'email', 'name', 'preferred_username']);

const stages: Readonly<Record<StageName, Stage>> = {
  pool: {
    part: 'user-pool.json',
    optional: false,
    async read(api, _token, signal) {
      const found = await api.read('DescribeUserPool', {}, pool, signal);
      if (found === null) throw new BackendRefused(404, `there is no user pool ${api.settings.userPoolId}`);
      return { values: [{ UserPool: { Id: api.settings.userPoolId, ...found.UserPool } }], next: null };
    },
  },
  resource_servers: {
    part: 'user-pool.json',
    optional: true,
    async read(api, token, signal) {
      const page = await api.read(
        'ListResourceServers',
        paged(token, 'MaxResults', 'NextToken'),
        resourceServerPage,
        signal,
      );
      return { values: page?.ResourceServers ?? [], next: onwards(token, page?.NextToken) };
    },
  },
  clients: {
    part: 'user-pool.json',
    optional: false,
    async read(api, token, signal) {
      const page = await api.read('ListUserPoolClients', paged(token, 'MaxResults', 'NextToken'), clientPage, signal);
      const whole = await Promise.all(
        (page?.UserPoolClients ?? []).map(({ ClientId }) =>
          api.read('DescribeUserPoolClient', { ClientId }, oneClient, signal),
        ),
      );
      // One that was deleted meanwhile is not there.
      const values = whole.flatMap((one) => (one === null ? [] : [maskedClient(one.UserPoolClient, api)]));
      return { values, next: onwards(token, page?.NextToken) };
    },
  },
  identity_providers: {
    part: 'identity-providers.json',
    optional: true,
    async read(api, token, signal) {
      const page = await api.read(
        'ListIdentityProviders',
        paged(token, 'MaxResults', 'NextToken'),
        providerPage,
        signal,
      );
      const whole = await Promise.all(
        (page?.Providers ?? []).map(({ ProviderName }) =>
          api.read('DescribeIdentityProvider', { ProviderName }, oneProvider, signal),
        ),
      );
      const values = whole.flatMap((one) => {
        if (one === null) return [];
        const details = Object.entries(one.IdentityProvider.ProviderDetails ?? {}).map(([name, value]) => [
          name,
          secretDetail.test(name) ? masked(api.ports.fingerprint(value)) : value,
        ]);
        return [{ ...one.IdentityProvider, ProviderDetails: Object.fromEntries(details) }];
      });
      return { values, next: onwards(token, page?.NextToken) };
    },
  },
  users: {
    part: 'users.json',
    optional: true,
    async read(api, token, signal) {
      const page = await api.read('ListUsers', paged(token, 'Limit', 'PaginationToken'), userPage, signal);
      const values = (page?.Users ?? []).map(({ Attributes: attributes, ...user }) => ({
        ...user,
        UserPoolId: api.settings.userPoolId,
        Attributes: (attributes ?? []).filter(({ Name }) => kept.has(Name)),
      }));
      return { values, next: onwards(token, page?.PaginationToken) };
    },
  },
  own_access: {
    part: 'own-access.json',
    optional: true,
    read: async (api, _token, signal) => ({ values: await ownAccess(api, signal), next: null }),
  },
};

/** 403: not let. 405: the endpoint has no such operation. */
const isLeftOut = (error: unknown): boolean => error instanceof BackendRefused && [403, 405].includes(error.status);

async function pageAt(
  api: CognitoApi,
  { stage: name, token, done }: Cursor,
  signal: AbortSignal,
): Promise<Omit<Page, 'next'> & { readonly next: Cursor | null }> {
  const stage = stages[name];
  const { values, next } = await stage.read(api, token, signal).catch((error: unknown): Read => {
    if (stage.optional && isLeftOut(error)) return { values: [], next: null };
    throw error;
  });
  const count = done + values.length;
  const following = stageNames[stageNames.indexOf(name) + 1];
  const after: Cursor | null = following === undefined ? null : { stage: following, token: '', done: count };
  return {
    part: stage.part,
    text: values.map((value) => `${JSON.stringify(value)}\n`).join(''),
    next: next === null ? after : { stage: name, token: next, done: count },
    done: count,
    total: null,
  };
}

export async function* discover(api: CognitoApi, from: string | null, signal: AbortSignal): AsyncGenerator<Page> {
  let at: Cursor | null = from === null ? { stage: 'pool', token: '', done: 0 } : cursor.parse(JSON.parse(from));
  while (at !== null) {
    const { next, ...page } = await pageAt(api, at, signal);
    at = next;
    yield { ...page, next: next === null ? null : JSON.stringify(next) };
  }
}
