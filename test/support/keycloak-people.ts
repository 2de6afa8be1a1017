// People in front of the real Keycloak: they sign in on its pages, and say yes to what a client asks for.
export interface Application {
  readonly clientId: string;
  readonly secret: string;
}

export interface Tokens {
  readonly access: string;
  readonly refresh: string;
}

interface Answer {
  readonly status: number;
  readonly error: string;
  readonly tokens: Tokens;
}

/** Where every application of the realm waits for its codes; nobody listens there. */
export const redirectUri = 'http://127.0.0.1:9/callback';

/** Asks the realm's token endpoint as this application. */
export async function askAs(
  realmUrl: string,
  { clientId, secret }: Application,
  form: Readonly<Record<string, string>>,
): Promise<Answer> {
  const body = new URLSearchParams({ client_id: clientId, client_secret: secret, ...form });
  const response = await fetch(`${realmUrl}/protocol/openid-connect/token`, { method: 'POST', body });
  // RFC 6749: what it answers.
  const said = (await response.json()) as {
    readonly error?: string;
    readonly access_token?: string;
    readonly refresh_token?: string;
  };
  const tokens = { access: said.access_token ?? '', refresh: said.refresh_token ?? '' };
  return { status: response.status, error: said.error ?? '', tokens };
}

/** Signs a person in by the browser's road (code flow), consent page included. */
export async function signIn(
  realmUrl: string,
  application: Application,
  person: { readonly username: string; readonly password: string },
  scope: string,
): Promise<Tokens> {
  const cookies = new Map<string, string>();

  async function go(url: string, form?: Readonly<Record<string, string>>): Promise<Response> {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return response;
  }

  const query = new URLSearchParams({
    client_id: application.clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope,
  });
  let response = await go(`${realmUrl}/protocol/openid-connect/auth?${query}`);
  for (let page = 0; page < 6; page += 1) {
    const to = response.headers.get('location');
    const code = to?.startsWith(redirectUri) ? new URL(to).searchParams.get('code') : null;
    if (code !== null) {
      const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri };
      const { status, error, tokens } = await askAs(realmUrl, application, form);
      if (status !== 200) throw new Error(`the code was not taken: ${error}`);
      return tokens;
    }
    if (to !== null) {
      response = await go(new URL(to, realmUrl).href);
      continue;
    }
    const html = await response.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    if (action === undefined)
      throw new Error(`a page without a form, status ${response.status}: ${html.slice(0, 300)}`);
    const isConsent = html.includes('name="accept"');
    const hidden = /name="code"[^>]*value="([^"]*)"/.exec(html)?.[1] ?? '';
    response = await go(
      new URL(action, realmUrl).href,
      isConsent ? { code: hidden, accept: 'Yes' } : { ...person, credentialId: '' },
    );
  }
  throw new Error('signing in went in circles');
}
