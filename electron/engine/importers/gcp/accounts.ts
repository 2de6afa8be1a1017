// Service accounts, and the key files that were downloaded for them.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential } from '#engine/importers/gather/blank.ts';
import type { Contribution, SourceObject } from '#engine/importers/gather/source-object.ts';
import { ownersIn } from '#engine/importers/owners.ts';
import type { TokenPolicy } from '#shared/model/token-policy.ts';
import { assetName, type Cloud, dataOf } from './cloud.ts';
import { accountNamed } from './names.ts';
import { accountRef, isAgent, localPart } from './principals.ts';

/** Access tokens of service accounts live an hour; an organization policy may allow twelve. */
const tokenPolicy: TokenPolicy = {
  accessTtl: 3600,
  accessTtlFrom: 'vendor_default',
  refreshAbsolute: null,
  refreshIdle: null,
  refreshRotation: false,
  offline: false,
};

/** What is known of an account by its address alone. */
export const commonOf = (address: string): Contribution => ({
  vendorKind: 'serviceAccount',
  name: localPart(address),
  builtIn: isAgent(address),
  ...(isAgent(address) && { publisher: 'Google', publisherVerified: true }),
  autonomy: 'unattended',
  tokenPolicy,
});

function emailOf(fields: Fields): string {
  const data = dataOf(fields);
  const named = accountNamed(data.plain('name'))?.account ?? '';
  return (data.plain('email') || (named.includes('@') ? named : '')).toLowerCase();
}

const uniqueIdOf = (fields: Fields): string => {
  const named = accountNamed(assetName(fields))?.account ?? '';
  return dataOf(fields).plain('uniqueId') || (named.includes('@') ? '' : named);
};

/** `owner: ana@example.com`, `contact ana@example.com`. */
const ownerIn = (description: string): string | undefined =>
  /\b(?:owners?|owned by|contact|maintainer|maintained by)\s*[:=]?\s*([^\s,;<>()]+@[^\s,;<>()]+)/i.exec(
    description,
  )?.[1];

export const account: SourceObject<Cloud> = {
  kind: 'service account',
  idMember: 'email',
  id: emailOf,
  shares: (fields, { tenantOf }) => [{ ref: accountRef(emailOf(fields), tenantOf), at: '' }],
  learn(fields, { emails, accounts }) {
    const address = emailOf(fields);
    accounts.add(address);
    if (uniqueIdOf(fields) !== '') emails.set(uniqueIdOf(fields), address);
  },
  read({ fields }) {
    const data = dataOf(fields);
    const address = emailOf(fields);
    const disabled = data.flag('disabled');
    const description = data.plain('description');
    return {
      ...commonOf(address),
      name: data.plain('displayName') || localPart(address),
      description,
      aliases: [uniqueIdOf(fields), data.plain('name'), data.plain('oauth2ClientId')],
      status: disabled === true ? 'disabled' : 'active',
      owners: ownersIn([ownerIn(description)]),
    };
  },
};

const keyFileEmail = (fields: Fields): string => fields.plain('client_email').toLowerCase();

/** A downloaded key: that it lies about is the finding. */
export const keyFile: SourceObject<Cloud> = {
  kind: 'key file',
  idMember: 'client_email',
  id: (fields) => {
    const address = keyFileEmail(fields);
    return address === '' ? '' : `${address} ${fields.plain('private_key_id')}`;
  },
  shares: (fields, { tenantOf }) => [{ ref: accountRef(keyFileEmail(fields), tenantOf), at: '' }],
  learn(fields, { emails, accounts }) {
    accounts.add(keyFileEmail(fields));
    if (fields.plain('client_id') !== '') emails.set(fields.plain('client_id'), keyFileEmail(fields));
  },
  read: ({ fields }) => ({
    ...commonOf(keyFileEmail(fields)),
    aliases: [fields.plain('client_id')],
    leaked: true,
    credentials: [
      {
        ...blankCredential,
        id: fields.plain('private_key_id') || 'key file',
        kind: 'private_key_jwt',
        vendorKind: 'downloaded key file',
      },
    ],
  }),
};
