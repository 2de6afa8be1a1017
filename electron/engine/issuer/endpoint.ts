import type { HttpRequest, HttpResponse, IssuerPorts } from './ports.ts';

/**
 * One path of the issuer. `handle` answers every request; a refusal is thrown as OAuthError and rendered by the server,
 * after the endpoint itself has journalled it.
 */
export interface Endpoint {
  /** Its name in the metadata and in the journal: `token`, `introspection` … */
  readonly id: string;
  readonly path: string;
  readonly methods: readonly ('GET' | 'POST' | 'PUT' | 'DELETE')[];
  /**
   * `protocol`: called by programs, no cookies, no foreign Origin. `page`: shown to a human in a browser. `entrance`: the page
   * that other sites send a browser to.
   */
  readonly audience: 'protocol' | 'page' | 'entrance';
  handle(request: HttpRequest, ports: IssuerPorts): Promise<HttpResponse>;
}

/** One check or one deed of an endpoint. Reads and fills the context, or throws an OAuthError. */
export type Step<Context> = (context: Context) => void | Promise<void>;

/** Runs the steps in their order. */
export async function runSteps<Context>(steps: readonly Step<Context>[], context: Context): Promise<Context> {
  for (const step of steps) {
    const waiting = step(context);
    // Most steps are done at once; a microtask for each would be felt at thousands of requests a second.
    if (waiting !== undefined) await waiting;
  }
  return context;
}
