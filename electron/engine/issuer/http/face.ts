// What every request meets before an endpoint sees it, and what every answer gets on its way out. Pure: a request is a
// value, and so is its answer.
import type { Endpoint } from '#engine/issuer/endpoint.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { HttpRequest, HttpResponse, IssuerPorts } from '#engine/issuer/ports.ts';
import type { Gatekeeper } from '#engine/issuer/refusals.ts';

export interface Face {
  answer(request: HttpRequest): Promise<HttpResponse>;
  /** Answers since it was made. */
  readonly counts: { readonly allowed: number; readonly denied: number };
}

interface Refusal {
  readonly status: number;
  readonly error: string;
  readonly reason: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** No endpoint of a server without pages may be framed, sniffed, or kept (RFC 6749 §5.1). */
const protective = {
  'Cache-Control': 'no-store',
  Pragma: 'no-cache',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

export function createFace(endpoints: readonly Endpoint[], ports: IssuerPorts, refusals: Gatekeeper): Face {
  const { host } = new URL(ports.issuer);
  const counts = { allowed: 0, denied: 0 };
  const findEndpoint = createRouter(endpoints);

  function precheck(request: HttpRequest): Endpoint | Refusal {
    const hosts = request.headers.get('host') ?? [];
    // DNS rebinding: a page of another origin may reach the port, but not under our name (SECURITY.md, row 10).
    if (hosts.length !== 1 || hosts[0] !== host) {
      return { status: 421, error: 'invalid_request', reason: 'the Host header is not the one of the issuer' };
    }
    const endpoint = findEndpoint(request.path);
    if (endpoint === undefined) return { status: 404, error: 'not_found', reason: 'no such path' };
    if (!endpoint.methods.some((method) => method === request.method)) {
      const headers = { Allow: endpoint.methods.join(', ') };
      return { status: 405, error: 'invalid_request', reason: 'this path does not take that method', headers };
    }
    return foreignPage(endpoint.audience, request, ports.issuer) ?? coded(request) ?? endpoint;
  }

  function refuse(request: HttpRequest, { status, error, reason, headers = {} }: Refusal): HttpResponse {
    refusals.refused(`${request.method} ${request.path}`, reason, status);
    return json(status, { error }, headers);
  }

  async function handled(endpoint: Endpoint, request: HttpRequest): Promise<HttpResponse> {
    try {
      return await endpoint.handle(request, ports);
    } catch (error) {
      if (error instanceof OAuthError) {
        const { status, code, description, headers } = error;
        return json(status, { error: code, error_description: description }, headers);
      }
      ports.log.error(`the endpoint ${endpoint.id} failed`, error);
      // Never a 500: nothing was given out, and the same request may be right in a moment.
      return json(503, { error: 'temporarily_unavailable' }, { 'Retry-After': '1' });
    }
  }

  return {
    counts,
    async answer(asked) {
      // RFC 9110 §9.3.2: the answer to a GET; that its body is left out is the transport's affair.
      const request = asked.method === 'HEAD' ? { ...asked, method: 'GET' } : asked;
      const found = precheck(request);
      const response = 'status' in found ? refuse(request, found) : await handled(found, request);
      counts[response.status < 400 ? 'allowed' : 'denied'] += 1;
      return { ...response, headers: { ...protective, ...response.headers } };
    },
  };
}

/** A script of another origin reads no page either; forms say for themselves who may send them. */
function foreignPage(audience: Endpoint['audience'], request: HttpRequest, issuer: string): Refusal | null {
  if (audience === 'protocol') return crossSite(request, issuer);
  return audience === 'page' && request.method === 'GET' ? crossOrigin(request, issuer) : null;
}

/** A page of another site sends no requests to the protocol's endpoints, not even simple ones (SECURITY.md, row 11). */
function crossSite(request: HttpRequest, issuer: string): Refusal | null {
  const sites = request.headers.get('sec-fetch-site') ?? [];
  if (sites.some((site) => site === 'cross-site' || site === 'same-site')) {
    return { status: 403, error: 'access_denied', reason: 'the request comes from a page of another site' };
  }
  return crossOrigin(request, issuer);
}

function crossOrigin({ headers }: HttpRequest, issuer: string): Refusal | null {
  const origins = headers.get('origin') ?? [];
  return origins.every((origin) => origin === issuer)
    ? null
    : { status: 403, error: 'access_denied', reason: 'the request comes from a page of another origin' };
}

/** A body that is read as something else than its sender means (RFC 9110 §8.4, §12.5.3). */
function coded({ headers }: HttpRequest): Refusal | null {
  const codings = headers.get('content-encoding') ?? [];
  if (codings.every((coding) => coding.toLowerCase() === 'identity')) return null;
  const reason = 'the body has a content coding';
  return { status: 415, error: 'invalid_request', reason, headers: { 'Accept-Encoding': 'identity' } };
}

/** Exact paths; `/register/*` also takes one more segment. */
function createRouter(endpoints: readonly Endpoint[]): (path: string) => Endpoint | undefined {
  const exact = new Map(endpoints.filter(({ path }) => !path.endsWith('/*')).map((each) => [each.path, each]));
  const open = endpoints
    .filter(({ path }) => path.endsWith('/*'))
    .map((each) => [each.path.slice(0, -1), each] as const);
  return (path) =>
    exact.get(path) ??
    open.find(
      ([start]) => path.startsWith(start) && path.length > start.length && !path.slice(start.length).includes('/'),
    )?.[1];
}

const json = (status: number, value: unknown, headers: Readonly<Record<string, string>>): HttpResponse => ({
  status,
  headers: { 'Content-Type': 'application/json', ...headers },
  body: JSON.stringify(value),
});
