// Secrets that Secrets Manager keeps: each is a credential of somebody, of whom only its tags may tell.
import { blankCredential, recordedAt } from '#engine/importers/gather/blank.ts';
import { unknown } from '#shared/model/fact.ts';
import type { AccountObject } from './account-object.ts';
import { accountIn } from './arns.ts';
import { toldByTags } from './tags.ts';

/** ListSecrets, DescribeSecret. */
export const secret: AccountObject = {
  kind: 'secret',
  idMember: 'ARN',
  id: (fields) => fields.plain('ARN'),
  shares: (fields, { tenantOf }) => {
    const arn = fields.plain('ARN');
    return [
      { ref: { namespace: 'secret', externalId: arn, kind: 'api_key', tenant: tenantOf(accountIn(arn)) }, at: '' },
    ];
  },
  read({ fields }) {
    const createdAt = recordedAt(fields.instant('CreatedDate'));
    const rotated = fields.instant('LastRotatedDate');
    const changed = fields.instant('LastChangedDate');
    // Secrets Manager says the day, and nothing where nobody has read it since it keeps count.
    const used = fields.instant('LastAccessedDate') ?? unknown('not_recorded');
    const isDeleted = fields.raw('DeletedDate') !== undefined;
    const service = fields.plain('OwningService');
    const description = fields.plain('Description');
    return {
      vendorKind: 'secret in Secrets Manager',
      name: fields.plain('Name') || fields.plain('ARN'),
      aliases: [fields.plain('Name')],
      ...(description !== '' && { description }),
      status: isDeleted ? 'retired' : 'active',
      createdAt,
      lastUsedAt: used,
      builtIn: service !== '',
      ...(service !== '' && { publisher: `AWS service ${service}` }),
      ...toldByTags(fields),
      credentials: [
        {
          ...blankCredential,
          id: 'value',
          kind: 'api_key',
          vendorKind: fields.isTrue('RotationEnabled') ? 'stored secret, rotated' : 'stored secret',
          status: isDeleted ? 'disabled' : 'active',
          createdAt,
          rotatedAt: recordedAt(rotated ?? changed ?? createdAt),
          expiresAt: fields.isTrue('RotationEnabled') ? (fields.instant('NextRotationDate') ?? 'never') : 'never',
          lastUsedAt: used,
          storage: [{ place: 'vault', at: fields.plain('ARN') }],
        },
      ],
    };
  },
};
