// What stands around the objects: answers of the API, of the command line and of SDKs, recordings of them, SDK examples,
// events of EventBridge, reports in base64.
import { CsvReader } from '#engine/importers/csv-rows.ts';
import { isObject } from '#engine/importers/fields.ts';
import type { Item } from '#engine/importers/importer.ts';
import { reportColumns } from './report.ts';

type Members = Readonly<Record<string, unknown>>;

/** Members of answers that are lists of objects. */
export const lists = [
  'UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies', 'Users', 'Groups', 'Roles', 'AccessKeyMetadata',
  'ServiceSpecificCredentials', 'SSHPublicKeys', 'Certificates', 'MFADevices', 'VirtualMFADevices', 'OpenIDConnectProviderList',
  'SAMLProviderList', 'InstanceProfiles', 'ServicesLastAccessed', 'EntityDetailsList', 'ServerCertificateMetadataList', 'Versions',
  'SecretList', 'Findings', 'findings',
] as const; // biome-ignore format: a list of words

/** Members of answers that are one object. */
export const singles = [
  'User', 'Group', 'Role', 'Policy', 'AccessKey', 'ServiceSpecificCredential', 'SSHPublicKey', 'Certificate', 'VirtualMFADevice',
  'InstanceProfile', 'LoginProfile', 'PolicyVersion', 'ServerCertificateMetadata', 'ServerCertificate',
] as const; // biome-ignore format: a list of words

/** Members that only stand around. */
const around = new Set([
  'IsTruncated', 'Marker', 'NextToken', 'NextMarker', 'ResponseMetadata', '$metadata', 'JobStatus', 'JobType', 'JobCreationDate',
  'JobCompletionDate', 'status_code', 'LoggedAt', 'ContentLength', 'HttpStatusCode', 'NumberOfServicesAccessible',
  'NumberOfServicesNotAccessed',
]); // biome-ignore format: a list of words

export const isAround = (name: string): boolean => around.has(name);

const of = (item: Item, place: string, value: unknown): Item => ({
  ...item,
  path: `${item.path}${place}`,
  value,
  fingerprints: new Map(
    [...item.fingerprints].flatMap(([path, print]) =>
      `.${path}`.startsWith(`${place}.`) ? [[`.${path}`.slice(place.length + 1), print] as const] : [],
    ),
  ),
});

/** What the request said of whom it asks, where a recording kept it: an answer alone does not tell it. */
const subjects = [
  'UserName',
  'RoleName',
  'GroupName',
  'AccessKeyId',
  'PolicyArn',
  'OpenIDConnectProviderArn',
  'SAMLProviderArn',
];

const withSubject = (value: Members, input: Members): Members => ({
  ...Object.fromEntries(subjects.flatMap((name) => (Object.hasOwn(input, name) ? [[name, input[name]]] : []))),
  ...value,
});

/** The objects of one answer, however deep it is wrapped. */
export function* unwrapped(item: Item, depth = 0): Iterable<Item> {
  const { value } = item;
  if (!isObject(value) || depth > 4) {
    yield item;
    return;
  }
  const { data, detail, output, input, Findings: findings } = value;
  if ('status_code' in value && isObject(data)) yield* unwrapped(of(item, '.data', data), depth + 1);
  else if ('source' in value && isObject(detail)) yield* unwrapped(of(item, '.detail', detail), depth + 1);
  else if ('title' in value && isObject(output)) {
    const asked = isObject(input) ? withSubject(output, input) : output;
    yield* unwrapped(of(item, '.output', asked), depth + 1);
  } else if (isObject(findings)) yield of(item, '.Findings', findings);
  else if ('Content' in value && 'ReportFormat' in value) yield* rowsOf(of(item, '.Content', value['Content']));
  else yield* objectsOf(item, value);
}

function* objectsOf(item: Item, value: Members): Iterable<Item> {
  const found = lists.filter((name) => Array.isArray(value[name]));
  const single = singles.filter((name) => isObject(value[name]));
  // Objects with lists of their own, such as an instance profile, and answers about one user stay whole.
  const isObjectItself =
    'InstanceProfileId' in value || 'PolicyId' in value || ('UserName' in value && 'Groups' in value);
  if (isObjectItself || found.length + single.length === 0) {
    if (Object.keys(value).some((name) => !around.has(name))) yield item;
    return;
  }
  const members = membersIn(value['Users']);
  for (const name of single) {
    const inner = value[name];
    if (isObject(inner))
      yield of(item, `.${name}`, name === 'Group' ? withMembers(inner, members) : withSubject(inner, value));
  }
  for (const name of found) {
    const list = value[name];
    for (const [index, inner] of (Array.isArray(list) ? list : []).entries())
      yield of(item, `.${name}[${index}]`, inner);
  }
}

export const membersIn = (users: unknown): readonly string[] =>
  (Array.isArray(users) ? users : []).flatMap((user: unknown) =>
    isObject(user) && typeof user['Arn'] === 'string' ? [user['Arn']] : [],
  );

/** GetGroup names the members beside the group. */
export const withMembers = (group: Members, arns: readonly string[]): Members =>
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
    yield { ...of(item, ` row ${number}`, rowNamed(columns, cells)) };
}

export const rowNamed = (columns: readonly string[], cells: readonly string[]): Members =>
  Object.fromEntries(columns.map((column, index) => [column.trim(), cells[index] ?? '']));
