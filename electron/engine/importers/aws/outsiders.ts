// Those whom a trust policy lets in from outside of the account, and the providers that vouch for them.
import { blankCredential } from '#engine/importers/gather/blank.ts';
import type { Contribution, Ref } from '#engine/importers/gather/source-object.ts';
import { unknown } from '#shared/model/fact.ts';
import { isVendor, vendorOfAccount } from './vendors.ts';

const amazon = 'Amazon Web Services';

const federatedBy = (vendorKind: string): Pick<Contribution, 'credentials'> => ({
  credentials: [
    { ...blankCredential, id: 'federated', kind: 'federated', vendorKind, expiresAt: unknown('not_recorded') },
  ],
});

export function outsider({ namespace, externalId, tenant }: Ref): Contribution {
  switch (namespace) {
    case 'service':
      return {
        vendorKind: 'AWS service',
        publisher: amazon,
        publisherVerified: true,
        builtIn: true,
        autonomy: 'unattended',
      };
    case 'account':
      return accountContribution(externalId);
    case 'oidc-subject': {
      const [issuer = '', ...subject] = externalId.split(' ');
      const name = subject.join(' ');
      return { vendorKind: `OIDC subject of ${issuer}`, name, aliases: [name], ...federatedBy('OpenID Connect') };
    }
    case 'oidc-provider':
      return { vendorKind: 'OIDC provider', ...federatedBy('OpenID Connect') };
    case 'saml-provider':
      return { vendorKind: 'SAML provider', ...federatedBy('SAML 2.0') };
    case 'root':
      return { vendorKind: 'AWS account root user', name: 'root user', builtIn: true };
    default: {
      const owner = tenant?.name ?? '';
      return {
        vendorKind: namespace === 'role' ? 'IAM role' : 'IAM user',
        name: externalId,
        ...(isVendor(owner) && { publisher: owner, publisherVerified: true }),
      };
    }
  }
}

function accountContribution(account: string): Contribution {
  if (account === '*') return { vendorKind: 'anybody with an AWS account', name: 'any AWS account' };
  const vendor = vendorOfAccount(account);
  return {
    vendorKind: 'AWS account',
    name: vendor === null ? `account ${account}` : `${vendor} (account ${account})`,
    publisher: vendor ?? unknown('not_recorded'),
    ...(vendor !== null && { publisherVerified: true }),
    externalId: `arn:aws:iam::${account}:root`,
    aliases: [account],
  };
}
