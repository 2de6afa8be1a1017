import type { CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import type { CallName, CallRequest, WatchView } from '#shared/contract/contract.ts';
import type { Session } from './session.ts';

type View = WatchView<'playground.view'>;
type Withdrawn = Awaited<ReturnType<CallHandlers['playground.withdraw']>>;

/** The playground of the workspace that is open. */
export interface PlaygroundPort {
  start(options: { readonly bound: boolean }, signal: AbortSignal): Promise<{ shop: string }>;
  stop(): Promise<void>;
  spawn(agent: string, scopes: readonly string[] | undefined): Promise<{ agent: string }>;
  misbehave(agent: string, how: CallRequest<'playground.misbehave'>['how']): void;
  steal(agent: string): void;
  verifyBy(how: View['verifyBy']): void;
  withdraw(): Promise<Withdrawn>;
  view(): View;
}

type Calls = Pick<CallHandlers, Extract<CallName, `playground.${string}`>>;

/** `port` refuses with workspace.not_open. */
export function playgroundCalls(session: Session, port: () => PlaygroundPort): Calls {
  return {
    async 'playground.start'({ bound }, context) {
      const job = session.jobs.start('Agent playground', context);
      try {
        return await port().start({ bound }, job.signal);
      } finally {
        job.end();
      }
    },
    async 'playground.stop'() {
      await port().stop();
      return {};
    },
    'playground.spawn': ({ agent, scopes }) => port().spawn(agent, scopes),
    'playground.misbehave'({ agent, how }) {
      port().misbehave(agent, how);
      return {};
    },
    'playground.steal'({ agent }) {
      port().steal(agent);
      return {};
    },
    'playground.verifyBy'({ how }) {
      port().verifyBy(how);
      return {};
    },
    'playground.withdraw': () => port().withdraw(),
  };
}

const nothing: View = {
  running: false,
  shop: null,
  verifyBy: 'introspection',
  customer: null,
  consent: null,
  agents: [],
  requests: [],
};

export function playgroundWatches(port: () => PlaygroundPort | null): Pick<WatchHandlers, 'playground.view'> {
  return {
    'playground.view': () => ({ topics: ['issuer'], view: () => port()?.view() ?? nothing }),
  };
}
