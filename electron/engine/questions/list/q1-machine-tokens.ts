import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { accessTokenType, exchangeGrant, job, mustHave } from '#engine/questions/cast.ts';
import { notExposed, passUnless, type Question } from '#engine/questions/check.ts';
import { resource } from '#engine/questions/lab.ts';

const longest = 3600;

export const machineTokens: Question = {
  id: 'q1',
  question: 'Can it issue scoped, short-lived tokens for machine clients and agents, not just user sessions?',
  checks: [
    {
      id: 'scoped',
      title: 'A machine gets the one scope that it asks for, for one resource',
      async run(lab) {
        const asked = { grant_type: 'client_credentials', scope: 'orders.read', resource };
        const { scopes, claims } = mustHave(await lab.token(await job(lab), asked), 'a token of its own');
        const audience = [claims.aud ?? []].flat();
        return passUnless(
          [
            scopes.join(' ') !== 'orders.read' && `it was given ${scopes.join(' ') || 'no scope'}`,
            audience.join(' ') !== resource && `its audience is ${audience.join(' ') || 'not said'}`,
          ],
          `scope orders.read, audience ${resource}`,
        );
      },
    },
    {
      id: 'short_lived',
      title: 'The token lives an hour at most, and comes without a refresh token',
      async run(lab) {
        const asked = { grant_type: 'client_credentials', scope: 'orders.read', resource };
        const { claims, lifetime, refreshToken } = mustHave(
          await lab.token(await job(lab), asked),
          'a token of its own',
        );
        const { exp, iat } = claims;
        const seconds = exp !== undefined && iat !== undefined ? exp - iat : lifetime;
        if (seconds === null) return notExposed('neither the answer nor the token says how long it lives');
        return passUnless(
          [
            seconds > longest && `it lives ${seconds} s`,
            refreshToken !== null && 'a refresh token came with it (RFC 6749 §4.4.3)',
          ],
          `it lives ${seconds} s, no refresh token`,
        );
      },
    },
    {
      id: 'no_more',
      title: 'A scope that the client lacks is refused, not left out',
      async run(lab) {
        const asked = { grant_type: 'client_credentials', scope: 'orders.read tenant.admin', resource };
        const answer = await lab.token(await job(lab), asked);
        const said = answer.ok ? `a token with ${answer.scopes.join(' ') || 'no scope'}` : answer.error;
        return passUnless([said !== 'invalid_scope' && `the answer was ${said}`], 'invalid_scope');
      },
    },
    {
      id: 'bound',
      title: 'A token can be bound to the key of its holder (DPoP)',
      async run(lab) {
        const { dpop_signing_alg_values_supported: algorithms, token_endpoint: url } = await lab.metadata();
        if (!algorithms.includes('ES256')) return notExposed('the metadata offers no DPoP with ES256');
        const { privateKey, publicKey } = await generateKeyPair('ES256');
        const proof = await new SignJWT({ htm: 'POST', htu: url, jti: lab.randomText() })
          .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: await exportJWK(publicKey) })
          .setIssuedAt(Math.floor(lab.now() / 1000))
          .sign(privateKey);
        const asked = { grant_type: 'client_credentials', scope: 'orders.read', resource };
        const { claims, tokenType } = mustHave(
          await lab.token(await job(lab), asked, { DPoP: proof }),
          'a bound token',
        );
        return passUnless(
          [
            tokenType.toLowerCase() !== 'dpop' && `token_type is ${tokenType}`,
            claims.cnf?.jkt === undefined && 'the token names no key (cnf.jkt)',
          ],
          'token_type DPoP, cnf.jkt names the key',
        );
      },
    },
    {
      id: 'exchange_narrows',
      title: 'A token can be exchanged for one with less (RFC 8693)',
      async run(lab) {
        const { grant_types_supported: grants } = await lab.metadata();
        if (!grants.includes(exchangeGrant)) return notExposed('the metadata does not offer token exchange');
        const client = await job(lab);
        const asked = { grant_type: 'client_credentials', scope: 'orders.read orders.write', resource };
        const wide = mustHave(await lab.token(client, asked), 'a token of its own');
        const exchange = {
          grant_type: exchangeGrant,
          subject_token: wide.accessToken,
          subject_token_type: accessTokenType,
        };
        const narrow = mustHave(await lab.token(client, { ...exchange, scope: 'orders.read' }), 'a narrower token');
        const wider = await lab.token(client, {
          ...exchange,
          subject_token: narrow.accessToken,
          scope: 'orders.write',
        });
        return passUnless(
          [
            narrow.scopes.join(' ') !== 'orders.read' && `the exchange gave ${narrow.scopes.join(' ')}`,
            (narrow.claims.exp ?? 0) > (wide.claims.exp ?? 0) && 'the narrower token lives longer',
            wider.ok && 'the narrow token was exchanged for a wider one',
          ],
          'orders.read orders.write became orders.read, no longer than before, and nothing leads back',
        );
      },
    },
  ],
};
