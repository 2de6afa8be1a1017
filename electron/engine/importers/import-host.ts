// What an import needs of the world, declared here so that importers depend on nothing: System satisfies it.

export interface ImportWorker {
  post(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number, reason: string) => void): void;
  terminate(): Promise<void>;
}

export interface ImportHost {
  readonly clock: { after(ms: number, run: () => void): () => void };
  readonly hash: { incremental(): { update(data: string | Uint8Array): void; hex(): string } };
  readonly workers: { spawn(entry: 'import-worker', data: unknown, limits: { heapMb: number }): ImportWorker };
}
