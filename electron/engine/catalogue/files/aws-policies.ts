import type { CatalogueFile } from '#engine/catalogue/catalogue-file.ts';

const managed = `
T0 wildcard mints: AdministratorAccess, AdministratorAccess-Amplify, AWSElasticBeanstalkFullAccess
T0 admin mints: IAMFullAccess, PowerUserAccess, SystemAdministrator, IAMUserSSHKeys, AWSOrganizationsFullAccess,
  AWSSSOMasterAccountAdministrator, AWSSSOMemberAccountAdministrator, AmazonCognitoPowerUser, AWSLambda_FullAccess,
  AWSLambdaFullAccess, AmazonEC2FullAccess, AWSCloudFormationFullAccess, AmazonSSMFullAccess, AWSCodeBuildAdminAccess,
  AmazonSageMakerFullAccess, AWSGlueConsoleFullAccess, AmazonECS_FullAccess, DataScientist
T0 admin: NetworkAdministrator, DatabaseAdministrator, SecretsManagerReadWrite
T1 read: ReadOnlyAccess, AmazonS3ReadOnlyAccess, AmazonDynamoDBReadOnlyAccess
T2 read: SecurityAudit, ViewOnlyAccess, IAMReadOnlyAccess, SupportUser
T3 read: Billing*ReadOnly*, CloudWatchReadOnlyAccess, AWSPriceListServiceFullAccess
T2 write: CloudWatchAgentServerPolicy, AWSLambdaBasicExecutionRole, AWSXRay*
T1 admin: *FullAccess, *Administrator*
T1 write: *PowerUser*, *ReadWrite*, *ServiceRole*, *ExecutionRole*, AmazonSSMManagedInstanceCore
T2 read: *ReadOnly*, *Reader*, *Viewer*
`;

/** AWS managed policies, by name or ARN: what a principal holds where the export does not list their actions. */
export const awsPolicies: CatalogueFile = {
  source: 'AWS managed policies by name',
  licence: 'own work from public documentation',
  read: '2026-11-28',
  vendors: ['aws', 'cognito'],
  sections: [
    {
      apis: '*',
      within: 'arn:*:policy/*',
      worst: 0,
      spelling: 'last part',
      rows: managed,
    },
    {
      // Where an export names the policy and does not list its actions.
      apis: 'managed policy, policy',
      worst: 0,
      rows: managed,
    },
    {
      apis: '*',
      within: 'aws.cognito.*',
      worst: 1,
      rows: `
T2 write: aws.cognito.signin.user.admin
`,
    },
  ],
};
