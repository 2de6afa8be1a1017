// What runs in an agent's process: ordinary OAuth over HTTP, with nothing of the engine but messages.
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { z } from 'zod';
import type { Clock, Random } from '#engine/system/system.ts';
import type { Web, WebAnswer } from '#engine/system/web.ts';
import type { FromAgent, Misdeed, ToAgent, Work } from './messages.ts';

export interface AgentPorts {
  readonly web: Web;
  readonly clock: Pick<Clock, 'now' | 'after'>;
  readonly random: Random;
  /** SHA-256, base64url. */
  readonly digest: (text: string) => string;
  say(message: FromAgent): void;
}

export interface Agent {
  hear(message: ToAgent): void;
}

const exchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange';
const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token';
const tokenForm = z.looseObject({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  scope: z.string().default(''),
});
const errorForm = z.looseObject({ error: z.string() });

/** What an agent does in the shop when it may, one after the other. */
const errands = [
  { scope: 'orders.read', method: 'GET', path: '/orders', body: '' },
  { scope: 'profile.read', method: 'GET', path: '/profile', body: '' },
  { scope: 'orders.write', method: 'POST', path: '/orders', body: '{"item":"coffee beans"}' },
  { scope: 'payments.create', method: 'POST', path: '/payments', body: '{"currency":"EUR","amount":20}' },
] as const;
/** Beyond any limit that the customer gives. */
const tooMuch = '{"currency":"EUR","amount":500}';

interface Key {
  readonly privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
  readonly jwk: JWK;
}

export function createAgent(ports: AgentPorts): Agent {
  let work: Work | null = null;
  let key: Promise<Key> | null = null;
  let token: z.infer<typeof tokenForm> | null = null;
  let turn = 0;
  let cancel = (): void => undefined;

  const newKey = async (): Promise<Key> => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA');
    return { privateKey, jwk: await exportJWK(publicKey) };
  };

  /** RFC 9449 §4.2. */
  async function proof(method: string, url: string, accessToken?: string): Promise<Record<string, string>> {
    if (work === null || !work.bound || work.origin.from === 'theft') return {};
    key ??= newKey();
    const { privateKey, jwk } = await key;
    const claims = {
      htm: method,
      htu: url,
      iat: Math.floor(ports.clock.now() / 1000),
      jti: Buffer.from(ports.random.bytes(16)).toString('base64url'),
      ...(accessToken === undefined ? {} : { ath: ports.digest(accessToken) }),
    };
    return {
      DPoP: await new SignJWT(claims).setProtectedHeader({ typ: 'dpop+jwt', alg: 'EdDSA', jwk }).sign(privateKey),
    };
  }

  /** At the token endpoint, with the agent's own secret (RFC 6749 §2.3.1). */
  async function ask(to: Work, form: Readonly<Record<string, string>>): Promise<WebAnswer> {
    const url = new URL('/token', to.issuer).href;
    const { clientId, clientSecret } = to.account;
    const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
    const headers = {
      'Content-Type': 'application/x-www-form-urlencoded',
      Authorization: `Basic ${basic}`,
      ...(await proof('POST', url)),
    };
    return ports.web.ask({ method: 'POST', url, headers, body: new URLSearchParams(form).toString() });
  }

  function take(answer: WebAnswer, action: string): boolean {
    if (answer.status !== 200) {
      ports.say({ t: 'did', action, object: 'token endpoint', status: answer.status, error: errorOf(answer) });
      return false;
    }
    const { refresh_token: refreshed = token?.refresh_token, ...given } = tokenForm.parse(JSON.parse(answer.body));
    token = refreshed === undefined ? given : { ...given, refresh_token: refreshed };
    ports.say({
      t: 'token',
      token: token.access_token,
      scopes: token.scope.split(' ').filter((scope) => scope !== ''),
    });
    return true;
  }

  async function getToken(to: Work): Promise<boolean> {
    const { origin } = to;
    switch (origin.from) {
      case 'theft':
        token = { access_token: origin.token, scope: 'orders.read' };
        return true;
      case 'consent': {
        const { code, verifier, redirectUri } = origin;
        const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier };
        return take(await ask(to, form), 'token.issued');
      }
      case 'parent':
        return exchange(to, origin.token, origin.scopes);
    }
  }

  /** RFC 8693 §2.1: the parent's token is the subject's, the agent's own the actor's. */
  async function exchange(to: Work, subjectToken: string, scopes: readonly string[]): Promise<boolean> {
    const own = await ask(to, { grant_type: 'client_credentials' });
    if (own.status !== 200) return take(own, 'token.issued');
    const form = {
      grant_type: exchangeGrant,
      subject_token: subjectToken,
      subject_token_type: accessTokenType,
      actor_token: tokenForm.parse(JSON.parse(own.body)).access_token,
      actor_token_type: accessTokenType,
      scope: scopes.join(' '),
    };
    return take(await ask(to, form), 'token.exchanged');
  }

  async function refresh(to: Work): Promise<void> {
    if (token?.refresh_token === undefined) return;
    take(await ask(to, { grant_type: 'refresh_token', refresh_token: token.refresh_token }), 'token.refreshed');
  }

  async function shop(
    to: Work,
    errand: { scope: string; method: 'GET' | 'POST'; path: string; body: string },
  ): Promise<number> {
    if (token === null) return 0;
    const url = new URL(errand.path, to.shop).href;
    const { access_token: value } = token;
    const proven = await proof(errand.method, url, value);
    const scheme = 'DPoP' in proven ? 'DPoP' : 'Bearer';
    const headers = {
      Authorization: `${scheme} ${value}`,
      ...proven,
      ...(errand.body === '' ? {} : { 'Content-Type': 'application/json' }),
    };
    const answer = await ports.web.ask({ method: errand.method, url, headers, body: errand.body });
    const error = answer.status < 400 ? '' : errorOf(answer);
    ports.say({ t: 'did', action: errand.scope, object: errand.path, status: answer.status, error });
    return answer.status;
  }

  /** One errand; a token that is refused is renewed where that is possible, and otherwise tried again and again. */
  async function step(to: Work): Promise<void> {
    if (token === null && !(await getToken(to))) return;
    const scopes = token?.scope.split(' ') ?? [];
    const able = errands.filter(({ scope }) => scopes.includes(scope));
    const errand = able[turn++ % Math.max(1, able.length)];
    if (errand === undefined) return;
    if ((await shop(to, errand)) === 401) await refresh(to);
  }

  /** Uses the token that it has in the shop, and what it has to renew it: for whoever took the consent back it must be dead. */
  async function goOnAnyway(to: Work): Promise<void> {
    const [errand] = errands;
    if ((await shop(to, errand)) === 401) await refresh(to);
  }

  /** RFC 8693 §1.1: its parent's token, and not a word of who acts. Of its own token it has no other subject. */
  async function impersonate(to: Work): Promise<void> {
    const form = {
      grant_type: exchangeGrant,
      subject_token: to.origin.from === 'parent' ? to.origin.token : (token?.access_token ?? ''),
      subject_token_type: accessTokenType,
    };
    take(await ask(to, form), 'token.exchanged');
  }

  async function misbehave(to: Work, how: Misdeed): Promise<void> {
    if (how === 'go_on') return goOnAnyway(to);
    if (how === 'amount') {
      await shop(to, { scope: 'payments.create', method: 'POST', path: '/payments', body: tooMuch });
      return;
    }
    const { origin } = to;
    if (how === 'impersonate') return impersonate(to);
    if (origin.from === 'parent') {
      await exchange(to, origin.token, [...origin.scopes, 'tenant.admin']);
      return;
    }
    const form = {
      grant_type: exchangeGrant,
      subject_token: token?.access_token ?? '',
      subject_token_type: accessTokenType,
      scope: 'tenant.admin',
    };
    take(await ask(to, form), 'token.exchanged');
  }

  async function guarded(action: string, deed: () => Promise<unknown>): Promise<void> {
    try {
      await deed();
    } catch (error) {
      // Nobody answered, or with something that is none of the protocol: said, and tried again with the next turn.
      const reason = error instanceof Error ? error.message : String(error);
      ports.say({ t: 'did', action, object: 'network', status: 0, error: reason });
    }
  }

  function goOn(to: Work): void {
    cancel();
    cancel = ports.clock.after(to.every, () => void guarded('work', () => step(to)).then(() => goOn(to)));
  }

  return {
    hear(message) {
      if (message.t === 'stop') cancel();
      else if (message.t === 'work') {
        work = message;
        void guarded('work', () => step(message)).then(() => goOn(message));
      } else if (work !== null) {
        const to = work;
        void guarded('misbehave', () => misbehave(to, message.how));
      }
    },
  };
}

function errorOf({ body, status }: WebAnswer): string {
  try {
    return errorForm.parse(JSON.parse(body)).error;
  } catch {
    return `status ${status}`;
  }
}
