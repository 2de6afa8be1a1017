import { type BrowserSession, cookieOf, type Pending } from '#engine/issuer/browsing.ts';
import type { AuthorizationDetail, Client, Human } from '#engine/issuer/model.ts';
import type { HttpResponse } from '#engine/issuer/ports.ts';
import { type Html, html } from './html.ts';
import { page } from './page.ts';

/** How long a consent may last: seconds, and the words for it. The second is the one that is offered first. */
export const lives = [
  [3_600, 'one hour'],
  [86_400, 'one day'],
  [30 * 86_400, '30 days'],
  [90 * 86_400, '90 days'],
] as const;
const usualLife = 30 * 86_400;

const kinds: Readonly<Record<Client['kind'], string>> = {
  agent: 'an AI agent: it acts for you when you are not there',
  oauth_client: 'a program',
  api_key: 'a program',
  service_account: 'a service',
  workload: 'a service',
};

export interface ConsentParts {
  readonly pending: Pending;
  readonly session: BrowserSession;
  readonly human: Human;
  readonly problem?: string;
}

/** Who asks, for what, on what, for how long; every scope can be unticked. */
export function consentPage({ pending, session, human, problem }: ConsentParts): HttpResponse {
  const { client, scopes, details, resources, redirectUri } = pending.request;
  return page({
    title: `${client.name} asks for access`,
    headers: cookieOf(session),
    leadsTo: sourceOf(redirectUri),
    body: html`<h1><strong>${client.name}</strong> asks to act for you</h1>
      <p class="soft">Signed in as ${human.name}. ${client.name} is ${kinds[client.kind]}${
        client.owner === null ? '' : `, and ${client.owner} answers for it`
      }${client.origin === 'registration' ? '. It registered itself: nobody here has checked who it is' : ''}.</p>
      ${problem === undefined ? null : html`<p class="notice" role="alert">${problem}</p>`}
      <form method="post" action="/consent">
        <input type="hidden" name="csrf" value="${session.csrf}">
        <input type="hidden" name="id" value="${pending.id}">
        ${scopes.length === 0 ? html`<p>It asks for no scope: it may only know that it is you.</p>` : html`<h2>What it may do</h2><ul>${scopes.map(scopeRow)}</ul>`}
        ${details.length === 0 ? null : html`<h2>Within these limits</h2><ul>${details.map(detailRow)}</ul>`}
        <dl>
          <dt>Where</dt><dd>${resources.length === 0 ? 'your account here' : resources.join(', ')}</dd>
          <dt>Then back to</dt><dd>${redirectUri}</dd>
        </dl>
        <h2><label for="life">For how long</label></h2>
        <select id="life" name="life">${lives.map(([seconds, words]) => lifeOption(seconds, words))}</select>
        <h2><label for="purpose">What you want it for <span class="soft">(kept with your consent, if you like)</span></label></h2>
        <input type="text" id="purpose" name="purpose" maxlength="200" autocomplete="off">
        <p class="soft">You can take it back at any time on your <a href="/account">account page</a>.</p>
        <div class="row">
          <button name="decision" value="deny">Deny</button>
          <button class="first" name="decision" value="approve">Approve</button>
        </div>
      </form>`,
  });
}

const scopeRow = (scope: string): Html =>
  html`<li><label class="choice"><input type="checkbox" name="scope" value="${scope}" checked> <span>${wordsOf(scope)} <code>${scope}</code></span></label></li>`;

/** `orders.read` says for itself what it is; the words only put it the other way round. */
function wordsOf(scope: string): string {
  const [thing, verb] = scope.split(/[.:]/);
  const verbs: Readonly<Record<string, string>> = { read: 'See', write: 'Change', create: 'Make', delete: 'Delete' };
  const known = verbs[verb ?? ''];
  return known === undefined || thing === undefined || thing === '' ? '' : `${known} your ${thing}`;
}

function detailRow(detail: AuthorizationDetail, index: number): Html {
  const members = Object.entries(detail).filter(([name]) => name !== 'type');
  return html`<li><label class="choice"><input type="checkbox" name="detail" value="${index}" checked> <span><code>${detail.type}</code></span></label>
    <dl>${members.map(([name, value]) => html`<dt>${name}</dt><dd>${sayValue(value)}</dd>`)}</dl></li>`;
}

const sayValue = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const lifeOption = (seconds: number, words: string): Html =>
  seconds === usualLife
    ? html`<option value="${seconds}" selected>${words}</option>`
    : html`<option value="${seconds}">${words}</option>`;

/** As a source of a content policy: where the browser may go after the form. */
function sourceOf(redirectUri: string): string {
  const { origin, protocol } = new URL(redirectUri);
  return origin === 'null' ? protocol : origin;
}
