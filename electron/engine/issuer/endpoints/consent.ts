import { answerTo, refusalTo } from '#engine/issuer/authorization/authorization-answer.ts';
import { type Choice, giveConsent } from '#engine/issuer/authorization/give-consent.ts';
import type { BrowserSession, Browsing, Pending } from '#engine/issuer/browsing.ts';
import type { Endpoint } from '#engine/issuer/endpoint.ts';
import { allOf, type Form, oneOf, readForm } from '#engine/issuer/form.ts';
import type { Human } from '#engine/issuer/model.ts';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import { consentPage, lives } from '#engine/issuer/pages/consent-page.ts';
import { redirect } from '#engine/issuer/pages/page.ts';
import { asPage, humanOf, readOwnForm, tell } from '#engine/issuer/pages/page-request.ts';
import type { HttpResponse, IssuerPorts } from '#engine/issuer/ports.ts';
import { paths } from './paths.ts';

/** RFC 6749 §4.1.1: the resource owner decides. */
export const consent = (browsing: Browsing): Endpoint => ({
  id: 'consent',
  path: paths.consent,
  methods: ['GET', 'POST'],
  audience: 'page',
  handle: (request, ports) =>
    asPage(request, ports, async () => {
      const session = browsing.sessionOf(request);
      const form =
        request.method === 'POST' ? readOwnForm(request, session, ports.issuer) : readForm(request.query, new Set());
      const found = find(oneOf(form, 'id') ?? '', session, browsing);
      const human = humanOf(session, ports);
      if (human === null) return redirect(`/sign-in?next=${encodeURIComponent(`/consent?id=${found.pending.id}`)}`);
      const asked = { ...found, human };
      return request.method === 'POST' ? decide(form, asked, ports, browsing) : consentPage(asked);
    }),
});

interface Asked {
  readonly pending: Pending;
  readonly session: BrowserSession;
  readonly human: Human;
}

function find(id: string, session: BrowserSession | null, browsing: Browsing): Omit<Asked, 'human'> {
  const pending = session === null ? null : browsing.pending(id, session);
  if (pending !== null && session !== null) return { pending, session };
  const description = 'This request is too old, or was answered before. Go back to the program and begin again.';
  throw new OAuthError('access_denied', description, 'no such authorization waits in this browser', { status: 410 });
}

async function decide(form: Form, asked: Asked, ports: IssuerPorts, browsing: Browsing): Promise<HttpResponse> {
  const { pending } = asked;
  const { request } = pending;
  if (oneOf(form, 'decision') !== 'approve') {
    mustTake(pending, browsing);
    const denied = new OAuthError('access_denied', 'The customer said no.', 'the customer said no');
    await tell(ports, {
      ...partiesOf(asked),
      action: 'consent.given',
      object: request.client.id,
      decision: 'denied',
      reason: denied.reason,
    });
    return refusalTo(request, ports.issuer, denied);
  }
  const choice = choiceOf(form, pending);
  if (choice === null) return consentPage({ ...asked, problem: 'Leave at least one thing ticked, or press Deny.' });
  // The client may have been changed or revoked while the page was open.
  const client = ports.state.clients.get(request.client.id);
  if (client === undefined || client.status !== 'active') {
    mustTake(pending, browsing);
    throw new OAuthError(
      'access_denied',
      'The program that sent you here is not known any more.',
      'the client is gone or disabled',
    );
  }
  mustTake(pending, browsing);
  const given = giveConsent({ ...request, client }, asked.human, choice, ports);
  await tell(ports, {
    ...partiesOf(asked),
    action: 'consent.given',
    object: request.client.id,
    decision: 'allowed',
    policy: `consent:${given.consent.id}`,
    changes: given.changes,
    details: { consent: given.consent.id, scopes_asked: request.scopes, scopes_given: choice.scopes },
  });
  return answerTo(request, ports.issuer, { code: given.code });
}

/** Two presses, in one tab or two, are one decision. */
function mustTake(pending: Pending, browsing: Browsing): void {
  if (browsing.take(pending)) return;
  throw new OAuthError('access_denied', 'This was answered before.', 'the authorization was decided before', {
    status: 410,
  });
}

const partiesOf = ({ pending: { request }, human }: Asked) => ({
  human: human.id,
  client: request.client.id,
  agents: request.client.kind === 'agent' ? [request.client.id] : [],
});

/** What the human left ticked; null: nothing of what was asked. */
function choiceOf(form: Form, { request }: Pending): Choice | null {
  const ticked = allOf(form, 'scope');
  const scopes = request.scopes.filter((scope) => ticked.includes(scope));
  const kept = allOf(form, 'detail');
  const details = request.details.filter((_, index) => kept.includes(String(index)));
  if (request.scopes.length > 0 && scopes.length === 0) return null;
  const wanted = Number(oneOf(form, 'life'));
  const life = lives.find(([seconds]) => seconds === wanted)?.[0] ?? lives[0][0];
  return { scopes, details, life, purpose: (oneOf(form, 'purpose') ?? '').trim().slice(0, 200) };
}
