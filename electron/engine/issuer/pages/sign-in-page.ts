import { type BrowserSession, cookieOf } from '#engine/issuer/browsing.ts';
import type { HttpResponse } from '#engine/issuer/ports.ts';
import { html } from './html.ts';
import { page } from './page.ts';

export interface SignInParts {
  readonly session: BrowserSession;
  /** Where to go on: a path of the issuer. */
  readonly next: string;
  /** Who waits for the answer; empty: nobody but the customer. */
  readonly asker: string;
  readonly problem?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export function signInPage({ session, next, asker, problem, status = 200, headers = {} }: SignInParts): HttpResponse {
  return page({
    title: 'Sign in',
    status,
    headers: { ...cookieOf(session), ...headers },
    body: html`<h1>Sign in</h1>
      ${asker === '' ? null : html`<p><strong>${asker}</strong> wants to act for you. Sign in to see what it asks for.</p>`}
      ${problem === undefined ? null : html`<p class="notice" role="alert">${problem}</p>`}
      <form method="post" action="/sign-in">
        <input type="hidden" name="csrf" value="${session.csrf}">
        <input type="hidden" name="next" value="${next}">
        <p><label for="code">Your sign-in code</label></p>
        <input type="text" id="code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" autofocus required maxlength="64">
        <p class="soft">It was shown once, when your account was made.</p>
        <div class="row"><button class="first">Sign in</button></div>
      </form>`,
  });
}
