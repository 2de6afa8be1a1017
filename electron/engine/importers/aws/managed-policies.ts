// Managed policies: no identities, but what those who hold them may do.
import type { AccountObject } from './account-object.ts';
import { statementsInForce, statementsOf } from './policies.ts';

/** ListPolicies, GetPolicy, and the account's details, which alone carry the documents. */
export const managedPolicy: AccountObject = {
  kind: 'policy',
  idMember: 'Arn',
  id: (fields) => fields.plain('Arn'),
  shares: () => [],
  learn(fields, { documents }, again) {
    if (fields.raw('PolicyVersionList') !== undefined)
      documents.set(fields.plain('Arn'), () => statementsInForce(again()));
  },
};

/** GetPolicyVersion names its policy only where the request is kept too. */
export const policyVersion: AccountObject = {
  kind: 'policy version',
  idMember: 'VersionId',
  id: (fields) => `${fields.plain('PolicyArn')} ${fields.plain('VersionId')}`.trim(),
  shares: () => [],
  learn(fields, { documents }, again) {
    const arn = fields.plain('PolicyArn');
    if (arn !== '' && !documents.has(arn)) documents.set(arn, () => statementsOf(again(), 'Document'));
  },
};
