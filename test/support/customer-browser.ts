// A customer's browser as far as the issuer's pages need one: cookies, forms and redirects over real HTTP.
import { createHash, randomBytes } from 'node:crypto';

interface Page {
  readonly url: string;
  readonly html: string;
  /** As the page's header says it; empty: the browser's own. */
  readonly referrerPolicy: string;
}

interface Field {
  readonly name: string;
  readonly value: string;
  /** A button, sent only when it is pressed. */
  readonly button: boolean;
}

const attribute = (tag: string, name: string): string =>
  (new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '').replaceAll('&amp;', '&');

const fieldsOf = (html: string): Field[] =>
  [...html.matchAll(/<(input|button)\b[^>]*>/g)].map(([tag, element]) => ({
    name: attribute(tag, 'name'),
    value: attribute(tag, 'value'),
    button: element === 'button' || attribute(tag, 'type') === 'submit',
  }));

/** Fetch standard, “append a request `Origin` header”. */
const originOf = ({ url, referrerPolicy }: Page): string =>
  referrerPolicy === 'no-referrer' ? 'null' : new URL(url).origin;

interface CustomerBrowser {
  /** Goes where redirects lead, until a page stands there or one leads away from the issuer. */
  open(url: string): Promise<Page>;
  /** Sends the page's form. `values` fills fields and presses buttons; `untick` leaves values of check boxes out. */
  submit(page: Page, values: Readonly<Record<string, string>>, untick?: readonly string[]): Promise<Page>;
}

export function customerBrowser(issuer: string): CustomerBrowser {
  const cookies = new Map<string, string>();
  async function ask(url: string, init: RequestInit): Promise<Page> {
    let next = { url, init };
    for (let steps = 0; steps < 10; steps += 1) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const headers = { ...next.init.headers, ...(cookie === '' ? {} : { cookie }) };
      const answer = await fetch(next.url, { ...next.init, headers, redirect: 'manual' });
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      }
      const html = await answer.text();
      const location = answer.headers.get('location');
      const referrerPolicy = answer.headers.get('referrer-policy') ?? '';
      if (location === null) return { url: next.url, html, referrerPolicy };
      const target = new URL(location, next.url).href;
      if (!target.startsWith(`${issuer}/`)) return { url: target, html: '', referrerPolicy: '' };
      next = { url: target, init: {} };
    }
    throw new Error('the issuer redirects in a circle');
  }
  return {
    open: (url) => ask(url, {}),
    submit(page, values, untick = []) {
      const body = new URLSearchParams();
      for (const { name, value, button } of fieldsOf(page.html)) {
        if (name !== '' && !button && !(name in values) && !untick.includes(value)) body.append(name, value);
      }
      for (const [name, value] of Object.entries(values)) body.append(name, value);
      const action = /<form[^>]*\saction="([^"]*)"/.exec(page.html)?.[1]?.replaceAll('&amp;', '&') ?? page.url;
      return ask(new URL(action, page.url).href, {
        method: 'POST',
        headers: { origin: originOf(page), 'content-type': 'application/x-www-form-urlencoded' },
        body,
      });
    },
  };
}

interface Wish {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly resource: string;
}

/** The customer signs in with the code and lets the agent act; answers what the agent needs to get its token. */
export async function giveConsent(
  issuer: string,
  signInCode: string,
  { clientId, redirectUri, scope, resource }: Wish,
  untick: readonly string[] = [],
): Promise<{ readonly code: string; readonly verifier: string }> {
  const browser = customerBrowser(issuer);
  const verifier = randomBytes(32).toString('base64url');
  const wish = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    resource,
    state: 'state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const signIn = await browser.open(`${issuer}/authorize?${wish}`);
  const consent = await browser.submit(signIn, { code: signInCode });
  const back = await browser.submit(consent, { decision: 'approve' }, untick);
  const code = new URL(back.url).searchParams.get('code');
  if (code === null) throw new Error(`no code came back: ${back.url}`);
  return { code, verifier };
}
