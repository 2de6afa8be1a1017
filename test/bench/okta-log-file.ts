// A system log of any size, made on the spot, as `GET /api/v1/logs` pages of it are joined: lines of events.

const actions = [
  'app.oauth2.token.grant.access_token',
  'user.session.start',
  'user.authentication.sso',
  'app.oauth2.as.token.grant',
];

/** One event, about 1.5 kB. */
function event(index: number): string {
  const at = new Date(1_767_225_600_000 + index * 700).toISOString();
  const user = index % 900;
  const client = index % 120;
  return JSON.stringify({
    actor: { id: `00u${user}`, type: 'User', alternateId: `user${user}@acme.example`, displayName: `User ${user}`, detailEntry: null },
    client: {
      userAgent: { rawUserAgent: 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120 Safari/537.36', os: 'Linux', browser: 'CHROME' },
      zone: 'null',
      device: 'Computer',
      id: `0oa${client}`,
      ipAddress: `10.${index % 250}.${(index >> 8) % 250}.7`,
      geographicalContext: { city: 'Bern', state: 'Bern', country: 'Switzerland', postalCode: '3000', geolocation: { lat: 46.9, lon: 7.4 } },
    },
    device: null,
    authenticationContext: { authenticationProvider: null, credentialProvider: null, credentialType: null, issuer: null, interface: null, authenticationStep: 0, externalSessionId: `idx${index}` },
    displayMessage: 'OAuth2 access token is granted',
    eventType: actions[index % actions.length],
    outcome: { result: index % 19 === 0 ? 'FAILURE' : 'SUCCESS', reason: index % 19 === 0 ? 'invalid_scope' : null },
    published: at,
    securityContext: { asNumber: 64_500, asOrg: 'example', isp: 'example', domain: 'example.net', isProxy: false },
    severity: 'INFO',
    debugContext: { debugData: { requestId: `req-${index}`, requestUri: '/oauth2/v1/token', grantedScopes: 'okta.users.read, okta.groups.read', grantType: 'client_credentials', url: '/oauth2/v1/token?' } },
    legacyEventType: 'app.oauth2.token.grant.access_token_success',
    transaction: { type: 'WEB', id: `tx-${index}`, detail: {} },
    uuid: `00000000-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
    version: '0',
    request: { ipChain: [{ ip: `10.${index % 250}.0.7`, geographicalContext: null, version: 'V4', source: null }] },
    target: [{ id: `0oa${client}`, type: 'PublicClientApp', alternateId: `client-${client}`, displayName: `Client ${client}`, detailEntry: null }],
  }); // biome-ignore format: as the vendor orders it
}

/** Lines in pieces of about a megabyte until there are so many bytes. */
export function* oktaLog(bytes: number): Generator<string> {
  let made = 0;
  let piece = '';
  for (let index = 0; made < bytes; index += 1) {
    const line = `${event(index)}\n`;
    made += line.length;
    piece += line;
    if (piece.length > 1_000_000) {
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}
