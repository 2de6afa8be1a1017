// How the company's clients are registered: most of them as they should be.

import { dayMs } from '#shared/lib/duration.ts';
import type { CredentialKind } from '#shared/model/credential.ts';
import { unknown } from '#shared/model/fact.ts';
import type { Identity } from '#shared/model/identity.ts';
import type { Registration, ServerTraits } from '#shared/model/registration.ts';
import type { Draft, TenantKey } from './draft.ts';

const unsaid = unknown('not_recorded');

/** Auth0 was opened for a partner fair and never closed again; Keycloak was set up before RFC 9207. */
const servers: Readonly<Record<TenantKey, ServerTraits>> = {
  'keycloak-prod': {
    registration: 'token',
    documents: 'closed',
    challengeMethods: ['plain', 'S256'],
    namesIssuer: false,
  },
  'auth0-customers': { registration: 'anybody', documents: unsaid, challengeMethods: ['S256'], namesIssuer: unsaid },
  'okta-workforce': { registration: 'token', documents: 'closed', challengeMethods: ['S256'], namesIssuer: unsaid },
  'entra-corp': { registration: 'closed', documents: 'closed', challengeMethods: unsaid, namesIssuer: unsaid },
};

const mcpServer = 'https://mcp.northwind.example/mcp';

/** What is wrong with whose registration; `changed`: days since it was changed. */
const special: Readonly<Record<string, Partial<Registration> & { readonly changed?: number }>> = {
  'crm-bridge': {
    redirectUris: ['https://crm.northwind.example/*'],
    redirectMatch: 'pattern',
    grantTypes: ['authorization_code', 'refresh_token', 'password'],
  },
  'zapier-orders': {
    responseTypes: ['code', 'token'],
    grantTypes: ['authorization_code', 'implicit', 'refresh_token'],
  },
  'partner-feed-vela': {
    redirectUris: ['http://feeds.vela-media.test/callback'],
    clientUri: 'https://vela.example/',
    way: 'dynamic',
    changed: 20,
  },
  'gift-card-agent': { audiences: [], grantTypes: ['authorization_code'] },
  'price-scout': {
    audiences: [mcpServer],
    clientType: 'public',
    authMethod: 'none',
    grantTypes: ['authorization_code'],
    redirectUris: ['com.northwind.scout:/callback'],
    pkce: 'optional',
    way: 'dynamic',
  },
  // A chat in the page, of which the company did not know that it speaks MCP; the other one was tried once.
  'points-web-uk': { audiences: [mcpServer], way: 'dynamic' },
  'fuel-console-pl': { way: 'dynamic' },
};

const methods: ReadonlySet<string> = new Set(['client_secret_basic', 'client_secret_post']);

const otherMethods: ReadonlyMap<CredentialKind, string> = new Map([
  ['secret_jwt', 'client_secret_jwt'],
  ['private_key_jwt', 'private_key_jwt'],
  ['mtls', 'tls_client_auth'],
]);

function authMethodOf({ credentials: [first] }: Draft): string {
  if (first?.kind === 'client_secret')
    return methods.has(first.vendorKind ?? '') ? (first.vendorKind ?? '') : 'client_secret_basic';
  return otherMethods.get(first?.kind ?? 'none') ?? 'none';
}

/** Nobody looked at the chat since it was put into the page. */
export const rotates = (draft: Draft): boolean => draft.name !== 'points-web-uk' && (draft.rotates ?? false);

const registers: ReadonlySet<Identity['kind']> = new Set(['oauth_client', 'service_account', 'agent']);

/** Entra says of most applications what its portal asks for, which is not this. */
export function registrationOf(draft: Draft, asOf: number): Pick<Identity, 'registration'> {
  if (!registers.has(draft.kind) || draft.tenant === 'entra-corp') return {};
  const signsIn = draft.kind === 'oauth_client';
  const authMethod = authMethodOf(draft);
  const { changed, ...own } = special[draft.name] ?? {};
  return {
    registration: {
      redirectUris: signsIn ? [`https://${draft.name}.northwind.example/callback`] : [],
      redirectMatch: 'exact',
      grantTypes: signsIn
        ? ['authorization_code', ...(draft.refresh === undefined ? [] : ['refresh_token'])]
        : ['client_credentials'],
      responseTypes: signsIn ? ['code'] : [],
      audiences: ['https://api.northwind.example/'],
      authMethod,
      clientType: authMethod === 'none' ? 'public' : 'confidential',
      applicationType: unsaid,
      pkce: signsIn ? 'S256' : unsaid,
      clientUri: signsIn ? 'https://www.northwind.example/' : unsaid,
      metadataUris: [],
      way: 'administrator',
      changedAt: changed === undefined ? unsaid : asOf - changed * dayMs,
      server: servers[draft.tenant],
      ...own,
    },
  };
}
