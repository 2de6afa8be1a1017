// Policy documents (IAM user guide, "IAM JSON policy elements").
import { Fields, isObject } from '#engine/importers/fields.ts';

export interface Statement {
  /** Names it inside its document: the Sid, else its place. */
  readonly id: string;
  readonly allows: boolean;
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  /** Keys that a condition asks for: `aws:sourceip`. */
  readonly conditions: readonly string[];
  /** The statement itself; null: it stands in no file. */
  readonly fields: Fields | null;
}

/** What AWS makes of its policy AdministratorAccess. */
export const everything: Statement = {
  id: '0',
  allows: true,
  actions: ['*'],
  notActions: [],
  resources: ['*'],
  notResources: [],
  conditions: [],
  fields: null,
};

/** More in one document are written by nobody: AWS takes some ten kilobytes. */
const mostStatements = 2_000;

/** A text or a list of texts: IAM takes both. */
export function textsOf(fields: Fields, name: string): readonly string[] {
  const value = fields.raw(name);
  if (Array.isArray(value)) return fields.texts(name) ?? [];
  const text = fields.plain(name);
  return text === '' ? [] : [text];
}

/** The document, which the API answers URL-encoded and the command line decoded. */
function documentOf(holder: Fields, member: string): Fields | null {
  const value = holder.raw(member);
  if (typeof value !== 'string') return holder.object(member);
  const document = parsed(value);
  if (document !== null) return new Fields(document, holder.record, complaintsOf(holder), `${member}.`);
  holder.complain('warning', 'import.unreadable_value', member, `${member} is not a policy document: unknown`);
  return null;
}

function parsed(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text.trimStart().startsWith('%') ? decodeURIComponent(text) : text);
    return isObject(value) ? value : null;
  } catch {
    // Neither encoding: the caller says so.
    return null;
  }
}

const complaintsOf = (holder: Fields): ConstructorParameters<typeof Fields>[2] => ({
  problem: ({ severity, code, field, message }) => holder.complain(severity, code, field ?? '', message),
});

/** null: there is no document, or none that could be read. */
export function statementsOf(holder: Fields, member: string): readonly Statement[] | null {
  const document = documentOf(holder, member);
  if (document === null) return null;
  const list = Array.isArray(document.raw('Statement'))
    ? document.objects('Statement')
    : [document.object('Statement')].filter((one) => one !== null);
  if (list.length > mostStatements) {
    const message = `${member} holds ${list.length} statements: ${mostStatements} were read`;
    holder.complain('warning', 'import.counted_only', member, message);
  }
  return list.slice(0, mostStatements).map((fields, index): Statement => {
    const condition = fields.object('Condition');
    return {
      id: fields.plain('Sid') || String(index),
      allows: fields.plain('Effect') === 'Allow',
      actions: textsOf(fields, 'Action'),
      notActions: textsOf(fields, 'NotAction'),
      resources: textsOf(fields, 'Resource'),
      notResources: textsOf(fields, 'NotResource'),
      conditions: (condition?.names() ?? []).flatMap((operator) => condition?.object(operator)?.names() ?? []),
      fields,
    };
  });
}

/** Of a managed policy, whose versions the account's details hold: the one in force. */
export function statementsInForce(policy: Fields): readonly Statement[] | null {
  const versions = policy.objects('PolicyVersionList');
  const inForce =
    versions.find((version) => version.isTrue('IsDefaultVersion')) ??
    versions.find((version) => version.plain('VersionId') === policy.plain('DefaultVersionId'));
  return inForce === undefined ? null : statementsOf(inForce, 'Document');
}
