// What CloudTrail calls an event, in the words in which policies allow it (service authorization reference; "Amazon S3
// CloudTrail events"; CloudTrail writes Lambda's names with the version of its API).

/** Event source → prefix of the actions, where they differ. */
const prefixes: Readonly<Record<string, string>> = {
  monitoring: 'cloudwatch',
  tagging: 'tag',
  email: 'ses',
  'streams.dynamodb': 'dynamodb',
  'models.lex': 'lex',
  'runtime.lex': 'lex',
  'runtime.sagemaker': 'sagemaker',
  'bedrock-runtime': 'bedrock',
  'bedrock-agent': 'bedrock',
  'application-insights': 'applicationinsights',
  opensearch: 'es',
  'entitlement.marketplace': 'aws-marketplace',
  'metering.marketplace': 'aws-marketplace',
};

/** Event → action of the same service, where they differ. */
const actions: ReadonlyMap<string, string> = new Map(
  Object.entries({
    's3:ListBuckets': 'ListAllMyBuckets',
    's3:ListObjects': 'ListBucket',
    's3:ListObjectsV2': 'ListBucket',
    's3:HeadBucket': 'ListBucket',
    's3:HeadObject': 'GetObject',
    's3:SelectObjectContent': 'GetObject',
    's3:CopyObject': 'PutObject',
    's3:CreateMultipartUpload': 'PutObject',
    's3:UploadPart': 'PutObject',
    's3:CompleteMultipartUpload': 'PutObject',
    's3:DeleteObjects': 'DeleteObject',
    's3:ListObjectVersions': 'ListBucketVersions',
    's3:GetBucketEncryption': 'GetEncryptionConfiguration',
    's3:PutBucketEncryption': 'PutEncryptionConfiguration',
    's3:DeleteBucketEncryption': 'PutEncryptionConfiguration',
    's3:GetBucketLifecycle': 'GetLifecycleConfiguration',
    's3:PutBucketLifecycle': 'PutLifecycleConfiguration',
    's3:DeleteBucketLifecycle': 'PutLifecycleConfiguration',
    's3:GetBucketReplication': 'GetReplicationConfiguration',
    's3:PutBucketReplication': 'PutReplicationConfiguration',
    's3:DeleteBucketReplication': 'PutReplicationConfiguration',
    's3:DeleteBucketTagging': 'PutBucketTagging',
    's3:DeleteBucketCors': 'PutBucketCORS',
    's3:PutBucketCors': 'PutBucketCORS',
    's3:GetBucketCors': 'GetBucketCORS',
    's3:DeletePublicAccessBlock': 'PutBucketPublicAccessBlock',
    's3:DeleteBucketPublicAccessBlock': 'PutBucketPublicAccessBlock',
    'lambda:Invoke': 'InvokeFunction',
    'sts:AssumeRoleWithSaml': 'AssumeRoleWithSAML',
  }),
);

const withVersion = /^(.+?)20\d{6}(?:v\d+)?$/;

/** `iam.amazonaws.com`, `CreateUser` → `iam:CreateUser`. */
export function actionOf(source: string, name: string): string {
  const host = source.toLowerCase().replace(/\.(?:amazonaws\.com(?:\.cn)?|amazon\.com|aws\.internal)$/, '');
  const service = (Object.hasOwn(prefixes, host) ? prefixes[host] : undefined) ?? host;
  const plain = withVersion.exec(name)?.[1] ?? name;
  return service === '' ? plain : `${service}:${actions.get(`${service}:${plain}`) ?? plain}`;
}
