import { type ProcessNews, type ProcessRequest, processRequest } from '#shared/contract/host.ts';

/** A started process of our own. */
export interface OwnProcess {
  post(message: unknown): void;
  onStart(listener: (pid: number) => void): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number) => void): void;
  kill(): void;
}

export interface OwnProcesses {
  /** True: it was a request about processes, and is dealt with. */
  take(message: unknown): boolean;
  /** The engine is gone, and with it whoever listened. */
  killAll(): void;
}

/** More than any tree of agents needs: an engine that asks for more is broken. */
const most = 100;

/** Forks what the engine asks for, and carries messages both ways. */
export function createOwnProcesses(
  fork: (entry: Extract<ProcessRequest, { t: 'process.spawn' }>['entry']) => OwnProcess,
  tell: (news: ProcessNews) => void,
): OwnProcesses {
  const running = new Map<number, OwnProcess>();

  function spawn(id: number, entry: Parameters<typeof fork>[0]): void {
    if (running.size >= most) {
      tell({ t: 'process.exited', id, code: 1 });
      return;
    }
    const child = fork(entry);
    running.set(id, child);
    child.onStart((pid) => tell({ t: 'process.started', id, pid }));
    child.onMessage((message) => tell({ t: 'process.message', id, message }));
    child.onExit((code) => {
      if (running.delete(id)) tell({ t: 'process.exited', id, code });
    });
  }

  return {
    take(message) {
      const parsed = processRequest.safeParse(message);
      if (!parsed.success) return false;
      const { data } = parsed;
      if (data.t === 'process.spawn') spawn(data.id, data.entry);
      else if (data.t === 'process.post') running.get(data.id)?.post(data.message);
      else running.get(data.id)?.kill();
      return true;
    },
    killAll() {
      const children = [...running.values()];
      running.clear();
      for (const child of children) child.kill();
    },
  };
}
