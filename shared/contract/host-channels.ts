import type { Answer } from './bridge.ts';

/** Channels between preload and main. Apart from the schemas so that the preload carries none of them. */
export const channels = {
  /** preload → main, each answered with an Answer. */
  call: 'nhi:call',
  watch: 'nhi:watch',
  unwatch: 'nhi:unwatch',
  /** preload → main, once the page's listeners stand: main may send the engine's port. */
  hello: 'nhi:hello',
  /** main → preload */
  view: 'nhi:view',
  port: 'nhi:port',
  engineGone: 'nhi:engine-gone',
} as const;

export interface HostView {
  readonly id: number;
  readonly answer: Answer;
}

export interface EngineGone {
  /** It will not come back by itself. */
  readonly stopped: boolean;
}
