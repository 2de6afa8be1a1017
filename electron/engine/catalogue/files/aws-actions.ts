import type { CatalogueFile } from '#engine/catalogue/catalogue-file.ts';

/**
 * `service:Action` of AWS IAM policies. The access level follows the verb that begins the action's name; the actions by
 * which a holder raises its own power or makes credentials for others are named one by one.
 */
export const awsActions: CatalogueFile = {
  source: 'AWS IAM actions: ways to more privilege by name, access levels by verb',
  licence: 'own work from public documentation',
  read: '2026-11-28',
  vendors: ['aws'],
  sections: [
    {
      apis: '*',
      within: 'iam:*, sts:*, organizations:*, sso:*, sso-admin:*, sso-directory:*, identitystore:*, account:*',
      worst: 0,
      rows: `
T0 admin mints: iam:AttachUserPolicy, iam:AttachGroupPolicy, iam:AttachRolePolicy, iam:PutUserPolicy,
  iam:PutGroupPolicy, iam:PutRolePolicy, iam:CreatePolicyVersion, iam:SetDefaultPolicyVersion, iam:CreateAccessKey,
  iam:UpdateAccessKey, iam:CreateLoginProfile, iam:UpdateLoginProfile, iam:AddUserToGroup, iam:UpdateAssumeRolePolicy,
  iam:CreateUser, iam:CreateRole, iam:CreateServiceSpecificCredential, iam:ResetServiceSpecificCredential,
  iam:UploadSigningCertificate, iam:UploadSSHPublicKey, iam:CreateSAMLProvider, iam:UpdateSAMLProvider,
  iam:CreateOpenIDConnectProvider, iam:AddClientIDToOpenIDConnectProvider, iam:UpdateOpenIDConnectProviderThumbprint,
  iam:CreatePolicy, iam:PutRolePermissionsBoundary, iam:PutUserPermissionsBoundary, iam:DeleteRolePermissionsBoundary,
  iam:DeleteUserPermissionsBoundary, iam:DetachUserPolicy, iam:DetachRolePolicy, iam:DeleteUserPolicy,
  iam:DeleteRolePolicy, iam:DeactivateMFADevice, iam:CreateServiceLinkedRole, iam:PassRole,
  iam:AddRoleToInstanceProfile, iam:CreateGroup, iam:CreateVirtualMFADevice, iam:EnableMFADevice, iam:ResyncMFADevice,
  sts:AssumeRole, sts:AssumeRoot, sts:GetFederationToken, sso:GetRoleCredentials, sso:CreateAccountAssignment,
  sso:AttachManagedPolicyToPermissionSet, sso:PutInlinePolicyToPermissionSet, sso:CreatePermissionSet,
  sso:UpdatePermissionSet, sso:ProvisionPermissionSet, sso:AttachCustomerManagedPolicyReferenceToPermissionSet,
  identitystore:CreateGroupMembership, identitystore:CreateUser, organizations:AttachPolicy, organizations:DetachPolicy,
  organizations:CreateAccount, organizations:InviteAccountToOrganization, organizations:RegisterDelegatedAdministrator,
  organizations:LeaveOrganization, organizations:UpdatePolicy, account:EnableRegion
T0 write mints: sts:AssumeRoleWithSAML, sts:AssumeRoleWithWebIdentity, sts:SetContext, sts:TagSession
T3 read: sts:GetCallerIdentity, sts:GetAccessKeyInfo, sts:DecodeAuthorizationMessage, sts:GetSessionToken,
  iam:GetAccountSummary, iam:GetAccountPasswordPolicy
T1 read: iam:GenerateCredentialReport, iam:GetCredentialReport, iam:GetAccountAuthorizationDetails
T2 read: *:Get*, *:List*, *:Describe*, *:Simulate*, *:Generate*, *:Search*, *:BatchGet*, *:Is*
T1 delete: *:Delete*, *:Remove*, *:Disable*, *:Close*
T1 write: *:Tag*, *:Untag*
T0 admin: *:Create*, *:Update*, *:Put*, *:Attach*, *:Detach*, *:Set*, *:Enable*, *:Add*
`,
    },
    {
      apis: '*',
      within: '*:*',
      worst: 0,
      rows: `
T0 admin mints: lambda:AddPermission, lambda:AddLayerVersionPermission, s3:PutBucketPolicy,
  s3:PutAccountPublicAccessBlock, s3:PutBucketAcl, s3:PutAccessPointPolicy, kms:CreateGrant, kms:PutKeyPolicy,
  sns:AddPermission, sqs:AddPermission, sns:SetTopicAttributes, secretsmanager:PutResourcePolicy,
  ecr:SetRepositoryPolicy, ram:CreateResourceShare, ram:AssociateResourceShare, glue:PutResourcePolicy,
  backup:PutBackupVaultAccessPolicy, lakeformation:GrantPermissions, lakeformation:PutDataLakeSettings,
  events:PutPermission, cognito-idp:AdminCreateUser, cognito-idp:AdminSetUserPassword, cognito-idp:AdminAddUserToGroup,
  cognito-idp:CreateUserPoolClient, cognito-idp:UpdateUserPoolClient, cognito-idp:CreateIdentityProvider,
  cognito-identity:SetIdentityPoolRoles, cognito-identity:GetOpenIdTokenForDeveloperIdentity, eks:CreateAccessEntry,
  eks:AssociateAccessPolicy, ssm:PutResourcePolicy, apigateway:CreateApiKey, rolesanywhere:CreateProfile,
  rolesanywhere:CreateTrustAnchor, rolesanywhere:UpdateTrustAnchor, acm-pca:IssueCertificate,
  codeartifact:GetAuthorizationToken, redshift:GetClusterCredentials, redshift:CreateClusterUser, rds-db:connect,
  signin:CreateOAuth2Token, bedrock-agentcore:GetWorkloadAccessToken
T0 write: lambda:CreateFunction, lambda:UpdateFunctionCode, lambda:UpdateFunctionConfiguration,
  lambda:CreateEventSourceMapping, ec2:RunInstances, ec2:AssociateIamInstanceProfile,
  ec2:ReplaceIamInstanceProfileAssociation, ec2:ModifyInstanceAttribute, ec2:RequestSpotInstances,
  ec2:CreateLaunchTemplateVersion, ec2-instance-connect:SendSSHPublicKey,
  ec2-instance-connect:SendSerialConsoleSSHPublicKey, ssm:SendCommand, ssm:StartSession, ssm:ResumeSession,
  ssm:CreateAssociation, ssm:UpdateAssociation, ssm:StartAutomationExecution, glue:CreateDevEndpoint,
  glue:UpdateDevEndpoint, glue:CreateJob, glue:UpdateJob, cloudformation:CreateStack, cloudformation:UpdateStack,
  cloudformation:SetStackPolicy, cloudformation:CreateChangeSet, cloudformation:ExecuteChangeSet,
  cloudformation:CreateStackSet, cloudformation:UpdateStackSet, datapipeline:CreatePipeline,
  datapipeline:PutPipelineDefinition, codebuild:CreateProject, codebuild:UpdateProject, codebuild:StartBuild,
  codebuild:StartBuildBatch, codestar:CreateProject, codestar:AssociateTeamMember, sagemaker:CreateNotebookInstance,
  sagemaker:CreatePresignedNotebookInstanceUrl, sagemaker:CreateTrainingJob, sagemaker:CreateProcessingJob,
  sagemaker:CreatePresignedDomainUrl, ecs:RunTask, ecs:StartTask, ecs:RegisterTaskDefinition, ecs:UpdateService,
  ecs:CreateService, ecs:ExecuteCommand, eks:CreateCluster, apprunner:CreateService, apprunner:UpdateService,
  states:CreateStateMachine, states:UpdateStateMachine, batch:SubmitJob, batch:RegisterJobDefinition,
  elasticbeanstalk:CreateEnvironment, elasticbeanstalk:UpdateEnvironment, autoscaling:CreateAutoScalingGroup,
  autoscaling:CreateLaunchConfiguration, autoscaling:UpdateAutoScalingGroup, scheduler:CreateSchedule,
  events:PutTargets, bedrock-agentcore:CreateCodeInterpreter, bedrock-agentcore:InvokeCodeInterpreter,
  emr-serverless:StartJobRun, elasticmapreduce:RunJobFlow, imagebuilder:CreateImage
T0 delete: cloudtrail:DeleteTrail, cloudtrail:StopLogging, guardduty:DeleteDetector, config:DeleteConfigurationRecorder,
  config:StopConfigurationRecorder
T0 write: cloudtrail:UpdateTrail, cloudtrail:PutEventSelectors, guardduty:UpdateDetector
T1 read: secretsmanager:GetSecretValue, secretsmanager:BatchGetSecretValue, ssm:GetParameter, ssm:GetParameters,
  ssm:GetParametersByPath, ssm:GetParameterHistory, kms:Decrypt, kms:ReEncryptFrom, s3:GetObject, s3:GetObjectVersion,
  dynamodb:GetItem, dynamodb:BatchGetItem, dynamodb:Query, dynamodb:Scan, dynamodb:PartiQLSelect, dynamodb:GetRecords,
  athena:GetQueryResults, rds-data:ExecuteStatement, redshift-data:GetStatementResult, lambda:GetFunction,
  ecr:GetAuthorizationToken, ecr:GetDownloadUrlForLayer, ec2:GetPasswordData, ec2:GetConsoleOutput,
  ec2:DescribeInstanceAttribute, cognito-idp:ListUsers, cognito-idp:AdminGetUser, cognito-idp:DescribeUserPoolClient,
  codecommit:GitPull, ses:GetEmailIdentity, kinesis:GetRecords, sqs:ReceiveMessage, logs:GetLogEvents,
  logs:FilterLogEvents, logs:GetQueryResults, apigateway:GET, apigateway:GetApiKey, apigateway:GetApiKeys,
  cloudformation:GetTemplate, glue:GetConnection, glue:GetConnections, transfer:DescribeUser, healthlake:ReadResource,
  workmail:GetMailboxDetails, ebs:GetSnapshotBlock, ec2:CreateSnapshot, rds:DownloadDBLogFilePortion,
  cloudtrail:LookupEvents, cognito-identity:GetCredentialsForIdentity, cognito-identity:GetOpenIdToken,
  elasticmapreduce:GetClusterSessionCredentials
T3 read: cloudwatch:Describe*, cloudwatch:Get*, cloudwatch:List*, ec2:Describe*, pricing:*, autoscaling:Describe*,
  elasticloadbalancing:Describe*, health:Describe*, tag:Get*, ce:Get*
T2 write: cloudwatch:Put*, logs:Put*, logs:CreateLog*, xray:Put*, *:Tag*, *:Untag*, *:CreateTags
T0 admin: *:Put*Policy, *:Set*Policy, *:Add*Permission, *:Put*Acl, *:Grant*, *:Modify*Permission*
T1 delete: *:Delete*, *:Remove*, *:Terminate*, *:Purge*, *:Deregister*, *:Destroy*, *:BatchDelete*, *:Revoke*, *:Stop*,
  *:Cancel*, *:Disable*, *:Disassociate*, *:Detach*, *:Deactivate*
T2 read: *:Get*, *:List*, *:BatchGet*, *:Read*, *:Query*, *:Scan*, *:Select*, *:Receive*, *:Download*
T3 read: *:Describe*, *:Search*, *:Lookup*, *:Head*, *:Check*, *:View*, *:Validate*, *:Test*
T2 read: *:Filter*, *:Estimate*, *:Preview*, *:Discover*, *:Export*, *:Verify*, *:Detect*, *:BatchDetect*
T1 write: *:Create*, *:Update*, *:Put*, *:Modify*, *:Set*, *:Add*, *:Attach*, *:Associate*, *:Enable*, *:Start*, *:Run*,
  *:Register*, *:Send*, *:Publish*, *:Invoke*, *:Execute*, *:Batch*, *:Write*, *:Copy*, *:Restore*, *:Import*,
  *:Upload*, *:Allocate*, *:Assign*, *:Release*, *:Change*, *:Accept*, *:Reject*, *:Reboot*, *:Reset*, *:Resume*,
  *:Submit*, *:Apply*, *:Merge*, *:Post*, *:Encrypt, *:Sign, *:Generate*, *:Initiate*, *:Complete*, *:Replace*,
  *:Rotate*, *:Transfer*, *:Authorize*, *:Subscribe*, *:Unsubscribe*, *:Provision*, *:Request*, *:Move*, *:Schedule*
T1 read: *:Decrypt*
`,
    },
    {
      // A service by its name alone, as last-accessed reports have it, or a policy of the customer's own.
      apis: '*',
      worst: 0,
      rows: '',
    },
  ],
};
