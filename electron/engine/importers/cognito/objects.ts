import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, recordedAt } from '#engine/importers/gather/blank.ts';
import type { SourceObject, Vendored } from '#engine/importers/gather/source-object.ts';
import { unknown } from '#shared/model/fact.ts';
import { client, clientSecret } from './clients.ts';
import { named, type Pools, poolOf, refIn } from './pool.ts';

type PoolObject = SourceObject<Pools>;

const keep = ({ others }: Pools, kind: string): readonly [] => {
  const count = others.get(kind) ?? 0;
  others.set(kind, count + 1);
  return [];
};

/** ListUserPools, DescribeUserPool: its tags say whose its clients are. */
const pool: PoolObject = {
  kind: 'user pool',
  idMember: 'Id',
  id: (fields) => fields.plain('Id'),
  shares: (_fields, pools) => keep(pools, 'user pools'),
  learn(fields, { pools }, again) {
    if (!pools.has(fields.plain('Id')) || fields.raw('UserPoolTags') !== undefined)
      pools.set(fields.plain('Id'), again);
  },
};

const resourceServer: PoolObject = {
  kind: 'resource server',
  idMember: 'Identifier',
  id: (fields) => (fields.plain('Identifier') === '' ? '' : `${poolOf(fields)} ${fields.plain('Identifier')}`),
  shares: (_fields, pools) => keep(pools, 'resource servers'),
  learn(fields, { scopes, listed }) {
    listed.add(poolOf(fields));
    for (const scope of fields.objects('Scopes'))
      scopes.add(`${poolOf(fields)} ${fields.plain('Identifier')}/${scope.plain('ScopeName')}`);
  },
};

/** The pool is a client of the providers that it lets people in from. */
const identityProvider: PoolObject = {
  kind: 'identity provider',
  idMember: 'ProviderName',
  id: (fields) => (fields.plain('ProviderName') === '' ? '' : `${poolOf(fields)} ${fields.plain('ProviderName')}`),
  shares: (fields, pools) => [
    {
      ref: refIn(pools, 'identity-provider', poolOf(fields), fields.plain('ProviderName'), 'oauth_client'),
      at: '',
    },
  ],
  read({ fields, fingerprints }) {
    const details = fields.object('ProviderDetails');
    const scopes = (details?.plain('authorize_scopes') ?? '').split(/[\s,]+/).filter((scope) => scope !== '');
    const hasSecret = details?.raw('client_secret') !== undefined || details?.raw('private_key') !== undefined;
    const issuer = details?.plain('oidc_issuer') || fields.plain('ProviderType');
    return {
      vendorKind: `client of the identity provider ${fields.plain('ProviderType')}`.trim(),
      name: fields.plain('ProviderName'),
      ...named(fields, fields.plain('ProviderName')),
      aliases: [details?.plain('client_id') ?? ''],
      createdAt: recordedAt(fields.instant('CreationDate')),
      ...(hasSecret && {
        credentials: [
          {
            ...blankCredential,
            id: 'client_secret',
            kind: details?.raw('private_key') === undefined ? 'client_secret' : 'private_key_jwt',
            vendorKind: 'secret at the identity provider',
            fingerprint: fingerprints.get('ProviderDetails.client_secret') ?? unknown('not_in_export'),
          },
        ],
      }),
      ...(scopes.length > 0 && {
        grants: [
          {
            id: 'authorize_scopes',
            resource: issuer,
            scopes: scopes.map((name) => ({ name, api: '', lastUsedAt: unknown('not_in_export') })),
            onBehalfOf: null,
            subjects: 0,
            consent: null,
            expiresAt: unknown('not_in_export'),
            lastUsedAt: unknown('not_in_export'),
            offline: scopes.includes('offline_access'),
            origin: 'scopes asked of the identity provider',
          },
        ],
      }),
    };
  },
};

const attribute = (fields: Fields, wanted: string): string =>
  [...fields.objects('Attributes'), ...fields.objects('UserAttributes')]
    .find((one) => one.plain('Name') === wanted)
    ?.plain('Value') ?? '';

const user: PoolObject = {
  kind: 'user',
  idMember: 'Username',
  id: (fields) => (fields.plain('Username') === '' ? '' : `${poolOf(fields)} ${fields.plain('Username')}`),
  shares: (fields, pools) => [{ ref: refIn(pools, 'user', poolOf(fields), fields.plain('Username'), 'human'), at: '' }],
  read({ fields }) {
    const status = fields.plain('UserStatus');
    const name = attribute(fields, 'name') || attribute(fields, 'email') || fields.plain('Username');
    return {
      vendorKind: 'user pool user',
      name,
      aliases: [attribute(fields, 'sub'), attribute(fields, 'email'), attribute(fields, 'preferred_username')],
      status: status === 'ARCHIVED' ? 'retired' : fields.flag('Enabled') === false ? 'disabled' : 'active',
      createdAt: recordedAt(fields.instant('UserCreateDate')),
      // Cognito does not say when somebody last signed in.
      lastUsedAt: unknown('not_recorded'),
    };
  },
};

const group: PoolObject = {
  kind: 'group',
  idMember: 'GroupName',
  id: (fields) => (fields.plain('GroupName') === '' ? '' : `${poolOf(fields)} ${fields.plain('GroupName')}`),
  shares: (_fields, pools) => keep(pools, 'groups'),
};

const shapes: readonly (readonly [PoolObject, readonly string[]])[] = [
  [clientSecret, ['ClientSecretId']],
  [client, ['ClientId', 'UserPoolId']],
  [client, ['ClientId', 'ClientName']],
  [resourceServer, ['Identifier', 'UserPoolId']],
  [identityProvider, ['ProviderName', 'ProviderType']],
  [user, ['Username', 'UserStatus']],
  [group, ['GroupName', 'UserPoolId']],
  [pool, ['Id', 'Name']],
];

/** Could an object with these members be one of a pool's? */
export const isPoolObject = (members: readonly string[]): boolean =>
  shapes.some(([object, wanted]) => object !== pool && wanted.every((name) => members.includes(name)));

function tell(fields: Fields): PoolObject | null {
  const names = new Set(fields.names());
  return shapes.find(([, wanted]) => wanted.every((name) => names.has(name)))?.[0] ?? null;
}

export const poolObjects: Vendored<Pools> = {
  objects: [client, clientSecret, identityProvider, user, pool, resourceServer, group],
  tell,
  remarks({ others }, world) {
    for (const [kind, count] of others)
      world.remark('import.skipped', '', `${kind} are no identities: ${count} kept as records`);
  },
};
