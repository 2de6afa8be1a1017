// Managed policies: no identities, but what those who hold them may do.
import { remembered } from './account.ts';
import type { AccountObject } from './account-object.ts';
import { statementsInForce, statementsOf } from './policies.ts';

/** ListPolicies, GetPolicy, and the account's details, which alone carry the documents. */
export const managedPolicy: AccountObject = {
  kind: 'policy',
  idMember: 'Arn',
  id: (fields) => fields.plain('Arn'),
  shares: () => [],
  learn(fields, account, again) {
    if (fields.raw('PolicyVersionList') === undefined) return;
    account.documents.set(
      fields.plain('Arn'),
      remembered(account, () => statementsInForce(again())),
    );
  },
};

/** GetPolicyVersion names its policy only where the request is kept too. */
export const policyVersion: AccountObject = {
  kind: 'policy version',
  idMember: 'VersionId',
  id: (fields) => `${fields.plain('PolicyArn')} ${fields.plain('VersionId')}`.trim(),
  shares: () => [],
  learn(fields, account, again) {
    const arn = fields.plain('PolicyArn');
    if (arn === '' || account.documents.has(arn)) return;
    account.documents.set(
      arn,
      remembered(account, () => statementsOf(again(), 'Document')),
    );
  },
};
