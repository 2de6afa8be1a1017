import type { Answer } from '#shared/contract/bridge.ts';
import { channels, type HostView } from '#shared/contract/host-channels.ts';

/** What is used of ipcRenderer. */
export interface HostIpc {
  invoke(channel: string, ...args: unknown[]): Promise<unknown>;
  on(channel: string, listener: (event: unknown, view: HostView) => void): unknown;
}

export interface HostLine {
  call(name: string, input: unknown): Promise<Answer>;
  watch(name: string, params: unknown, onAnswer: (answer: Answer) => void): () => void;
}

const refused: Answer = {
  ok: false,
  error: { code: 'host.refused', message: 'The app refused the request.', hint: '', details: {} },
};

/** The names `host.*`, asked of main. */
export function createHostLine(ipc: HostIpc): HostLine {
  const listeners = new Map<number, (answer: Answer) => void>();
  let nextId = 1;
  ipc.on(channels.view, (_event, { id, answer }) => listeners.get(id)?.(answer));

  // Main answers with an Answer; it throws only where it distrusts the sender, and then tells nothing.
  const ask = (channel: string, message: unknown): Promise<Answer> =>
    ipc.invoke(channel, message).then(
      (answer) => answer as Answer,
      () => refused,
    );

  return {
    call: (name, input) => ask(channels.call, { name, input }),
    watch(name, params, onAnswer) {
      const id = nextId++;
      listeners.set(id, onAnswer);
      void ask(channels.watch, { id, name, params }).then((answer) => {
        if (!answer.ok) listeners.get(id)?.(answer);
      });
      return () => {
        if (listeners.delete(id)) void ask(channels.unwatch, { id });
      };
    },
  };
}
