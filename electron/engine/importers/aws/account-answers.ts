// Answers of IAM, Secrets Manager and Security Hub; the credential report in its answer.
import { CsvReader } from '#engine/importers/csv-rows.ts';
import { isObject } from '#engine/importers/fields.ts';
import type { Item } from '#engine/importers/importer.ts';
import { type Answers, type Members, partOf } from './answers.ts';
import { reportColumns } from './report.ts';

export const lists = [
  'UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies', 'Users', 'Groups', 'Roles', 'AccessKeyMetadata',
  'ServiceSpecificCredentials', 'SSHPublicKeys', 'Certificates', 'MFADevices', 'VirtualMFADevices', 'OpenIDConnectProviderList',
  'SAMLProviderList', 'InstanceProfiles', 'ServicesLastAccessed', 'EntityDetailsList', 'ServerCertificateMetadataList', 'Versions',
  'SecretList', 'Findings', 'findings',
] as const; // biome-ignore format: a list of words

export const singles = [
  'User', 'Group', 'Role', 'Policy', 'AccessKey', 'ServiceSpecificCredential', 'SSHPublicKey', 'Certificate', 'VirtualMFADevice',
  'InstanceProfile', 'LoginProfile', 'PolicyVersion', 'ServerCertificateMetadata', 'ServerCertificate',
] as const; // biome-ignore format: a list of words

/** One file of them: who is in a group stands beside it. */
export function accountAnswers(): Answers {
  const listed: string[] = [];
  return {
    lists,
    singles,
    subjects: [
      'UserName',
      'RoleName',
      'GroupName',
      'AccessKeyId',
      'PolicyArn',
      'OpenIDConnectProviderArn',
      'SAMLProviderArn',
    ],
    isWhole: (value) =>
      'InstanceProfileId' in value || 'PolicyId' in value || ('UserName' in value && 'Groups' in value),
    other(item, value) {
      const { Findings: findings } = value;
      if (isObject(findings)) return [partOf(item, '.Findings', findings)];
      return 'Content' in value && 'ReportFormat' in value ? rowsOf(partOf(item, '.Content', value['Content'])) : null;
    },
    beside: (name, inner, value) =>
      name === 'Group' ? withMembers(inner, [...listed, ...membersIn(value['Users'])]) : inner,
    sees: ({ pattern, value }) => {
      if (pattern.endsWith('.Users[*]')) listed.push(...membersIn([value]));
    },
  };
}

const membersIn = (users: unknown): readonly string[] =>
  (Array.isArray(users) ? users : []).flatMap((user: unknown) =>
    isObject(user) && typeof user['Arn'] === 'string' ? [user['Arn']] : [],
  );

/** GetGroup names the members beside the group. */
const withMembers = (group: Members, arns: readonly string[]): Members =>
  arns.length === 0 ? group : { ...group, MemberArns: arns };

/** The text of a report: base64, as the API answers it, bytes as one SDK writes them, or decoded by another. */
export function reportText(content: unknown): string | null {
  const bytes = isObject(content) ? content['data'] : content;
  if (Array.isArray(bytes)) {
    const all = bytes.every((byte) => typeof byte === 'number');
    return all ? new TextDecoder().decode(Uint8Array.from(bytes.map(Number))) : null;
  }
  if (typeof bytes !== 'string') return null;
  if (/^\s*(?:b')?user,arn,/.test(bytes)) return bytes.replace(/^\s*b'([\s\S]*)'\s*$/, '$1').replaceAll('\\n', '\n');
  try {
    const decoded = Uint8Array.from(atob(bytes.replace(/\s+/g, '')), (char) => char.charCodeAt(0));
    return new TextDecoder().decode(decoded);
  } catch {
    // Neither a table nor base64.
    return null;
  }
}

const longestRow = 1024 * 1024;

function* rowsOf(item: Item): Iterable<Item> {
  const text = reportText(item.value);
  const { rows } = text === null ? { rows: [] } : new CsvReader(',', longestRow).push(text, true);
  const [first, ...others] = rows;
  if (first === undefined) {
    yield item;
    return;
  }
  const headed = first.cells.includes('arn');
  const columns = headed ? first.cells : reportColumns;
  for (const { number, cells } of headed ? others : rows)
    yield partOf(item, ` row ${number}`, rowNamed(columns, cells));
}

export const rowNamed = (columns: readonly string[], cells: readonly string[]): Members =>
  Object.fromEntries(columns.map((column, index) => [column.trim(), cells[index] ?? '']));
