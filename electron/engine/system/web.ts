/** One HTTP request, whole. */
export interface WebRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty: none is sent. */
  readonly body: string;
}

export interface WebAnswer {
  readonly status: number;
  /** Names in lower case; several of one name are joined by commas, but for `set-cookie`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Values of `set-cookie`. */
  readonly cookies: readonly string[];
  readonly body: string;
}

/** HTTP as a client. Redirects are answers like any other: whoever asked decides whether to follow. */
export interface Web {
  /**
   * Rejects where there is no answer: no connection, no header within 10 s, not the whole body within 60 s, a body over
   * 1 MiB, or the signal aborts.
   */
  ask(request: WebRequest, signal?: AbortSignal): Promise<WebAnswer>;
}
