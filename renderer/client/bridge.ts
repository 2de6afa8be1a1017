import type { Answer, Bridge } from '#shared/contract/bridge.ts';

declare global {
  interface Window {
    /** What the preload exposes; absent where the page is opened outside the app. */
    readonly nhi?: Bridge;
  }
}

const outside: Bridge = {
  call: () => Promise.resolve(noApp),
  watch(_name, _params, onAnswer) {
    onAnswer(noApp);
    return () => {};
  },
};

const noApp: Answer = {
  ok: false,
  error: {
    code: 'engine.unavailable',
    message: 'This page runs outside NHI Workbench.',
    hint: 'Open the workbench itself.',
    details: {},
  },
};

/** Asked for at each use: a test may put its own bridge in place at any time. */
export function bridge(): Bridge {
  return window.nhi ?? outside;
}
