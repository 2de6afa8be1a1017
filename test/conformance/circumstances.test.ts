import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Circumstances } from '#shared/model/activity.ts';
import { collectImport } from './collect-import.ts';

const ports = {
  sha256: (text: string): string => createHash('sha256').update(text).digest('hex'),
  fingerprint: (text: string): string =>
    `sha256:${createHmac('sha256', 'key').update(text).digest('hex').slice(0, 12)}`,
};
const secret = 'Zx81-never-to-be-kept-9f27c';
const jwt = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJjdXN0b21lciJ9.c2lnbmF0dXJl';

const at = '2026-03-14T10:00:00Z';
const agent = 'orders-sync/2.1 python-requests/2.32';
const arn = 'arn:aws:iam::123456789012:user/orders-sync';

interface Case {
  readonly log: string;
  readonly importer: string;
  readonly text: string;
  readonly shows: Circumstances;
}

const json = (value: unknown): string => JSON.stringify(Array.isArray(value) ? value : [value]);

const cases: readonly Case[] = [
  {
    log: 'Okta system log',
    importer: 'okta-system-log',
    text: json({
      uuid: 'e1',
      published: at,
      eventType: 'app.oauth2.as.token.grant',
      outcome: { result: 'SUCCESS' },
      actor: { id: '0oa1', type: 'PublicClientApp', displayName: 'orders-sync' },
      client: {
        ipAddress: '203.0.113.7',
        userAgent: { rawUserAgent: agent, os: 'Unknown', browser: 'UNKNOWN' },
        geographicalContext: { country: 'United States' },
      },
      securityContext: { asNumber: 64500, isp: 'example' },
      debugContext: {
        debugData: {
          grantType: 'urn:ietf:params:oauth:grant-type:token-exchange',
          requestUri: `/oauth2/v1/token?client_secret=${secret}`,
        },
      },
      target: [{ id: '00u1', type: 'User', displayName: 'Ana Ruiz' }],
    }),
    shows: {
      address: '203.0.113.7',
      network: 'AS64500 United_States',
      userAgent: agent,
      signals: ['password_in_url', 'impersonation'],
    },
  },
  {
    log: 'Auth0 logs',
    importer: 'auth0-logs',
    text: json({
      log_id: '90020260314',
      date: at,
      type: 'sapi',
      client_id: 'c1',
      client_name: 'orders-sync',
      ip: '203.0.113.7',
      user_agent: agent,
      location_info: { country_code: 'DE' },
      details: { request: { method: 'get', path: '/api/v2/users', query: { access_token: secret }, channel: 'api' } },
    }),
    shows: { address: '203.0.113.7', network: 'DE', userAgent: agent, signals: ['token_in_url'] },
  },
  {
    log: 'sign-ins of Entra',
    importer: 'entra-audit-log',
    text: json({
      time: at,
      category: 'ServicePrincipalSignInLogs',
      operationName: 'Sign-in activity',
      tenantId: '11111111-1111-4111-8111-111111111111',
      callerIpAddress: '203.0.113.7',
      location: 'DE',
      properties: {
        appId: '22222222-2222-4222-8222-222222222222',
        servicePrincipalId: '33333333-3333-4333-8333-333333333333',
        servicePrincipalName: 'orders-sync',
        servicePrincipalCredentialKeyId: '44444444-4444-4444-8444-444444444444',
        autonomousSystemNumber: 64500,
        ipAddress: '203.0.113.7',
        location: { countryOrRegion: 'DE' },
        userAgent: agent,
        resourceDisplayName: 'Microsoft Graph',
      },
    }),
    shows: {
      address: '203.0.113.7',
      network: 'AS64500 DE',
      userAgent: agent,
      credential: '44444444-4444-4444-8444-444444444444',
    },
  },
  {
    log: 'calls of Microsoft Graph',
    importer: 'entra-audit-log',
    text: json({
      time: at,
      category: 'MicrosoftGraphActivityLogs',
      operationName: 'Microsoft Graph Activity',
      resourceId: '/tenants/11111111-1111-4111-8111-111111111111/providers/Microsoft.aadiam',
      correlationId: 'c1',
      resultSignature: '200',
      tenantId: '11111111-1111-4111-8111-111111111111',
      properties: {
        appId: '22222222-2222-4222-8222-222222222222',
        ipAddress: '203.0.113.7',
        requestMethod: 'GET',
        requestUri: `https://graph.microsoft.com/v1.0/users?access_token=${secret}`,
        responseStatusCode: 200,
        userAgent: agent,
      },
    }),
    shows: { address: '203.0.113.7', userAgent: agent, signals: ['token_in_url'] },
  },
  {
    log: 'CloudTrail',
    importer: 'aws-cloudtrail',
    text: JSON.stringify({
      Records: [
        {
          eventVersion: '1.08',
          userIdentity: {
            type: 'IAMUser',
            arn,
            accountId: '123456789012',
            accessKeyId: 'AKIA0000000000000000',
            userName: 'orders-sync',
          },
          eventTime: at,
          eventSource: 's3.amazonaws.com',
          eventName: 'ListBuckets',
          awsRegion: 'eu-central-1',
          sourceIPAddress: '203.0.113.7',
          userAgent: agent,
          eventID: 'e2',
          eventType: 'AwsConsoleSignIn',
          recipientAccountId: '123456789012',
        },
      ],
    }),
    shows: {
      address: '203.0.113.7',
      userAgent: agent,
      credential: 'AKIA0000000000000000',
      signals: ['console'],
    },
  },
  {
    log: 'audit logs of Google Cloud',
    importer: 'gcp-audit-log',
    text: json({
      insertId: 'i1',
      logName: 'projects/shop/logs/cloudaudit.googleapis.com%2Factivity',
      timestamp: at,
      resource: { type: 'gcs_bucket', labels: { project_id: 'shop' } },
      protoPayload: {
        '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
        authenticationInfo: {
          principalEmail: 'sync@shop.iam.gserviceaccount.com',
          serviceAccountKeyName:
            '//iam.googleapis.com/projects/shop/serviceAccounts/sync@shop.iam.gserviceaccount.com/keys/0a1b2c',
        },
        requestMetadata: {
          callerIp: '203.0.113.7',
          callerSuppliedUserAgent: agent,
          requestAttributes: { path: `/storage/v1/b?key=AIza${'x'.repeat(35)}&access_token=${secret}` },
        },
        serviceName: 'storage.googleapis.com',
        methodName: 'storage.buckets.list',
        resourceName: 'projects/_/buckets/shop',
      },
    }),
    shows: { address: '203.0.113.7', userAgent: agent, credential: '0a1b2c', signals: ['token_in_url'] },
  },
  {
    log: 'the audit log of GitHub',
    importer: 'github-audit-log',
    text: json({
      '@timestamp': Date.parse(at),
      _document_id: 'd1',
      action: 'api.request',
      actor: 'shop-sync[bot]',
      org: 'shop',
      actor_ip: '203.0.113.7',
      actor_location: { country_code: 'DE' },
      user_agent: agent,
      token_id: 4711,
      programmatic_access_type: 'GitHub App server-to-server token',
      url_path: '/repos/shop/web',
      query_string: `access_token=${secret}`,
    }),
    shows: {
      address: '203.0.113.7',
      network: 'DE',
      userAgent: agent,
      credential: '4711',
      signals: ['token_in_url'],
    },
  },
  {
    log: 'the audit log of Kubernetes',
    importer: 'kubernetes-audit-log',
    text: json({
      kind: 'Event',
      apiVersion: 'audit.k8s.io/v1',
      auditID: 'a1',
      stage: 'ResponseComplete',
      requestURI: `/api/v1/namespaces/shop/pods/${jwt}?limit=500`,
      verb: 'list',
      user: { username: 'system:serviceaccount:shop:sync' },
      impersonatedUser: { username: 'ana@example.com' },
      sourceIPs: ['203.0.113.7', '10.0.0.1'],
      userAgent: agent,
      objectRef: { resource: 'pods', namespace: 'shop' },
      responseStatus: { code: 200 },
      requestReceivedTimestamp: at,
    }),
    shows: { address: '203.0.113.7', userAgent: agent, signals: ['token_in_url', 'impersonation'] },
  },
  {
    log: 'the audit device of Vault',
    importer: 'vault-audit-log',
    text: JSON.stringify({
      time: at,
      type: 'response',
      auth: { accessor: 'hmac-sha256:aa', display_name: 'approle', policies: ['default'], token_type: 'service' },
      request: {
        id: 'r1',
        operation: 'read',
        path: 'secret/data/orders',
        client_token: 'hmac-sha256:bb',
        mount_type: 'kv',
        remote_address: '203.0.113.7',
        headers: { 'user-agent': [agent] },
      },
      response: { mount_type: 'kv' },
    }),
    shows: { address: '203.0.113.7', userAgent: agent },
  },
  {
    log: 'events of Keycloak',
    importer: 'keycloak-events',
    text: json({
      id: 'k1',
      time: Date.parse(at),
      type: 'TOKEN_EXCHANGE',
      realmId: 'shop',
      clientId: 'orders-sync',
      userId: '55555555-5555-4555-8555-555555555555',
      ipAddress: '203.0.113.7',
      details: { username: 'ana', user_agent: agent },
    }),
    shows: { address: '203.0.113.7', userAgent: agent, signals: ['impersonation'] },
  },
  {
    log: 'events of FusionAuth',
    importer: 'fusionauth-log',
    text: json({
      event: {
        id: '66666666-6666-4666-8666-666666666666',
        createInstant: Date.parse(at),
        type: 'user.login.success',
        tenantId: '77777777-7777-4777-8777-777777777777',
        applicationId: '88888888-8888-4888-8888-888888888888',
        info: { ipAddress: '203.0.113.7', userAgent: agent, location: { country: 'DE' } },
        user: { id: '99999999-9999-4999-8999-999999999999', email: 'ana@example.com' },
      },
    }),
    shows: { address: '203.0.113.7', network: 'DE', userAgent: agent },
  },
  {
    log: 'events of ZITADEL',
    importer: 'zitadel-events',
    text: JSON.stringify({
      events: [
        {
          editor: { userId: '173929', displayName: 'sync', service: 'x' },
          aggregate: { id: 'V2_1', type: { type: 'session' }, resourceOwner: '1' },
          sequence: '1',
          creationDate: at,
          payload: { user_agent: { fingerprint_id: secret, ip: '203.0.113.7', description: agent } },
          type: { type: 'session.added' },
        },
      ],
    }),
    shows: { address: '203.0.113.7', userAgent: agent },
  },
  {
    log: 'any table',
    importer: 'activity',
    text: [
      'time,client,action,url,source_ip,asn,country,user_agent',
      `${at},orders-sync,orders.read,/v1/orders?api_key=${secret},203.0.113.7:4711,AS64500,DE,${agent}`,
      '',
    ].join('\n'),
    shows: { address: '203.0.113.7', network: 'AS64500', userAgent: agent, signals: ['key_in_url'] },
  },
];

describe.each(cases)('$log', ({ importer, text, shows }) => {
  it('is read with its circumstances, and no secret of a request line comes out', async () => {
    const out = await collectImport('log', new TextEncoder().encode(text), ports);
    expect(out.recognised?.importer).toBe(importer);
    expect(out.activity).toHaveLength(1);
    const { address, network, userAgent, credential, signals } = out.activity[0] ?? {};
    const found = { address, network, userAgent, credential, signals };
    expect(JSON.parse(JSON.stringify(found))).toEqual(shows);
    const everything = JSON.stringify([out.records, out.activity, out.problems]);
    expect(everything).not.toContain(secret);
    expect(everything).not.toContain(jwt);
  });
});
