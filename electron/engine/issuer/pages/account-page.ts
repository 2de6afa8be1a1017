import { type BrowserSession, cookieOf } from '#engine/issuer/browsing.ts';
import type { Consent, Human, Token } from '#engine/issuer/model.ts';
import type { HttpResponse, IssuerPorts } from '#engine/issuer/ports.ts';
import type { Instant } from '#shared/model/fact.ts';
import { type Html, html } from './html.ts';
import { page } from './page.ts';

export interface AccountParts {
  readonly session: BrowserSession;
  readonly human: Human;
  readonly notice?: string;
}

type Ports = Pick<IssuerPorts, 'state' | 'clock'>;

/** Every agent and program on the customer's account, and one button each. */
export function accountPage({ session, human, notice }: AccountParts, ports: Ports): HttpResponse {
  const now = ports.clock.now();
  const consents = [...ports.state.consents.values()]
    .filter(({ sub, withdrawnAt, expiresAt }) => sub === human.id && withdrawnAt === null && now < expiresAt)
    .reverse();
  return page({
    title: 'Your agents',
    headers: cookieOf(session),
    body: html`<h1>Who may act for you</h1>
      <p class="soft">Signed in as ${human.name}.</p>
      ${notice === undefined ? null : html`<p class="notice" role="status">${notice}</p>`}
      ${consents.length === 0 ? html`<p>Nobody. When you let an agent or a program act for you, it stands here.</p>` : html`<ul>${consents.map((consent) => consentRow(consent, session, ports, now))}</ul>`}
      <form method="post" action="/sign-out"><input type="hidden" name="csrf" value="${session.csrf}"><div class="row"><button>Sign out</button></div></form>`,
  });
}

function consentRow(consent: Consent, { csrf }: BrowserSession, { state }: Ports, now: Instant): Html {
  const client = state.clients.get(consent.clientId);
  const tokens = [...state.tokens.values()].filter(({ consentId }) => consentId === consent.id);
  const helpers = new Set(tokens.map(({ clientId }) => clientId).filter((id) => id !== consent.clientId));
  const names = [...helpers].map((id) => state.clients.get(id)?.name ?? id);
  return html`<li>
    <strong>${client?.name ?? consent.clientId}</strong>${client?.kind === 'agent' ? html` <span class="soft">AI agent</span>` : null}
    <dl>
      <dt>May</dt><dd>${consent.scopes.length === 0 ? 'only know that it is you' : consent.scopes.join(', ')}</dd>
      <dt>On</dt><dd>${consent.resources.length === 0 ? 'your account here' : consent.resources.join(', ')}</dd>
      ${consent.purpose === '' ? null : html`<dt>For</dt><dd>${consent.purpose}</dd>`}
      ${names.length === 0 ? null : html`<dt>Through</dt><dd>${names.join(', ')}</dd>`}
      <dt>Since</dt><dd>${dayOf(consent.givenAt)}</dd>
      <dt>Until</dt><dd>${dayOf(consent.expiresAt)}</dd>
      <dt>Last token</dt><dd>${lastOf(tokens, now)}</dd>
    </dl>
    <form method="post" action="/account"><input type="hidden" name="csrf" value="${csrf}"><input type="hidden" name="consent" value="${consent.id}"><div class="row"><button class="danger" aria-label="Revoke ${client?.name ?? consent.clientId}">Revoke</button></div></form>
  </li>`;
}

const dayOf = (instant: Instant): string =>
  new Date(instant).toISOString().replace('T', ' ').slice(0, 16).concat(' UTC');

function lastOf(tokens: readonly Token[], now: Instant): string {
  const last = tokens.at(-1);
  if (last === undefined) return 'none in the last hours';
  const minutes = Math.round((now - last.issuedAt) / 60_000);
  return minutes < 1 ? 'just now' : `${minutes} min ago`;
}
