import { type BrowserSession, type Browsing, cookieOf } from '#engine/issuer/browsing.ts';
import type { Endpoint } from '#engine/issuer/endpoint.ts';
import { oneOf, readForm } from '#engine/issuer/form.ts';
import { redirect } from '#engine/issuer/pages/page.ts';
import { asPage, readOwnForm, sessionFor, tell } from '#engine/issuer/pages/page-request.ts';
import { signInPage } from '#engine/issuer/pages/sign-in-page.ts';
import type { HttpRequest, HttpResponse, IssuerPorts } from '#engine/issuer/ports.ts';
import { paths } from './paths.ts';

/** Failures of everybody together: whose code was meant, a wrong code does not say. */
const throttleName = 'sign-in';

export const signIn = (browsing: Browsing): Endpoint => ({
  id: 'sign-in',
  path: paths.signIn,
  methods: ['GET', 'POST'],
  audience: 'page',
  handle: (request, ports) =>
    asPage(request, ports, async () => {
      if (request.method === 'POST') return enter(request, ports, browsing);
      const session = sessionFor(request, browsing);
      const next = ownPath(oneOf(readForm(request.query, new Set()), 'next'));
      return signInPage({ session, next, asker: askerOf(next, session, browsing) });
    }),
});

async function enter(request: HttpRequest, ports: IssuerPorts, browsing: Browsing): Promise<HttpResponse> {
  const before = browsing.sessionOf(request);
  const form = readOwnForm(request, before, ports.issuer);
  const next = ownPath(oneOf(form, 'next'));
  const code = (oneOf(form, 'code') ?? '').trim().toLowerCase();
  const hash = ports.hash.sha256(code);
  const human = [...ports.state.humans.values()].find(
    ({ codeHash, status }) => codeHash === hash && status === 'active',
  );
  if (human === undefined || before === null) return refuse(before, next, ports, browsing);
  ports.throttle.succeeded(throttleName);
  await tell(ports, { action: 'human.signed_in', object: human.id, decision: 'allowed', human: human.id });
  // A new id: whoever knew the old one has nothing of it.
  return redirect(next, cookieOf(browsing.open(human, before)));
}

async function refuse(
  before: BrowserSession | null,
  next: string,
  ports: IssuerPorts,
  browsing: Browsing,
): Promise<HttpResponse> {
  const wait = ports.throttle.refuse(throttleName);
  ports.throttle.failed(throttleName);
  const reason = wait === null ? 'wrong code' : 'wrong code, too often';
  await tell(ports, { action: 'human.signed_in', object: 'sign-in', decision: 'denied', reason });
  const session = before ?? browsing.open(null, null);
  return signInPage({
    session,
    next,
    asker: askerOf(next, session, browsing),
    status: wait === null ? 403 : 429,
    headers: wait === null ? {} : { 'Retry-After': String(wait) },
    problem: 'This code is not right. Look at it again, or ask for a new one.',
  });
}

/** Where to go on: one of our own two pages, whatever is asked for (RFC 9700 §4.11). */
function ownPath(next: string | null): string {
  return next !== null && /^\/(?:consent\?id=[A-Za-z0-9_-]{43}|account)$/.test(next) ? next : paths.account;
}

function askerOf(next: string, session: BrowserSession, browsing: Browsing): string {
  const [, id = ''] = next.split('id=');
  return browsing.pending(id, session)?.request.client.name ?? '';
}
