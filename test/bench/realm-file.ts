// A realm export of any size, made on the spot: as many users as fit, one client for each hundred of them.

const filler = 'x'.repeat(120);

function user(index: number): string {
  return JSON.stringify({
    id: `u-${index.toString(16).padStart(12, '0')}`,
    createdTimestamp: 1_700_000_000_000 + index,
    username: `user-${index}`,
    enabled: index % 17 !== 0,
    totp: false,
    emailVerified: true,
    firstName: `First${index}`,
    lastName: `Last${index}`,
    email: `user-${index}@example.com`,
    attributes: { locale: ['en'], note: [filler] },
    credentials: [
      { id: `c-${index}`, type: 'password', secretData: '{"value":"hash","salt":"salt"}', credentialData: '{}' },
    ],
    realmRoles: ['default-roles-bench'],
    clientConsents:
      index % 10 === 0 ? [{ clientId: `client-${index % 50}`, grantedClientScopes: ['profile', 'email'] }] : [],
    groups: [],
  });
}

function client(index: number): string {
  return JSON.stringify({
    id: `c-${index.toString(16).padStart(12, '0')}`,
    clientId: `client-${index}`,
    name: `Client ${index}`,
    enabled: true,
    clientAuthenticatorType: 'client-secret',
    secret: `secret-${index}`,
    redirectUris: [`https://client-${index}.example.com/*`],
    serviceAccountsEnabled: index % 2 === 0,
    standardFlowEnabled: true,
    publicClient: false,
    fullScopeAllowed: true,
    attributes: { 'client.secret.creation.time': '1700000000', 'access.token.lifespan': '300' },
    defaultClientScopes: ['profile', 'email', 'roles'],
    optionalClientScopes: ['address', 'offline_access'],
  });
}

export function* realmFile(bytes: number): Generator<string> {
  yield '{\n  "id": "bench", "realm": "bench", "accessTokenLifespan": 300, "ssoSessionIdleTimeout": 1800,\n  "users": [\n';
  let written = 0;
  let users = 0;
  while (written < bytes) {
    let part = '';
    for (let count = 0; count < 200; count += 1) {
      part += `${users === 0 ? '' : ',\n'}${user(users)}`;
      users += 1;
    }
    written += part.length;
    yield part;
  }
  yield '\n  ],\n  "clients": [\n';
  for (let index = 0; index * 100 < users; index += 1) yield `${index === 0 ? '' : ',\n'}${client(index)}`;
  yield '\n  ],\n  "keycloakVersion": "26.5.5"\n}\n';
}
