// An export of one Entra tenant of any size, made on the spot: applications with their service principals, what they may
// do, and people, in the members that a dump of Microsoft Graph has.

const id = (kind: string, index: number): string =>
  `${kind.padEnd(8, '0')}-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;

const graph = id('6ea9', 0);

const application = (index: number): string =>
  JSON.stringify({
    id: id('a0', index),
    deletedDateTime: null,
    appId: id('a1', index),
    applicationTemplateId: null,
    disabledByMicrosoftStatus: null,
    createdDateTime: '2024-05-06T07:08:09Z',
    displayName: `Application ${index}`,
    description: null,
    identifierUris: [`api://${id('a1', index)}`],
    publisherDomain: 'bench.example',
    signInAudience: 'AzureADMyOrg',
    tags: [],
    api: { acceptMappedClaims: null, knownClientApplications: [], oauth2PermissionScopes: [] },
    requiredResourceAccess: [
      {
        resourceAppId: '00000003-0000-0000-c000-000000000000',
        resourceAccess: [{ id: 'df021288-bdef-4463-88db-98f22de89214', type: 'Role' }],
      },
    ],
    passwordCredentials: [
      {
        customKeyIdentifier: null,
        displayName: 'first',
        startDateTime: '2024-05-06T07:08:09Z',
        endDateTime: '2027-05-06T07:08:09Z',
        hint: 'abc',
        keyId: id('c0', index),
        secretText: null,
      },
    ],
    keyCredentials: [],
    web: { homePageUrl: null, redirectUris: [], implicitGrantSettings: { enableIdTokenIssuance: false } },
  });

const servicePrincipal = (index: number): string =>
  JSON.stringify({
    id: id('b0', index),
    deletedDateTime: null,
    accountEnabled: index % 17 !== 0,
    alternativeNames: [],
    appDisplayName: `Application ${index}`,
    appId: id('a1', index),
    appOwnerOrganizationId: id('7e', 0),
    appRoleAssignmentRequired: false,
    createdDateTime: '2024-05-06T07:08:10Z',
    displayName: `Application ${index}`,
    homepage: null,
    replyUrls: [],
    servicePrincipalNames: [id('a1', index)],
    servicePrincipalType: 'Application',
    signInAudience: 'AzureADMyOrg',
    tags: ['WindowsAzureActiveDirectoryIntegratedApp'],
    appRoles: [],
    oauth2PermissionScopes: [],
    keyCredentials: [],
    passwordCredentials: [],
  });

const assignment = (index: number): string =>
  JSON.stringify({
    id: `assignment-${index}`,
    deletedDateTime: null,
    appRoleId: 'df021288-bdef-4463-88db-98f22de89214',
    createdDateTime: '2024-05-06T07:08:11Z',
    principalDisplayName: `Application ${index}`,
    principalId: id('b0', index),
    principalType: 'ServicePrincipal',
    resourceDisplayName: 'Microsoft Graph',
    resourceId: graph,
  });

const consent = (index: number): string =>
  JSON.stringify({
    id: `consent-${index}`,
    clientId: id('b0', index),
    consentType: 'Principal',
    principalId: id('d0', index),
    resourceId: graph,
    scope: ' User.Read Mail.Read offline_access',
  });

const user = (index: number): string =>
  JSON.stringify({
    id: id('d0', index),
    accountEnabled: index % 19 !== 0,
    displayName: `User ${index}`,
    mail: `user-${index}@bench.example`,
    userPrincipalName: `user-${index}@bench.example`,
    userType: 'Member',
    createdDateTime: '2023-01-02T03:04:05Z',
    signInActivity: { lastSignInDateTime: '2026-02-03T04:05:06Z', lastSignInRequestId: id('e0', index) },
  });

const lists = [
  ['applications', application],
  ['servicePrincipals', servicePrincipal],
  ['appRoleAssignments', assignment],
  ['oauth2PermissionGrants', consent],
  ['users', user],
] as const;

/** As many applications, and of everything else, as make about so many bytes. */
export function* entraFile(bytes: number): Generator<string> {
  const each = lists.reduce((sum, [, make]) => sum + make(1_000_000).length + 2, 0);
  const count = Math.max(1, Math.floor(bytes / each));
  yield `{"tenantId":${JSON.stringify(id('7e', 0))}`;
  for (const [name, make] of lists) {
    yield `,\n"${name}":[\n`;
    for (let at = 0; at < count; at += 200) {
      const part: string[] = [];
      for (let index = at; index < Math.min(count, at + 200); index += 1) part.push(make(index));
      yield (at === 0 ? '' : ',\n') + part.join(',\n');
    }
    yield '\n]';
  }
  yield '}\n';
}
