/** A request that was read whole, within the limits. */
export interface LoopbackRequest {
  /** Upper case. */
  readonly method: string;
  /** Without query, as it was sent: `/token`. */
  readonly path: string;
  /** Without the question mark, as it was sent. */
  readonly query: string;
  /** Names in lower case. Of a header that came more than once every value, in order. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: Uint8Array;
}

export interface LoopbackAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface LoopbackLimits {
  readonly bodyBytes: number;
  /** Milliseconds for the header, and for the whole request. */
  readonly headerMs: number;
  readonly requestMs: number;
  /** Beyond it the connection that has been slow or idle for longest makes room: nobody can keep others out by waiting. */
  readonly connections: number;
}

export interface LoopbackServer {
  readonly port: number;
  /** Answers what is under way, takes nothing new; whatever is open after 1.5 s is cut. */
  close(): Promise<void>;
}

export interface LoopbackOptions {
  /** 0: a free one. */
  readonly port: number;
  readonly limits: LoopbackLimits;
  /** A rejection is a fault of the server: the connection gets 503. */
  onRequest(request: LoopbackRequest): Promise<LoopbackAnswer>;
  /** A request that was refused before it was one: too large, too slow, malformed. `reason` is private. */
  onRefused(reason: string, status: number): void;
}

/** HTTP/1.1 on 127.0.0.1 alone. */
export interface Loopback {
  /** Rejects with a Node error: `EADDRINUSE` where somebody has the port, `EACCES` where it may not be had. */
  listen(options: LoopbackOptions): Promise<LoopbackServer>;
}
