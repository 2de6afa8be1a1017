import { refusalTo } from '#engine/issuer/authorization/authorization-answer.ts';
import {
  type AuthorizationRequest,
  type Recipient,
  readAuthorizationRequest,
  readRecipient,
  repeatable,
} from '#engine/issuer/authorization/authorization-request.ts';
import { type Browsing, cookieOf } from '#engine/issuer/browsing.ts';
import type { Endpoint } from '#engine/issuer/endpoint.ts';
import { readForm } from '#engine/issuer/form.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import { redirect } from '#engine/issuer/pages/page.ts';
import { asPage, humanOf, sessionFor, tell } from '#engine/issuer/pages/page-request.ts';
import type { HttpRequest, HttpResponse, IssuerPorts } from '#engine/issuer/ports.ts';
import { paths } from './paths.ts';

/** RFC 6749 §3.1: the request is read, recorded, and waits for a human on the consent page. */
export const authorize = (browsing: Browsing): Endpoint => ({
  id: 'authorization',
  path: paths.authorize,
  methods: ['GET', 'POST'],
  audience: 'entrance',
  handle: (request, ports) =>
    asPage(request, ports, async () => {
      const text = request.method === 'GET' ? request.query : Buffer.from(request.body).toString('utf8');
      const form = readForm(text, repeatable);
      const recipient = readRecipient(form, ports);
      try {
        const asked = readAuthorizationRequest(form, recipient, ports);
        return await wait(asked, request, ports, browsing);
      } catch (error) {
        if (!(error instanceof OAuthError)) throw error;
        await told(recipient, ports, error);
        return refusalTo(recipient, ports.issuer, error);
      }
    }),
});

/** Nothing is decided yet: nothing was given, and only memory knows of it. */
async function wait(
  asked: AuthorizationRequest,
  request: HttpRequest,
  ports: IssuerPorts,
  browsing: Browsing,
): Promise<HttpResponse> {
  const session = sessionFor(request, browsing);
  const { id } = browsing.keep(asked, session, ports.clock.now());
  await told(asked, ports, null);
  const consent = `/consent?id=${id}`;
  const next = humanOf(session, ports) === null ? `/sign-in?next=${encodeURIComponent(consent)}` : consent;
  return redirect(next, cookieOf(session));
}

const told = ({ client }: Recipient, ports: IssuerPorts, error: OAuthError | null): Promise<void> =>
  tell(ports, {
    action: 'authorization.requested',
    object: client.id,
    decision: error === null ? 'allowed' : 'denied',
    client: client.id,
    humanLive: false,
    agents: client.kind === 'agent' ? [client.id] : [],
    reason: error?.reason ?? '',
  });
