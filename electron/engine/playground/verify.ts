// The two ways in which a resource server tells whether a token is good.
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { z } from 'zod';
import { OAuthError } from '#engine/issuer/oauth-error.ts';
import type { HttpRequest } from '#engine/issuer/ports.ts';
import { type ProofPorts, verifyProof } from '#engine/issuer/tokens/dpop.ts';
import type { Web } from '#engine/system/web.ts';
import { type Bearer, ShopRefusal, type Verify } from './shop.ts';

export interface VerifyParts {
  readonly issuer: string;
  /** The `aud` that its tokens have. */
  readonly resource: string;
  readonly web: Web;
  readonly proof: ProofPorts;
}

type Act = { readonly sub: string; readonly act?: Act | undefined };
const actForm: z.ZodType<Act> = z.lazy(() => z.looseObject({ sub: z.string(), act: actForm.optional() }));
const claimsForm = z.looseObject({
  jti: z.string(),
  client_id: z.string(),
  sub: z.string(),
  aud: z.union([z.string(), z.array(z.string())]),
  scope: z.string().default(''),
  act: actForm.optional(),
  cnf: z.looseObject({ jkt: z.string().optional() }).optional(),
  authorization_details: z.array(z.looseObject({ type: z.string() })).default([]),
});
const jwksForm = z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })) });

/**
 * RFC 9068 §4: signature, issuer, audience and times, and nobody is asked. A token that was revoked is good until its
 * `exp`.
 */
export function localVerifier({ issuer, resource, web, proof }: VerifyParts): Verify {
  let keys: Promise<ReturnType<typeof createLocalJWKSet>> | null = null;

  async function fetchKeys(): Promise<ReturnType<typeof createLocalJWKSet>> {
    const answer = await web.ask({ method: 'GET', url: `${issuer}/jwks`, headers: {}, body: '' });
    // Checked to be a set of keys; what is in one jose looks at.
    return createLocalJWKSet(jwksForm.parse(JSON.parse(answer.body)) as JSONWebKeySet);
  }

  async function check(token: string): Promise<JWTPayload> {
    keys ??= fetchKeys();
    const options = { issuer, audience: resource, typ: 'at+jwt', currentDate: new Date(proof.clock.now()) };
    try {
      return (await jwtVerify(token, await keys, options)).payload;
    } catch (error) {
      // The issuer has rolled its keys over since they were fetched.
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      keys = fetchKeys();
      return (await jwtVerify(token, await keys, options)).payload;
    }
  }

  return async (request, url) => {
    const { scheme, token } = presented(request);
    let claims: JWTPayload;
    try {
      claims = await check(token);
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
      throw new ShopRefusal(401, 'invalid_token', `verified locally: ${error.message}`);
    }
    return accept(claims, { scheme, token, request, url, resource, proof });
  };
}

export interface IntrospectionParts extends VerifyParts {
  /** The resource server's own credentials. */
  readonly account: { readonly clientId: string; readonly clientSecret: string };
}

/** RFC 7662: the issuer is asked about every token, so that a revoked one is refused at once. */
export function introspectionVerifier({ issuer, resource, web, proof, account }: IntrospectionParts): Verify {
  const { clientId, clientSecret } = account;
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
  return async (request, url) => {
    const { scheme, token } = presented(request);
    const answer = await web.ask({
      method: 'POST',
      url: `${issuer}/introspect`,
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Authorization: `Basic ${basic}` },
      body: new URLSearchParams({ token }).toString(),
    });
    const said = z.looseObject({ active: z.boolean() }).parse(JSON.parse(answer.body));
    if (!said.active) throw new ShopRefusal(401, 'invalid_token', 'the issuer says that the token is not active');
    return accept(said, { scheme, token, request, url, resource, proof });
  };
}

/** RFC 6750 §2.1, RFC 9449 §7.1. */
function presented({ headers }: HttpRequest): { readonly scheme: string; readonly token: string } {
  const [first = '', ...more] = headers.get('authorization') ?? [];
  const [scheme = '', token = '', ...rest] = first.split(' ');
  if (more.length > 0 || rest.length > 0 || token === '' || !/^(bearer|dpop)$/i.test(scheme)) {
    throw new ShopRefusal(401, 'invalid_request', 'there is no token');
  }
  return { scheme: scheme.toLowerCase(), token };
}

interface Presentation {
  readonly scheme: string;
  readonly token: string;
  readonly request: HttpRequest;
  readonly url: string;
  readonly resource: string;
  readonly proof: ProofPorts;
}

async function accept(
  claims: unknown,
  { scheme, token, request, url, resource, proof }: Presentation,
): Promise<Bearer> {
  const parsed = claimsForm.safeParse(claims);
  if (!parsed.success) throw new ShopRefusal(401, 'invalid_token', 'the token lacks what RFC 9068 §2.2 demands');
  const { data } = parsed;
  if (![data.aud].flat().includes(resource))
    throw new ShopRefusal(401, 'invalid_token', 'the token is for somebody else');
  const bound = data.cnf?.jkt;
  if (bound === undefined && scheme === 'dpop') throw new ShopRefusal(401, 'invalid_token', 'the token is not bound');
  if (bound !== undefined) {
    if (scheme !== 'dpop')
      throw new ShopRefusal(401, 'invalid_token', 'the token is bound to a key that was not proven');
    try {
      await verifyProof(request.headers, request.method, url, { accessToken: token, expectedJkt: bound }, proof);
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      throw new ShopRefusal(401, 'invalid_dpop_proof', error.reason);
    }
  }
  return {
    jti: data.jti,
    clientId: data.client_id,
    sub: data.sub,
    actors: actorsOf(data.act),
    scopes: data.scope.split(' ').filter((scope) => scope !== ''),
    details: data.authorization_details,
  };
}

/** From the first actor to the last: inside out (RFC 8693 §4.1). */
const actorsOf = (act: Act | undefined): string[] => (act === undefined ? [] : [...actorsOf(act.act), act.sub]);
