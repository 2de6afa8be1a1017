// What every page of the issuer asks of a request before it does anything.
import type { BrowserSession, Browsing } from '#engine/issuer/browsing.ts';
import { type Form, oneOf, readForm } from '#engine/issuer/form.ts';
import type { Human } from '#engine/issuer/model.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { HttpRequest, HttpResponse, IssuerEvent, IssuerPorts } from '#engine/issuer/ports.ts';
import { refusalPage } from './page.ts';

/** The human who is signed in, still there and not revoked since; null: nobody. */
export function humanOf(session: BrowserSession | null, { state }: Pick<IssuerPorts, 'state'>): Human | null {
  if (session === null || session.human === null) return null;
  const human = state.humans.get(session.human);
  return human !== undefined && human.status === 'active' && human.epoch === session.epoch ? human : null;
}

/**
 * The form of a POST that our own page sent: its Origin is the issuer's, and its token the session's (SECURITY.md, row
 * 11). Throws OAuthError.
 */
export function readOwnForm(request: HttpRequest, session: BrowserSession | null, issuer: string): Form {
  const origins = request.headers.get('origin') ?? [];
  if (origins.length !== 1 || origins[0] !== issuer) throw foreign('the form comes from another origin, or from none');
  const types = request.headers.get('content-type') ?? [];
  if (types.length !== 1 || !/^application\/x-www-form-urlencoded(?:;|$)/i.test(types[0] ?? '')) {
    throw foreign('the body is no form');
  }
  const form = readForm(Buffer.from(request.body).toString('utf8'), repeatable);
  if (session === null || oneOf(form, 'csrf') !== session.csrf)
    throw foreign('the csrf token is not the one of the session');
  return form;
}

const repeatable = new Set(['scope', 'detail']);

const foreign = (reason: string): OAuthError =>
  new OAuthError('access_denied', 'This form is not one of ours, or it is too old. Go back and begin again.', reason, {
    status: 403,
  });

type Told = Pick<IssuerEvent, 'action' | 'object' | 'decision'> & Partial<IssuerEvent>;

/** Everything that a page leads to is recorded, with the human who was there. */
export const tell = ({ ledger }: Pick<IssuerPorts, 'ledger'>, event: Told): Promise<void> =>
  ledger.record({
    human: null,
    humanLive: true,
    agents: [],
    client: null,
    reason: '',
    trace: '',
    policy: 'issuer',
    changes: [],
    details: {},
    ...event,
  });

/** A page's refusals are pages: a person reads them. They are journalled with their private reason. */
export async function asPage(
  request: HttpRequest,
  ports: IssuerPorts,
  answer: () => Promise<HttpResponse>,
): Promise<HttpResponse> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    await tell(ports, {
      action: 'request.refused',
      object: `${request.method} ${request.path}`,
      decision: 'denied',
      reason: error.reason,
    });
    const { headers } = error;
    const refusal = refusalPage(error.status, 'This did not work', error.description);
    return { ...refusal, headers: { ...refusal.headers, ...headers } };
  }
}

/** The session of the browser, or a new one for a stranger. */
export const sessionFor = (request: HttpRequest, browsing: Browsing): BrowserSession =>
  browsing.sessionOf(request) ?? browsing.open(null, null);
