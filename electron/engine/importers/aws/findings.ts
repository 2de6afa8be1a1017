// Findings about keys of IAM: of Security Hub (AWS Security Finding Format) and of GuardDuty.
import type { Fields } from '#engine/importers/fields.ts';
import type { Ref, Share } from '#engine/importers/gather/source-object.ts';
import type { Account } from './account.ts';
import type { AccountObject } from './account-object.ts';
import { principalRef, roleRef, rootRef, userRef } from './arns.ts';

/** Said of a credential that somebody else has seen or taken. */
const leak = /expos|leak|exfiltrat|compromis|stolen|credential.?theft/i;
const closed = new Set(['RESOLVED', 'SUPPRESSED', 'ARCHIVED']);

const isOpen = (finding: Fields): boolean =>
  ![
    finding.plain('RecordState'),
    finding.object('Workflow')?.plain('Status') ?? '',
    finding.plain('WorkflowState'),
  ].some((word) => closed.has(word)) && !(finding.object('service') ?? finding).isTrue('archived');

const wordsOf = (finding: Fields): readonly string[] => [
  ...(finding.raw('Types') === undefined ? [] : (finding.texts('Types') ?? [])),
  ...['Title', 'type', 'title'].map((name) => finding.plain(name)),
];

const accountOf = (finding: Fields): string => finding.plain('AwsAccountId') || finding.plain('accountId');

function refCalled(name: string, type: string, account: string, { tenantOf }: Account): Ref | null {
  const tenant = tenantOf(/^\d{12}$/.test(account) ? account : '');
  if (/root/i.test(type)) return rootRef(tenant);
  if (name === '') return null;
  return /role/i.test(type) ? roleRef(name, tenant) : userRef(name, tenant);
}

interface Meant {
  readonly ref: Ref;
  readonly keys: readonly string[];
  readonly at: string;
}

/** Whom the finding is about, one a resource. */
function meantBy(finding: Fields, account: Account): readonly Meant[] {
  const key = finding.object('resource')?.object('accessKeyDetails') ?? null;
  if (key !== null) {
    const ref = refCalled(key.plain('userName'), key.plain('userType'), accountOf(finding), account);
    return ref === null ? [] : [{ ref, keys: [key.plain('accessKeyId'), key.plain('principalId')], at: '' }];
  }
  return finding.objects('Resources').flatMap((resource, index): readonly Meant[] => {
    const id = resource.plain('Id');
    const details = resource.object('Details')?.object('AwsIamAccessKey') ?? null;
    const name = details?.plain('UserName') || details?.plain('PrincipalName') || '';
    const ref =
      principalRef(id, account.tenantOf) ??
      (details === null ? null : refCalled(name, details.plain('PrincipalType'), accountOf(finding), account));
    const keys = [details?.plain('AccessKeyId') ?? '', details?.plain('PrincipalId') ?? ''];
    return ref === null ? [] : [{ ref, keys, at: `.Resources[${index}]` }];
  });
}

const shareOf = ({ ref, at }: Meant, _index: number, all: readonly Meant[]): Share => ({
  ref,
  at: all.length === 1 ? '' : at,
});

export const finding: AccountObject = {
  kind: 'finding',
  idMember: 'Id',
  id: (fields) => fields.plain('Id') || fields.plain('id') || fields.plain('arn'),
  shares: (fields, account) => meantBy(fields, account).map(shareOf),
  read({ fields, ref }, account) {
    const meant = meantBy(fields, account).filter((one) => one.ref.externalId === ref.externalId);
    const leaked = isOpen(fields) && wordsOf(fields).some((text) => leak.test(text));
    if (!leaked) {
      const title = fields.plain('Title') || fields.plain('title');
      const message = `a finding is kept as a record, for it is closed or shows no credential in the open: ${title}`;
      fields.complain('info', 'import.skipped', 'Title', message);
    }
    return {
      vendorKind:
        ref.namespace === 'role' ? 'IAM role' : ref.namespace === 'root' ? 'AWS account root user' : 'IAM user',
      aliases: meant.flatMap(({ keys }) => keys),
      ...(leaked && { leaked }),
    };
  },
};
