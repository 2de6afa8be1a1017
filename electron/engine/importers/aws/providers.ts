// Identity providers that an account trusts.
import type { Fields } from '#engine/importers/fields.ts';
import { recordedAt } from '#engine/importers/gather/blank.ts';
import type { Ref } from '#engine/importers/gather/source-object.ts';
import type { Account } from './account.ts';
import { type AccountObject, named } from './account-object.ts';
import { accountIn, readArn } from './arns.ts';
import { outsider } from './outsiders.ts';
import { toldByTags } from './tags.ts';

const arnOf = (fields: Fields): string =>
  fields.plain('Arn') || fields.plain('OpenIDConnectProviderArn') || fields.plain('SAMLProviderArn');

function refOf(fields: Fields, { tenantOf }: Account): Ref | null {
  const arn = readArn(arnOf(fields));
  const host = arn?.type === 'oidc-provider' ? arn.path : fields.plain('Url').replace(/^https:\/\//, '');
  const tenant = tenantOf(accountIn(arnOf(fields)));
  if (arn?.type === 'saml-provider')
    return { namespace: 'saml-provider', externalId: arn.path, kind: 'workload', tenant };
  return host === '' ? null : { namespace: 'oidc-provider', externalId: host, kind: 'workload', tenant };
}

/** ListOpenIDConnectProviders, GetOpenIDConnectProvider, ListSAMLProviders, GetSAMLProvider. */
export const provider: AccountObject = {
  kind: 'identity provider',
  idMember: 'Arn',
  id: (fields) => arnOf(fields) || fields.plain('Url'),
  shares(fields, account) {
    const ref = refOf(fields, account);
    return ref === null ? [] : [{ ref, at: '' }];
  },
  read({ fields, ref }) {
    const told = outsider(ref);
    const ends = fields.instant('ValidUntil');
    return {
      ...told,
      ...named(arnOf(fields)),
      name: ref.externalId,
      aliases: [ref.externalId, ...(fields.texts('ClientIDList') ?? [])],
      createdAt: recordedAt(fields.instant('CreateDate')),
      ...toldByTags(fields),
      ...(ends !== undefined && {
        credentials: (told.credentials ?? []).map((credential) => ({ ...credential, expiresAt: ends })),
      }),
    };
  },
};
