import { decodeJwt } from 'jose';
import { z } from 'zod';
import type { WebAnswer } from '#engine/system/web.ts';
import type { Instant } from '#shared/model/fact.ts';
import { type Browser, createBrowser, type Page } from './browser.ts';
import type { Desk, MadeClient, WantedClient } from './ports.ts';
import type { Recorder } from './recorder.ts';

/** Members of RFC 8414 §2 that the checks read. */
const metadataForm = z.looseObject({
  issuer: z.string(),
  token_endpoint: z.string(),
  authorization_endpoint: z.string().optional(),
  introspection_endpoint: z.string().optional(),
  revocation_endpoint: z.string().optional(),
  grant_types_supported: z.array(z.string()).default([]),
  dpop_signing_alg_values_supported: z.array(z.string()).default([]),
});
export type Metadata = z.infer<typeof metadataForm>;

const tokenForm = z.looseObject({
  access_token: z.string(),
  token_type: z.string(),
  expires_in: z.number().optional(),
  refresh_token: z.string().optional(),
  scope: z.string().optional(),
});
const errorForm = z.looseObject({ error: z.string() });
const introspectionForm = z.looseObject({ active: z.boolean() });

const actForm: z.ZodType<Act> = z.lazy(() => z.looseObject({ sub: z.string(), act: actForm.optional() }));
interface Act {
  readonly sub: string;
  readonly act?: Act | undefined;
}
const claimsForm = z.looseObject({
  sub: z.string().optional(),
  aud: z.union([z.string(), z.array(z.string())]).optional(),
  scope: z.string().optional(),
  iat: z.number().optional(),
  exp: z.number().optional(),
  act: actForm.optional(),
  cnf: z.looseObject({ jkt: z.string().optional() }).optional(),
  jti: z.string().optional(),
});
export type Claims = z.infer<typeof claimsForm>;

/** What the token endpoint answered: a token, or an error code. */
export type TokenAnswer =
  | {
      readonly ok: true;
      readonly accessToken: string;
      readonly refreshToken: string | null;
      readonly tokenType: string;
      readonly scopes: readonly string[];
      readonly lifetime: number | null;
      readonly claims: Claims;
    }
  | { readonly ok: false; readonly status: number; readonly error: string };

export interface Customer {
  readonly id: string;
  readonly code: string;
  readonly browser: Browser;
}

/** A place to ask the target as its clients, its customers and its analyst would. What is made once is made once a run. */
export interface Lab {
  readonly issuer: string;
  readonly recorder: Recorder;
  readonly desk: Desk;
  /** 256 bits, base64url. */
  randomText(): string;
  now(): Instant;
  metadata(): Promise<Metadata>;
  client(wanted: WantedClient): Promise<MadeClient>;
  customer(name: string): Promise<Customer>;
  token(
    client: MadeClient,
    form: Readonly<Record<string, string>>,
    headers?: Record<string, string>,
  ): Promise<TokenAnswer>;
  /** null: not active, or not for this caller. */
  introspect(caller: MadeClient, token: string): Promise<Claims | null>;
  /** The page that an authorization request leads to, after the customer has signed in. */
  authorize(client: MadeClient, customer: Customer, form: Readonly<Record<string, string>>): Promise<Authorization>;
  /** What the last answer of a page leads to: a code is redeemed. */
  redeem(client: MadeClient, authorization: Authorization, page: Page): Promise<TokenAnswer>;
}

export interface Authorization {
  readonly page: Page;
  readonly verifier: string;
}

export const redirectUri = 'https://assistant.example/callback';
/** The resource that all tokens of the checks are for. */
export const resource = 'https://shop.example/api';

export interface LabParts {
  readonly issuer: string;
  readonly recorder: Recorder;
  readonly desk: Desk;
  readonly randomText: () => string;
  readonly now: () => Instant;
  /** PKCE's S256 of a verifier (RFC 7636 §4.2). */
  readonly challengeOf: (verifier: string) => string;
}

export function createLab({ issuer, recorder, desk, randomText, now, challengeOf }: LabParts): Lab {
  const made = new Map<string, Promise<unknown>>();
  /** What is asked for twice under a name is made once. */
  function once<T>(name: string, make: () => Promise<T>): Promise<T> {
    const known = made.get(name);
    // Every name is used with one type only.
    if (known !== undefined) return known as Promise<T>;
    const making = make();
    made.set(name, making);
    return making;
  }

  async function discover(): Promise<Metadata> {
    const answer = await recorder.ask({ url: new URL('/.well-known/oauth-authorization-server', issuer).href });
    return metadataForm.parse(JSON.parse(answer.body));
  }

  const basic = ({ clientId, clientSecret }: MadeClient): string =>
    `Basic ${Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64')}`;

  const lab: Lab = {
    issuer,
    recorder,
    desk,
    randomText,
    now,
    metadata: () => once('metadata', discover),
    client: (wanted) => once(`client ${wanted.name}`, () => desk.createClient(wanted)),
    customer: (name) =>
      once(`customer ${name}`, async () => ({
        ...(await desk.addHuman(name)),
        browser: createBrowser(recorder, new URL(issuer).origin),
      })),
    async token(client, form, headers = {}) {
      const { token_endpoint: url } = await lab.metadata();
      return readToken(await recorder.post(url, form, { Authorization: basic(client), ...headers }));
    },
    async introspect(caller, token) {
      const { introspection_endpoint: url } = await lab.metadata();
      if (url === undefined) return null;
      const answer = await recorder.post(url, { token }, { Authorization: basic(caller) });
      const said = introspectionForm.parse(JSON.parse(answer.body));
      return said.active ? claimsForm.parse(said) : null;
    },
    async authorize(client, customer, form) {
      const { authorization_endpoint: endpoint } = await lab.metadata();
      if (endpoint === undefined) throw new Error('the metadata names no authorization endpoint');
      const verifier = randomText();
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: client.clientId,
        redirect_uri: redirectUri,
        code_challenge: challengeOf(verifier),
        code_challenge_method: 'S256',
        state: randomText(),
        resource,
        ...form,
      });
      const first = await customer.browser.open(`${endpoint}?${query.toString()}`);
      return { page: await signIn(customer, first), verifier };
    },
    async redeem(client, { verifier }, page) {
      const answer = new URL(page.url).searchParams;
      const code = answer.get('code');
      if (code === null) return { ok: false, status: page.status, error: answer.get('error') ?? 'no_code' };
      return lab.token(client, {
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: verifier,
      });
    },
  };
  return lab;
}

/** Fills in the one text field of a sign-in page; any other page is left as it is. */
export async function signIn({ browser, code }: Customer, page: Page): Promise<Page> {
  const button = /^(sign in|log in)$/i;
  const form = page.forms.find(({ buttons }) => buttons.some(({ label }) => button.test(label)));
  const field = form?.fields.find(({ type }) => type === 'text' || type === 'password');
  if (field === undefined) return page;
  return browser.press(page, { button, fill: { [field.name]: code } });
}

function readToken({ status, body }: WebAnswer): TokenAnswer {
  const json: unknown = JSON.parse(body);
  if (status !== 200) return { ok: false, status, error: errorForm.parse(json).error };
  const { access_token: accessToken, token_type: tokenType, ...said } = tokenForm.parse(json);
  return {
    ok: true,
    accessToken,
    tokenType,
    refreshToken: said.refresh_token ?? null,
    scopes: said.scope?.split(' ') ?? [],
    lifetime: said.expires_in ?? null,
    claims: claimsOf(accessToken),
  };
}

/** An opaque token says nothing of itself. */
function claimsOf(token: string): Claims {
  try {
    return claimsForm.parse(decodeJwt(token));
  } catch {
    return {};
  }
}
