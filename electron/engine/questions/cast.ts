// Who appears in the checks. Every check asks for whom it needs; each is made once a run.
import type { Customer, Lab, TokenAnswer } from './lab.ts';
import { redirectUri, resource } from './lab.ts';
import type { MadeClient, WantedClient } from './ports.ts';

export const exchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange';
export const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token';
/** Type of the `authorization_details` (RFC 9396) by which payments are limited. */
export const paymentType = 'payment';

const nobody: Omit<WantedClient, 'name' | 'kind'> = {
  grants: ['client_credentials', exchangeGrant],
  scopes: [],
  resources: [resource],
  detailTypes: [],
  redirectUris: [],
  mayActFor: [],
  mayIntrospect: false,
};
const onBehalf = {
  grants: ['authorization_code', 'refresh_token', 'client_credentials', exchangeGrant],
  redirectUris: [redirectUri],
} as const;

/** A nightly job: no human anywhere. */
export const job = (lab: Lab): Promise<MadeClient> =>
  lab.client({
    ...nobody,
    name: 'Questions: nightly job',
    kind: 'oauth_client',
    scopes: ['orders.read', 'orders.write'],
  });

/** An assistant that a customer connects. */
export const assistant = (lab: Lab): Promise<MadeClient> =>
  lab.client({
    ...nobody,
    ...onBehalf,
    name: 'Questions: assistant',
    kind: 'agent',
    scopes: ['orders.read', 'orders.write', 'profile.read'],
  });

/** An assistant that may pay, up to an amount. */
export const payer = (lab: Lab): Promise<MadeClient> =>
  lab.client({
    ...nobody,
    ...onBehalf,
    name: 'Questions: payer',
    kind: 'agent',
    scopes: ['payments.create'],
    detailTypes: [paymentType],
  });

/** A sub-agent that may act on the assistant's tokens. */
export const helper = async (lab: Lab): Promise<MadeClient> =>
  lab.client({
    ...nobody,
    name: 'Questions: sub-agent',
    kind: 'agent',
    scopes: ['orders.read'],
    mayActFor: [(await assistant(lab)).clientId],
  });

/** The resource server: it may introspect every token. */
export const shop = (lab: Lab): Promise<MadeClient> =>
  lab.client({ ...nobody, name: 'Questions: shop', kind: 'service_account', mayIntrospect: true });

export const ana = (lab: Lab): Promise<Customer> => lab.customer('Ana (questions)');

/** The customer connects a client and leaves everything ticked but what is named. */
export async function connect(
  lab: Lab,
  client: MadeClient,
  form: Readonly<Record<string, string>>,
  untick: readonly string[] = [],
): Promise<TokenAnswer> {
  const customer = await ana(lab);
  const authorization = await lab.authorize(client, customer, form);
  if (authorization.page.forms.length === 0) return lab.redeem(client, authorization, authorization.page);
  const done = await customer.browser.press(authorization.page, { button: /approve|allow/i, untick });
  return lab.redeem(client, authorization, done);
}

/** The sub-agent exchanges somebody's token, with its own as the actor's (RFC 8693 §2.1). */
export async function actFor(
  lab: Lab,
  actor: MadeClient,
  subjectToken: string,
  form: Readonly<Record<string, string>> = {},
): Promise<TokenAnswer> {
  const own = await lab.token(actor, { grant_type: 'client_credentials', resource });
  if (!own.ok) return own;
  return lab.token(actor, {
    grant_type: exchangeGrant,
    subject_token: subjectToken,
    subject_token_type: accessTokenType,
    actor_token: own.accessToken,
    actor_token_type: accessTokenType,
    ...form,
  });
}

/** Fails the check with what the target said instead of a token. */
export function mustHave(answer: TokenAnswer, what: string): Extract<TokenAnswer, { readonly ok: true }> {
  if (!answer.ok) throw new Error(`${what} was refused: ${answer.error} (${answer.status})`);
  return answer;
}
