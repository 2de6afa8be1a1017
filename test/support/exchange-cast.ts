// Ana, her assistant and those who may act after it: the cast of every test about token exchange.
import { decodeJwt } from 'jose';
import type { Client, Token } from '#engine/issuer/model.ts';
import { testNow } from './builders.ts';
import { aSigningKey } from './forged-jwts.ts';
import { aClient, aConsent, aConsentedGrant, aHuman } from './issuer-builders.ts';
import {
  accessTokenType,
  exchangeGrant,
  type Headers,
  issuerInMemory,
  type Parameters,
  proofFor,
} from './issuer-in-memory.ts';

export const shop = 'https://shop.example/';
export const mail = 'https://mail.example/';
export const key = aSigningKey('EdDSA');
const scopes = ['orders.read', 'orders.write', 'payments'];
const details = [{ type: 'payment', actions: ['pay', 'status'], amount: { currency: 'EUR', value: '50.00' } }];
export const { policy } = aClient();
/** What Ana let her assistant do. */
export const consented = {
  clientId: 'assistant',
  sub: 'hum_ana',
  actors: ['assistant'],
  scopes,
  audience: [shop],
  details,
  grantId: 'grant-1',
  consentId: 'consent-1',
  via: 'authorization_code',
} as const satisfies Partial<Token>;

export function exchangeCast() {
  const issuer = issuerInMemory();
  const agent = {
    kind: 'agent',
    grants: ['client_credentials', exchangeGrant],
    scopes,
    detailTypes: ['payment'],
  } as const;
  issuer.addClient({ ...agent, id: 'assistant', policy: { ...policy, humanApproves: ['payments'] } });
  issuer.addClient({
    ...agent,
    id: 'helper',
    mayActFor: ['assistant'],
    scopes: ['orders.read', 'payments', 'refunds'],
  });
  issuer.addClient({ ...agent, id: 'clerk', mayActFor: ['helper', 'app'], policy: { ...policy, exchangeTo: [mail] } });
  issuer.addClient({ ...agent, id: 'stranger' });
  issuer.addClient({ ...agent, id: 'app', kind: 'oauth_client', mayActFor: ['assistant'] });
  issuer.addClient({ ...agent, id: 'page', kind: 'oauth_client', auth: 'none', secrets: [], mayActFor: ['assistant'] });
  issuer.apply(
    { is: 'human', human: aHuman() },
    { is: 'consent', consent: aConsent({ clientId: 'assistant', scopes }) },
    { is: 'grant', grant: aConsentedGrant({ clientId: 'assistant', scopes }) },
  );
  const change = (id: string, values: Partial<Client>): void => {
    const client = issuer.state.clients.get(id);
    if (client !== undefined) issuer.apply({ is: 'client', client: { ...client, ...values } });
  };
  const ofAna = async (values: Partial<Token> = {}): Promise<string> =>
    (await issuer.issue({ ...consented, ...values })).value;
  /** Its own client credentials token. */
  const own = async (id: string, values: Partial<Token> = {}): Promise<string> =>
    (await issuer.issue({ clientId: id, sub: id, scopes: [], ...values })).value;
  const exchange = (as: string, subject: string, parameters: Parameters = {}, headers: Headers = {}) =>
    issuer.post(
      '/token',
      as,
      { grant_type: exchangeGrant, subject_token: subject, subject_token_type: accessTokenType, ...parameters },
      headers,
    );
  const act = async (as: string, subject: string, parameters: Parameters = {}, headers: Headers = {}) =>
    exchange(as, subject, { actor_token: await own(as), actor_token_type: accessTokenType, ...parameters }, headers);
  const proof = (jti: string, by = key): Headers => ({ dpop: proofFor('/token', by, { iat: testNow, jti }) });
  return { ...issuer, change, ofAna, own, exchange, act, proof };
}

export const claimsIn = (body: Readonly<Record<string, unknown>>) => decodeJwt(String(body['access_token']));
