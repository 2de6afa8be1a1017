/** Which importer reads a file of the samples: the first pattern that fits its path. A file without a line may be anybody's. */
export const sampleImporters: readonly (readonly [RegExp, string])[] = [
  [/^keycloak\//, 'keycloak-realm'],
  [/^auth0\/log-events/, 'auth0-logs'],
  [/^auth0\/tenant-.*yaml$/, 'auth0-tenant'],
  [/^aws\/cloudtrail/, 'aws-cloudtrail'],
  [/^aws\/(?!vendor)/, 'aws-iam'],
  [/^cognito\//, 'cognito'],
  [/^okta\/.*system-log/, 'okta-system-log'],
  [/^okta\//, 'okta'],
  [
    /^entra\/(?:graph-MockApplications|graph-MockFederated|graph-hybrid|graph-sp|scubagear-(?:Scuba|stub)).*json$/,
    'entra',
  ],
  [/^entra\/a(?:udit|zure)-.*events/, 'entra-audit-log'],
  [/^kubernetes\/audit/, 'kubernetes-audit-log'],
  [/^kubernetes\//, 'kubernetes'],
  [/^spire\//, 'spire'],
  [/^hydra\//, 'ory-hydra'],
  [/^gcp\/audit-log/, 'gcp-audit-log'],
  [/^gcp\//, 'gcp'],
  [/^github\/(?:.*audit-log|webhook-)/, 'github-audit-log'],
  [/^github\//, 'github'],
];
