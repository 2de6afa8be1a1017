import type { CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import type { IssuerBars } from '#engine/projections/live-bars.ts';
import type {
  CallName,
  CallOutput,
  CallRequest,
  WatchName,
  WatchRequest,
  WatchView,
} from '#shared/contract/contract.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { IdentityId } from '#shared/model/ids.ts';

type CallMethod = Extract<CallName, `issuer.${string}`> extends `issuer.${infer M}` ? M : never;
type WatchMethod = Extract<WatchName, `issuer.${string}`> extends `issuer.${infer M}` ? M : never;

/** The issuer of the workspace that is open, as the analyst uses it. It knows the protocol; this door does not. */
export type IssuerPort = {
  readonly calls: {
    [M in CallMethod]: (input: CallRequest<`issuer.${M}`>) => Promise<CallOutput<`issuer.${M}`>>;
  } & { simulateWithdrawal(consentId: string): CallOutput<'delegations.simulate'> };
  readonly views: {
    [M in WatchMethod]: (params: WatchRequest<`issuer.${M}`>) => WatchView<`issuer.${M}`>;
  } & {
    delegations(params: WatchRequest<'delegations.view'>): WatchView<'delegations.view'>;
    families(accept: (identity: IdentityId) => boolean): IssuerBars;
    believed(accept: (identity: IdentityId) => boolean): {
      readonly now: Instant;
      readonly rows: readonly WatchView<'live.residual'>['rows'][number][];
    };
    readonly tenant: string;
  };
};

type Calls = Pick<CallHandlers, Extract<CallName, `issuer.${string}`> | 'delegations.simulate'>;

/** `port` refuses with workspace.not_open. */
export function issuerCalls(port: () => IssuerPort): Calls {
  return {
    'issuer.start': (input) => port().calls.start(input),
    'issuer.stop': (input) => port().calls.stop(input),
    'issuer.whenStopped': (input) => port().calls.whenStopped(input),
    'issuer.createClient': (input) => port().calls.createClient(input),
    'issuer.updateClient': (input) => port().calls.updateClient(input),
    'issuer.rotateClient': (input) => port().calls.rotateClient(input),
    'issuer.disableClient': (input) => port().calls.disableClient(input),
    'issuer.enableClient': (input) => port().calls.enableClient(input),
    'issuer.deleteClient': (input) => port().calls.deleteClient(input),
    'issuer.revokeClient': (input) => port().calls.revokeClient(input),
    'issuer.addHuman': (input) => port().calls.addHuman(input),
    'issuer.resetHumanCode': (input) => port().calls.resetHumanCode(input),
    'issuer.revokeHuman': (input) => port().calls.revokeHuman(input),
    'issuer.disableHuman': (input) => port().calls.disableHuman(input),
    'issuer.enableHuman': (input) => port().calls.enableHuman(input),
    'issuer.deleteHuman': (input) => port().calls.deleteHuman(input),
    'issuer.setScopePolicy': (input) => port().calls.setScopePolicy(input),
    'issuer.removeScopePolicy': (input) => port().calls.removeScopePolicy(input),
    'issuer.withdrawConsent': (input) => port().calls.withdrawConsent(input),
    'issuer.revokeToken': (input) => port().calls.revokeToken(input),
    'issuer.rotateKey': (input) => port().calls.rotateKey(input),
    'issuer.retireKey': (input) => port().calls.retireKey(input),
    'issuer.createAccess': (input) => port().calls.createAccess(input),
    'issuer.withdrawAccess': (input) => port().calls.withdrawAccess(input),
    'delegations.simulate': ({ consent }) => port().calls.simulateWithdrawal(consent),
  };
}

type Watches = Pick<WatchHandlers, Extract<WatchName, `issuer.${string}`> | 'delegations.view'>;

const nothing = {
  status: {
    issuer: null,
    startedAt: null,
    registration: false,
    clients: 0,
    humans: 0,
    consents: 0,
    liveTokens: 0,
    requests: { allowed: 0, denied: 0 },
  },
  page: { total: 0, first: 0, rows: [] },
};

/** Without a workspace there is nothing to see, and that is no fault. */
export function issuerWatches(port: () => IssuerPort | null, now: () => number): Watches {
  const topics = ['issuer'] as const;
  return {
    'issuer.status': (params) => ({ topics, view: () => port()?.views.status(params) ?? nothing.status }),
    'issuer.clients': (params) => ({ topics, view: () => port()?.views.clients(params) ?? nothing.page }),
    'issuer.humans': (params) => ({ topics, view: () => port()?.views.humans(params) ?? { rows: [] } }),
    'issuer.consents': (params) => ({ topics, view: () => port()?.views.consents(params) ?? { total: 0, rows: [] } }),
    'issuer.tokens': (params) => ({
      topics,
      view: () => port()?.views.tokens(params) ?? { now: now(), ...nothing.page },
    }),
    'issuer.scopePolicies': (params) => ({
      topics,
      view: () => port()?.views.scopePolicies(params) ?? { rows: [] },
    }),
    'issuer.keys': (params) => ({ topics, view: () => port()?.views.keys(params) ?? { rows: [] } }),
    'delegations.view': (params) => ({
      topics,
      view: () => port()?.views.delegations(params) ?? { now: now(), chains: [] },
    }),
  };
}
