// Composes the playground of a workspace from the issuer's calls and the ports to the world.
import type { PlaygroundPort } from './api/playground.ts';
import type { IssuerDesk } from './issuer/administration/desk.ts';
import type { Issuers } from './issuers.ts';
import { type Account, createPlayground, type PlaygroundDesk } from './playground/playground.ts';
import type { ShopEvent } from './playground/shop.ts';
import type { Workspace } from './store/store.ts';
import type { System } from './system/system.ts';

type Kept = ReturnType<Issuers['of']>;

const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange';
const noPolicy = {
  accessTtl: null,
  refreshIdle: null,
  refreshAbsolute: null,
  depth: null,
  fanOut: null,
  exchangeTo: [],
  humanApproves: [],
  mayAct: null,
};
const shopLimits = { bodyBytes: 16 * 1024, headerMs: 10_000, requestMs: 30_000, connections: 128 } as const;

/** One playground a workspace, for as long as the workspace is open. */
export interface Playgrounds {
  of(workspace: Workspace): PlaygroundPort;
  stop(workspace: Workspace): Promise<void>;
}

export function createPlaygrounds(system: System, issuers: Issuers, touched: () => void): Playgrounds {
  const known = new WeakMap<Workspace, PlaygroundPort>();

  function make(workspace: Workspace): PlaygroundPort {
    const kept = issuers.of(workspace);
    const { clock, random, hash, processes, web, loopback, log } = system;
    return createPlayground({
      desk: deskOf(kept),
      processes,
      web,
      clock,
      random,
      touched,
      proof: {
        clock,
        hash,
        settings: { algorithm: 'EdDSA', registration: false, dpopNonces: false, assertionAudience: 'issuer' },
        nonces: { current: () => '', isAccepted: () => true },
      },
      challengeOf: (verifier) => Buffer.from(hash.sha256(verifier), 'hex').toString('base64url'),
      listen: (onRequest) =>
        loopback.listen({
          port: 0,
          limits: shopLimits,
          async onRequest(request) {
            try {
              return await onRequest(request);
            } catch (error) {
              log.error('the shop of the playground failed', error);
              throw error;
            }
          },
          onRefused: (reason) => log.info(`the shop of the playground refused a request: ${reason}`),
        }),
    });
  }

  return {
    of(workspace) {
      const found = known.get(workspace) ?? make(workspace);
      known.set(workspace, found);
      return found;
    },
    async stop(workspace) {
      await known.get(workspace)?.stop();
    },
  };
}

function deskOf({ issuer, callsAs, views }: Kept): PlaygroundDesk {
  const calls = callsAs('playground');
  const made: string[] = [];

  async function createClient(wanted: Parameters<IssuerDesk['createClient']>[0]): Promise<Account> {
    const { clientId, clientSecret } = await calls.createClient(wanted);
    made.push(clientId);
    return { clientId, clientSecret: clientSecret ?? '' };
  }

  const common = {
    defaultScopes: [],
    auth: 'client_secret_basic',
    keys: [],
    opaque: false,
    owner: null,
    policy: noPolicy,
    expiresInDays: 1,
  } as const;

  return {
    async startIssuer() {
      if (issuer.running !== null) return issuer.running.url;
      return (await calls.start({ port: 0, registration: false })).issuer;
    },
    createAgent: ({ name, scopes, resource, mayActFor, redirectUri, detailTypes, bound }) =>
      createClient({
        ...common,
        keys: [],
        trusts: [],
        defaultScopes: [],
        name,
        kind: 'agent',
        grants:
          redirectUri === null ? ['client_credentials', exchange] : ['authorization_code', 'refresh_token', exchange],
        scopes: [...scopes],
        resources: [resource],
        detailTypes: [...detailTypes],
        redirectUris: redirectUri === null ? [] : [redirectUri],
        mayActFor: mayActFor === null ? [] : [mayActFor],
        mayIntrospect: false,
        dpopBound: bound,
      }),
    createResourceServer: (name) =>
      createClient({
        ...common,
        keys: [],
        trusts: [],
        defaultScopes: [],
        name,
        kind: 'service_account',
        grants: ['client_credentials'],
        scopes: [],
        resources: [],
        detailTypes: [],
        redirectUris: [],
        mayActFor: [],
        mayIntrospect: true,
        dpopBound: false,
      }),
    async addCustomer(name) {
      const found = views.humans({}).rows.find((row) => row.name === name && row.status === 'active');
      return found === undefined ? calls.addHuman({ name, email: null }) : calls.resetHumanCode({ id: found.id });
    },
    consentOf: (clientId) => views.consents({ human: null }).rows.find((row) => row.clientId === clientId) ?? null,
    withdraw: (id) => calls.withdrawConsent({ id }),
    record: (event) => issuer.ledger.record(eventOf(event, issuer.state.clients)),
    async clear() {
      for (const id of made.splice(0)) if (issuer.state.clients.has(id)) await calls.deleteClient({ id });
    },
  };
}

/** A request at the shop as activity: the human, the agents in their chain, the client, what was done and whether it was let. */
function eventOf({ action, object, status, reason, bearer }: ShopEvent, clients: Kept['issuer']['state']['clients']) {
  const client = bearer !== null && clients.has(bearer.clientId) ? bearer.clientId : null;
  return {
    action,
    object,
    decision: status < 400 ? ('allowed' as const) : ('denied' as const),
    human: bearer !== null && bearer.sub !== bearer.clientId ? bearer.sub : null,
    humanLive: false,
    agents: bearer?.actors ?? [],
    client,
    reason,
    trace: bearer?.jti ?? '',
    policy: 'shop',
    changes: [],
    details: { status },
  };
}
