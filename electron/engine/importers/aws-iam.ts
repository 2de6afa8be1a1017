import { emptyAccount } from './aws/account.ts';
import { accountAnswers, lists, reportText, singles } from './aws/account-answers.ts';
import { elementsOf, readAnswers } from './aws/answers.ts';
import { accountObjects, shapes } from './aws/objects.ts';
import { isHeadless, ReportRows } from './aws/report-rows.ts';
import { GatheredFile } from './gather/gathered-file.ts';
import type { Head, Importer, Reading, Recognition } from './importer.ts';

/** Lists and objects that no other vendor's answers have. */
const own = new Set([
  'UserDetailList', 'GroupDetailList', 'RoleDetailList', 'AccessKeyMetadata', 'OpenIDConnectProviderList', 'SAMLProviderList',
  'VirtualMFADevices', 'ServiceSpecificCredentials', 'ServicesLastAccessed', 'EntityDetailsList', 'SSHPublicKeys', 'AccessKeyLastUsed',
  'InstanceProfiles', 'ServerCertificateMetadataList', 'SummaryMap', 'LoginProfile', 'AssumeRolePolicyDocument', 'SecretList',
  'ServiceSpecificCredential', 'InstanceProfile', 'SSHPublicKey',
]); // biome-ignore format: a list of words
const arn = /arn:aws[a-z-]*:(?:iam|sts|secretsmanager|securityhub):/;
const keyId = /"A(?:KIA|SIA|IDA|ROA|GPA)[A-Z0-9]{12,}"/;
const accountIn = /"(?:Arn|ARN|arn)\\?"\s*:\s*\\?"arn:aws[a-z-]*:[a-z]+:[a-z0-9-]*:(\d{12}):/;
const anyAccount =
  /arn:aws[a-z-]*:(?:iam|sts|secretsmanager):[a-z0-9-]*:(\d{12}):|"(?:AwsAccountId|account|accountId)"\s*:\s*"(\d{12})"/;

function accountOf({ text }: Head): string | null {
  const content = /"Content"\s*:\s*"([A-Za-z0-9+/]{64,20000})/.exec(text)?.[1];
  const report =
    content === undefined ? '' : (reportText(content.slice(0, content.length - (content.length % 4))) ?? '');
  const found = accountIn.exec(text) ?? anyAccount.exec(text) ?? anyAccount.exec(report);
  return found?.[1] ?? found?.[2] ?? null;
}

function confidenceOf(head: Head): number {
  const { format, columns, members, text } = head;
  const has = (name: string): boolean => members.includes(name);
  if (format === 'csv') {
    if (['user', 'arn', 'user_creation_time'].every((column) => columns.includes(column))) return 0.95;
    return isHeadless(columns) ? 0.9 : 0;
  }
  // Events are read by `aws-cloudtrail`, pools by `cognito`.
  if (
    format !== 'json' ||
    has('eventSource') ||
    has('Records') ||
    has('Events') ||
    /"UserPool(?:Id|s)?"\s*:/.test(text)
  )
    return 0;
  if (has('Content') && has('ReportFormat')) return 0.95;
  if (members.some((name) => own.has(name))) return 0.9;
  const isHere = arn.test(text) || keyId.test(text);
  if (has('status_code') && has('data')) return ownInside(text) || isHere ? 0.85 : 0;
  if (has('version') && has('examples')) return isHere ? 0.85 : 0;
  if (has('detail-type') && has('detail')) return /"(?:findings|accessKeyDetails)"\s*:/.test(text) ? 0.85 : 0;
  if (has('ProductArn') && has('AwsAccountId')) return 0.9;
  if (!isHere) return has('Tags') && has('IsTruncated') ? 0.5 : 0;
  const isWrapped = [...lists, ...singles].some((name) => has(name));
  return isWrapped || shapes.some(({ object, members: wanted }) => object.kind !== 'report row' && wanted.every(has))
    ? 0.85
    : 0;
}

const ownInside = (text: string): boolean =>
  [...text.matchAll(/"(\w+)"\s*:/g)].some(([, name = '']) => own.has(name) || name === 'ReportFormat');

function recognise(head: Head): Recognition | null {
  const confidence = confidenceOf(head);
  return confidence === 0 ? null : { confidence, vendor: 'aws', tenantId: accountOf(head), tenantName: null };
}

const elements = elementsOf(accountAnswers());

function begin(...[context, sink]: Parameters<Importer['begin']>): Reading {
  const file = new GatheredFile(context, sink, accountObjects, emptyAccount(context));
  const answers = readAnswers(context, file, accountAnswers());
  const rows = new ReportRows();
  return {
    ...answers,
    item(item) {
      if (item.pattern === '$header') for (const one of rows.header(item)) file.item(one);
      else if (item.pattern === '$row') file.item(rows.row(item));
      else return answers.item(item);
    },
  };
}

/**
 * Answers of AWS IAM, as the command line, SDKs and recorders write them: the account's authorization details, users, roles,
 * policies, keys and other credentials, service last accessed details, identity providers, the credential report as table or
 * in its answer; secrets of Secrets Manager; findings about keys. See `userRef` for the ids of identities.
 */
export const awsIam: Importer = {
  id: 'aws-iam',
  label: 'AWS IAM answers and credential report',
  version: 3,
  authority: 'object',
  recognise,
  records: [...elements, '$row'],
  elements,
  begin,
};
