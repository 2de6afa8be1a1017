import type { ActionFile } from '#engine/catalogue/action-file.ts';

/** CloudTrail: management events are always recorded, data events only where a trail asks for them. */
export const aws: ActionFile = {
  source: 'AWS CloudTrail user guide, management and data events',
  licence: 'own work from public documentation',
  read: '2026-11-28',
  vendors: ['aws', 'cognito'],
  rows: `
none -> arn:*, iam:PassRole, sts:TagSession, sts:SetContext, sts:SetSourceIdentity, s3:GetObjectVersion*,
  s3:BypassGovernanceRetention, s3:*EncryptionConfiguration, s3:*LifecycleConfiguration, s3:*ReplicationConfiguration,
  s3:*AccelerateConfiguration, s3:*InventoryConfiguration, s3:*MetricsConfiguration, s3:*AnalyticsConfiguration,
  s3:*BucketPublicAccessBlock, s3:*IntelligentTieringConfiguration, kms:ReEncrypt*, logs:Unmask, rds-db:connect
always s3:ListBuckets -> s3:ListAllMyBuckets
seen s3:ListObjects*, s3:HeadBucket, s3:ListObjectVersions -> s3:ListBucket, s3:ListBucketVersions
seen s3:HeadObject, s3:GetObject*, s3:SelectObjectContent, s3:CopyObject -> s3:GetObject
seen s3:CopyObject, s3:UploadPart*, s3:CreateMultipartUpload, s3:CompleteMultipartUpload -> s3:PutObject
seen s3:DeleteObjects -> s3:DeleteObject
seen s3:*Object*, s3:*Multipart*, s3:UploadPart* -> =
seen lambda:Invoke* -> lambda:InvokeFunction, lambda:InvokeAsync
seen lambda:Invoke* -> =
seen dynamodb:*Item*, dynamodb:Query, dynamodb:Scan, dynamodb:PartiQL*, dynamodb:ExecuteStatement,
  dynamodb:BatchExecuteStatement, dynamodb:ExecuteTransaction -> =
seen sqs:SendMessage*, sqs:ReceiveMessage, sqs:DeleteMessage*, sqs:ChangeMessageVisibility* -> =
seen sns:Publish* -> =
seen kinesis:PutRecord*, kinesis:Get*, kinesis:SubscribeToShard -> =
seen execute-api:*, apigateway:* -> =
seen cloudwatch:PutMetricData, cloudwatch:GetMetric* -> =
seen logs:PutLogEvents, logs:GetLogEvents, logs:FilterLogEvents -> =
seen ssm-messages:*, ssmmessages:*, ec2messages:*, xray:Put*, bedrock:Invoke*, bedrock:Converse* -> =
always *:* -> =
`,
};
