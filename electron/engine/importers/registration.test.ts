import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { mostUris, type Registration } from '#shared/model/registration.ts';
import { collectImport } from '#test/conformance/collect-import.ts';

const ports = {
  sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
  fingerprint: (secret: string) => `sha256:${createHmac('sha256', 'key').update(secret).digest('hex').slice(0, 12)}`,
};

async function registrations(value: unknown, file = 'f.json'): Promise<Readonly<Record<string, Registration>>> {
  const { identities, problems } = await collectImport(file, new TextEncoder().encode(JSON.stringify(value)), ports);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return Object.fromEntries(
    identities.flatMap(({ identity }) =>
      identity.registration === undefined ? [] : [[identity.name, identity.registration]],
    ),
  );
}

const unsaid = { unknown: 'not_in_export' };

describe('how vendors say that a client is registered', () => {
  const policies = 'org.keycloak.services.clientregistration.policy.ClientRegistrationPolicy';
  const trusted = (sender: string, uris: string) => ({
    providerId: 'trusted-hosts',
    subType: 'anonymous',
    config: { 'host-sending-registration-request-must-match': [sender], 'client-uris-must-match': [uris] },
  });
  const realm = (anonymous: readonly unknown[]) => ({
    id: 'acme',
    realm: 'acme',
    components: { [policies]: anonymous },
    clients: [
      {
        clientId: 'shop',
        rootUrl: 'https://shop.example/',
        redirectUris: ['/*', 'https://shop.example/done'],
        publicClient: true,
        standardFlowEnabled: true,
        implicitFlowEnabled: true,
        directAccessGrantsEnabled: true,
        attributes: { 'pkce.code.challenge.method': 'S256', client_id_issued_at: '1700000000' },
      },
      { clientId: 'api', bearerOnly: true },
      {
        clientId: 'job',
        serviceAccountsEnabled: true,
        standardFlowEnabled: false,
        clientAuthenticatorType: 'client-jwt',
      },
    ],
  });

  it('Keycloak: flows of a client and the policies of its realm', async () => {
    const found = await registrations(realm([trusted('true', 'true')]));
    expect(Object.keys(found)).toEqual(['shop', 'job']);
    expect(found['shop']).toMatchObject({
      redirectUris: ['https://shop.example/*', 'https://shop.example/done'],
      redirectMatch: 'pattern',
      grantTypes: ['authorization_code', 'implicit', 'password'],
      clientType: 'public',
      authMethod: 'none',
      pkce: 'S256',
      way: 'dynamic',
      server: { registration: 'token' },
    });
    expect(found['job']).toMatchObject({
      grantTypes: ['client_credentials'],
      clientType: 'confidential',
      authMethod: 'private_key_jwt',
      way: unsaid,
    });
  });

  it('Keycloak: anybody registers where no policy asks for the host', async () => {
    const doorOf = async (anonymous: readonly unknown[]) =>
      (await registrations(realm(anonymous)))['shop']?.server.registration;
    expect(await doorOf([trusted('false', 'false')])).toBe('anybody');
    expect(await doorOf([{ providerId: 'max-clients', subType: 'anonymous' }])).toBe('anybody');
    expect(await doorOf([trusted('false', 'true')])).toBe('token');
    expect(await doorOf([{ providerId: 'scope', subType: 'authenticated' }])).toEqual(unsaid);
  });

  it('Auth0: applications, and whether the tenant lets anybody register', async () => {
    const found = await registrations({
      tenant: { friendly_name: 'acme', flags: { enable_dynamic_client_registration: true } },
      clients: [
        {
          name: 'portal',
          app_type: 'regular_web',
          token_endpoint_auth_method: 'client_secret_post',
          callbacks: ['https://*.portal.example/cb'],
          grant_types: ['authorization_code', 'implicit', 'password'],
        },
        { name: 'app', app_type: 'native', external_client_id: 'https://app.example/client.json' },
      ],
      resourceServers: [],
    });
    expect(found['portal']).toMatchObject({
      redirectUris: ['https://*.portal.example/cb'],
      redirectMatch: 'pattern',
      responseTypes: ['code', 'token'],
      authMethod: 'client_secret_post',
      clientType: 'confidential',
      applicationType: 'web',
      server: { registration: 'anybody' },
    });
    expect(found['app']).toMatchObject({
      redirectUris: unsaid,
      grantTypes: unsaid,
      clientType: 'public',
      way: 'metadata_document',
      metadataUris: ['https://app.example/client.json'],
    });
  });

  it('Okta: the client beside its settings', async () => {
    const oauthClient = { client_id: 'x', token_endpoint_auth_method: 'client_secret_post', pkce_required: false };
    const settings = {
      application_type: 'web',
      redirect_uris: ['https://*.acme.example/cb'],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      client_uri: 'https://acme.example',
    };
    const app = (wildcard_redirect: string) => ({
      id: `0oa${wildcard_redirect}`,
      label: wildcard_redirect,
      signOnMode: 'OPENID_CONNECT',
      credentials: { oauthClient },
      settings: { oauthClient: { ...settings, wildcard_redirect } },
    });
    const found = await registrations([app('SUBDOMAIN'), app('DISABLED')]);
    expect(found['SUBDOMAIN']).toMatchObject({
      ...{ redirectUris: settings.redirect_uris, redirectMatch: 'pattern', clientUri: 'https://acme.example' },
      ...{ authMethod: 'client_secret_post', applicationType: 'web', pkce: 'optional', clientType: 'confidential' },
    });
    expect(found['DISABLED']?.redirectMatch).toBe('exact');
  });

  it('Entra: the platforms of an application', async () => {
    const found = await registrations({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#applications',
      value: [
        {
          ...{
            id: '1',
            appId: '00000000-0000-4000-8000-000000000001',
            displayName: 'site',
            signInAudience: 'AzureADMyOrg',
          },
          web: {
            redirectUris: ['https://site.example/cb'],
            homePageUrl: 'https://site.example',
            implicitGrantSettings: { enableAccessTokenIssuance: true, enableIdTokenIssuance: false },
          },
          passwordCredentials: [{ keyId: 'k', endDateTime: '2027-01-01T00:00:00Z' }],
          isFallbackPublicClient: false,
        },
        {
          ...{
            id: '2',
            appId: '00000000-0000-4000-8000-000000000002',
            displayName: 'page',
            signInAudience: 'AzureADMyOrg',
          },
          spa: { redirectUris: ['https://page.example/'] },
        },
      ],
    });
    expect(found['site']).toMatchObject({
      ...{ clientType: 'confidential', applicationType: 'web', pkce: 'optional', clientUri: 'https://site.example' },
      grantTypes: ['authorization_code', 'implicit', 'client_credentials'],
      responseTypes: ['code', 'token'],
    });
    expect(found['page']).toMatchObject({ clientType: 'public', applicationType: 'user_agent', pkce: 'S256' });
  });

  it('Ory Hydra, Cognito, ZITADEL and FusionAuth', async () => {
    const hydra = await registrations([
      {
        ...{
          client_id: 'h',
          client_name: 'h',
          token_endpoint_auth_method: 'none',
          grant_types: ['authorization_code'],
        },
        ...{ redirect_uris: ['https://h.example/cb'], response_types: ['code'], access_token_strategy: 'jwt' },
        ...{ updated_at: '2026-01-02T00:00:00Z', scope: 'openid', subject_type: 'public' },
      },
    ]);
    expect(hydra['h']).toMatchObject({ clientType: 'public', changedAt: Date.UTC(2026, 0, 2), pkce: unsaid });
    const cognito = await registrations({
      UserPoolClient: {
        ...{ UserPoolId: 'eu-central-1_Abc', ClientId: 'c', ClientName: 'c', RefreshTokenValidity: 30 },
        ...{ AllowedOAuthFlows: ['code', 'implicit'], AllowedOAuthFlowsUserPoolClient: true },
        ...{ CallbackURLs: ['https://c.example/cb'], ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] },
        CreationDate: 1_700_000_000,
      },
    });
    expect(cognito['c']).toMatchObject({
      ...{ clientType: 'public', grantTypes: ['authorization_code', 'implicit', 'password'], pkce: 'optional' },
    });
    const zitadel = await registrations({
      details: { totalResult: '1' },
      result: [
        {
          ...{
            id: '1',
            name: 'z',
            state: 'APP_STATE_ACTIVE',
            details: { resourceOwner: 'org', changeDate: '2026-01-02T00:00:00Z' },
          },
          oidcConfig: {
            ...{ clientId: 'z@acme', redirectUris: ['https://z.example/cb'], appType: 'OIDC_APP_TYPE_NATIVE' },
            ...{ authMethodType: 'OIDC_AUTH_METHOD_TYPE_NONE', grantTypes: ['OIDC_GRANT_TYPE_IMPLICIT'] },
            responseTypes: ['OIDC_RESPONSE_TYPE_ID_TOKEN_TOKEN'],
          },
        },
      ],
    });
    expect(zitadel['z']).toMatchObject({
      ...{ clientType: 'public', applicationType: 'native', grantTypes: ['implicit'], pkce: 'S256' },
      responseTypes: ['id_token token'],
    });
    const fusion = await registrations({
      applications: [
        {
          ...{
            id: '11111111-2222-4333-8444-555555555555',
            name: 'f',
            insertInstant: 1_700_000_000_000,
            tenantId: '99999999-2222-4333-8444-555555555555',
          },
          oauthConfiguration: {
            ...{ clientId: 'f', clientAuthenticationPolicy: 'Required', proofKeyForCodeExchangePolicy: 'NotRequired' },
            ...{ authorizedRedirectURLs: ['https://*.f.example/cb'], authorizedURLValidationPolicy: 'AllowWildcards' },
            enabledGrants: ['authorization_code', 'password'],
          },
        },
      ],
    });
    expect(fusion['f']).toMatchObject({
      ...{ clientType: 'confidential', redirectMatch: 'pattern', pkce: 'optional', authMethod: unsaid },
      grantTypes: ['authorization_code', 'password'],
    });
  });

  it('an authorization server that only the standards describe', async () => {
    const issuer = 'https://id.example';
    const metadata = {
      issuer,
      registration_endpoint: `${issuer}/register`,
      code_challenge_methods_supported: ['plain', 'S256'],
    };
    const lines = [
      { issuer, authorization_server_metadata: metadata },
      {
        issuer,
        client_id: 'r',
        client_name: 'r',
        redirect_uris: ['http://localhost/cb'],
        logo_uri: 'https://cdn.example/l.png',
      },
    ];
    const text = lines.map((line) => JSON.stringify(line)).join('\n');
    const { identities } = await collectImport('oauth.json', new TextEncoder().encode(`${text}\n`), ports);
    expect(identities.find(({ identity }) => identity.name === 'r')?.identity.registration).toMatchObject({
      ...{ redirectUris: ['http://localhost/cb'], grantTypes: ['authorization_code'], way: 'dynamic' },
      ...{ authMethod: 'client_secret_basic', metadataUris: ['https://cdn.example/l.png'] },
      server: { registration: { unknown: 'not_recorded' }, challengeMethods: ['plain', 'S256'], namesIssuer: false },
    });
  });

  it('keeps no more addresses than anybody reads', async () => {
    const redirect_uris = Array.from({ length: mostUris + 20 }, (_, at) => `https://h.example/${at}`);
    const found = await registrations([
      {
        client_id: 'h',
        redirect_uris,
        grant_types: [],
        access_token_strategy: 'jwt',
        subject_type: 'public',
        scope: 'a',
      },
    ]);
    expect(found['h']?.redirectUris).toHaveLength(mostUris);
  });
});
