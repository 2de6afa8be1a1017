// What the issuer remembers of browsers: sessions and authorizations that wait for a human. In memory only: a restart
// signs everybody out, and costs nobody more than to begin again.
import type { Clock, Random } from '#engine/system/system.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { AuthorizationRequest } from './authorization/authorization-request.ts';
import type { HttpRequest } from './ports.ts';
import { base64urlOf } from './tokens/base64url.ts';

export interface BrowserSession {
  readonly id: string;
  /** Stays the same when the human signs in, while `id` does not. */
  readonly browser: string;
  /** Goes into every form, and must come back (OWASP: synchronizer token). */
  readonly csrf: string;
  /** `sub`; null: nobody has signed in. */
  readonly human: string | null;
  readonly epoch: number;
  readonly until: number;
}

export interface Pending {
  readonly id: string;
  readonly browser: string;
  readonly request: AuthorizationRequest;
  readonly askedAt: Instant;
  readonly until: number;
}

export interface Browsing {
  /** The session that the request belongs to; null: none, or it has ended. */
  sessionOf(request: HttpRequest): BrowserSession | null;
  /** A new one; `before` ends. */
  open(human: { readonly id: string; readonly epoch: number } | null, before: BrowserSession | null): BrowserSession;
  close(session: BrowserSession): void;
  keep(request: AuthorizationRequest, session: BrowserSession, now: Instant): Pending;
  /** Waits, and belongs to this browser; null otherwise. */
  pending(id: string, session: BrowserSession): Pending | null;
  /** It is decided: whoever comes again finds nothing. False: somebody was faster. */
  take(pending: Pending): boolean;
}

const cookieName = 'nhi_session';
const sessionMs = 8 * 3_600_000;
const pendingMs = 10 * 60_000;
const most = 1_000;

/** RFC 6265bis §4.1: not for scripts, not with requests that other sites make. `Secure` cannot be: loopback has no TLS. */
export const cookieOf = ({ id }: BrowserSession): Record<string, string> => ({
  'Set-Cookie': `${cookieName}=${id}; Path=/; HttpOnly; SameSite=Lax`,
});
export const noCookie = { 'Set-Cookie': `${cookieName}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0` } as const;

export function createBrowsing(clock: Pick<Clock, 'monotonic'>, random: Random): Browsing {
  const signedIn = new Map<string, BrowserSession>();
  const strangers = new Map<string, BrowserSession>();
  const pendings = new Map<string, Pending>();
  const newId = (): string => base64urlOf(random.bytes(32));

  /** A flood of strangers pushes out strangers, never somebody who has signed in. */
  function add<T>(map: Map<string, T>, id: string, value: T): void {
    map.set(id, value);
    const [oldest] = map.keys();
    if (map.size > most && oldest !== undefined) map.delete(oldest);
  }

  const isOver = ({ until }: { readonly until: number }): boolean => clock.monotonic() >= until;

  return {
    sessionOf({ headers }) {
      for (const id of cookiesOf(headers.get('cookie') ?? [])) {
        const session = signedIn.get(id) ?? strangers.get(id);
        if (session !== undefined && !isOver(session)) return session;
      }
      return null;
    },
    open(human, before) {
      const session: BrowserSession = {
        id: newId(),
        browser: before?.browser ?? newId(),
        csrf: newId(),
        human: human?.id ?? null,
        epoch: human?.epoch ?? 0,
        until: clock.monotonic() + sessionMs,
      };
      if (before !== null) this.close(before);
      add(human === null ? strangers : signedIn, session.id, session);
      return session;
    },
    close({ id }) {
      signedIn.delete(id);
      strangers.delete(id);
    },
    keep(request, { browser }, askedAt) {
      const pending: Pending = { id: newId(), browser, request, askedAt, until: clock.monotonic() + pendingMs };
      add(pendings, pending.id, pending);
      return pending;
    },
    pending(id, { browser }) {
      const found = pendings.get(id);
      return found === undefined || found.browser !== browser || isOver(found) ? null : found;
    },
    take: ({ id }) => pendings.delete(id),
  };
}

const cookiesOf = (headers: readonly string[]): string[] =>
  headers
    .flatMap((header) => header.split(';'))
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${cookieName}=`))
    .map((pair) => pair.slice(cookieName.length + 1));
