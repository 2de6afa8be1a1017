import type { ChildPort, Processes } from './system.ts';

/** What goes to the app and comes back from it: `processRequest` and `processNews` of the host's contract. */
type Request =
  | { readonly t: 'process.spawn'; readonly id: number; readonly entry: 'playground-agent' }
  | { readonly t: 'process.post'; readonly id: number; readonly message: unknown }
  | { readonly t: 'process.kill'; readonly id: number };
type News =
  | { readonly t: 'process.started'; readonly id: number; readonly pid: number }
  | { readonly t: 'process.message'; readonly id: number; readonly message?: unknown }
  | { readonly t: 'process.exited'; readonly id: number; readonly code: number };

interface Asked {
  pid: number | null;
  readonly started: ((pid: number) => void)[];
  readonly said: ((message: unknown) => void)[];
  readonly exited: ((code: number) => void)[];
}

/** In Electron's utility process nothing can be forked: the app does it and carries the messages. */
export function createAskedProcesses(ask: (request: Request) => void): Processes & { tell(news: News): void } {
  const running = new Map<number, Asked>();
  let last = 0;
  return {
    spawn(entry): ChildPort {
      last += 1;
      const id = last;
      const asked: Asked = { pid: null, started: [], said: [], exited: [] };
      running.set(id, asked);
      ask({ t: 'process.spawn', id, entry });
      return {
        get pid() {
          return asked.pid;
        },
        post: (message) => ask({ t: 'process.post', id, message }),
        onStart: (listener) => void asked.started.push(listener),
        onMessage: (listener) => void asked.said.push(listener),
        onExit: (listener) => void asked.exited.push(listener),
        kill: () => ask({ t: 'process.kill', id }),
      };
    },
    tell(news) {
      const asked = running.get(news.id);
      if (asked === undefined) return;
      switch (news.t) {
        case 'process.started':
          asked.pid = news.pid;
          for (const listener of asked.started) listener(news.pid);
          return;
        case 'process.message':
          for (const listener of asked.said) listener(news.message);
          return;
        case 'process.exited':
          running.delete(news.id);
          for (const listener of asked.exited) listener(news.code);
          return;
      }
    },
  };
}
