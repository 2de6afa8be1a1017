// Tokens by their accessors: lookups, answers to logins and to the making of tokens, leases, and bare lists.
import type { Fields } from '#engine/importers/fields.ts';
import { blankCredential, isOver, recordedAt } from '#engine/importers/gather/blank.ts';
import type { Contribution, SourceObject } from '#engine/importers/gather/source-object.ts';
import type { Delegation } from '#shared/model/delegation.ts';
import { type Fact, type Instant, unknown } from '#shared/model/fact.ts';
import { type Cluster, entityRef, roleRef, tokenRef } from './cluster.ts';
import { grantsOf } from './grants.ts';
import { policyOfToken } from './lifetimes.ts';

const accessorOf = (token: Fields): string => token.plain('accessor');

/** A root token has no time of expiry: it never ends. A bare accessor says nothing. */
function endOf(token: Fields): Fact<Instant | 'never'> {
  const at = token.instant('expire_time');
  if (at !== undefined) return at;
  const ttl = token.seconds('ttl') ?? token.seconds('creation_ttl');
  return ttl === 0 ? 'never' : unknown('not_in_export');
}

/** `auth/approle/login` with the role's name in the metadata: the role that gave it out. */
function roleBehind(token: Fields): string {
  const mount = /^auth\/(.+)\/login/.exec(token.plain('path'))?.[1] ?? '';
  const meta = token.object('meta') ?? token.object('metadata');
  const role = meta?.plain('role_name') || meta?.plain('role') || '';
  return mount === '' || role === '' ? '' : `auth/${mount}/role/${role}`;
}

const policiesOf = (token: Fields): readonly string[] => [
  ...(token.texts('policies') ?? token.texts('token_policies') ?? []),
  ...(token.texts('identity_policies') ?? []),
];

function describe(token: Fields): string {
  const uses = token.number('num_uses');
  const said = [
    token.isTrue('orphan') ? 'orphan' : '',
    token.plain('path'),
    typeof uses === 'number' && uses > 0 ? `${uses} uses left` : '',
  ];
  return said.filter((part) => part !== '').join('; ');
}

export const token: SourceObject<Cluster> = {
  kind: 'token',
  idMember: 'accessor',
  id: accessorOf,
  shares: (fields) => [{ ref: tokenRef(accessorOf(fields)), at: '' }],
  read({ fields, ref, fingerprints }, cluster, world): Contribution {
    const expiresAt = endOf(fields);
    const type = fields.plain('type') || fields.plain('token_type');
    const createdAt = recordedAt(fields.instant('issue_time') ?? fields.instant('creation_time', 's'));
    const status = isOver(expiresAt, world.now) ? 'expired' : 'active';
    const entity = fields.plain('entity_id');
    const role = roleBehind(fields);
    const to = world.idOf(ref);
    const spawned = (from: Delegation['from']): Delegation => ({ kind: 'spawned', from, to, scopes: [] });
    const isBare = fields.names().length === 1;
    return {
      vendorKind: type === '' ? 'token' : `${type} token`,
      name: fields.plain('display_name') || ref.externalId,
      description: describe(fields),
      status,
      owners: unknown('not_recorded'),
      createdAt: isBare ? unknown('not_in_export') : createdAt,
      // Only the audit device knows.
      lastUsedAt: unknown('not_recorded'),
      credentials: [
        {
          ...blankCredential,
          id: 'token',
          kind: 'api_key',
          vendorKind: type === '' ? 'token' : `${type} token`,
          status,
          fingerprint: fingerprints.get('id') ?? fingerprints.get('client_token') ?? unknown('not_in_export'),
          createdAt: isBare ? unknown('not_in_export') : createdAt,
          rotatedAt: isBare ? unknown('not_in_export') : createdAt,
          expiresAt,
          lastUsedAt: unknown('not_recorded'),
        },
      ],
      grants: grantsOf(policiesOf(fields), '', cluster),
      delegations: [
        ...(entity === '' ? [] : [spawned(world.idOf(entityRef(entity)))]),
        ...(role === '' ? [] : [spawned(world.idOf(roleRef(role)))]),
      ],
      tokenPolicy: policyOfToken(fields),
    };
  },
};

/** A credential that an engine made for somebody and takes back at its end. */
export const lease: SourceObject<Cluster> = {
  kind: 'lease',
  idMember: 'id',
  id: (fields) => fields.plain('id') || fields.plain('lease_id'),
  shares: (fields) => [
    {
      ref: { namespace: 'lease', externalId: fields.plain('id') || fields.plain('lease_id'), kind: 'api_key' },
      at: '',
    },
  ],
  read({ fields, ref }, _cluster, world) {
    const seconds = fields.seconds('lease_duration');
    const expiresAt = fields.instant('expire_time') ?? unknown('not_in_export');
    const createdAt = recordedAt(fields.instant('issue_time'));
    const status = isOver(expiresAt, world.now) ? 'expired' : 'active';
    const engine = ref.externalId.split('/').slice(0, -1).join('/');
    return {
      vendorKind: 'lease',
      name: engine || ref.externalId,
      status,
      owners: unknown('not_recorded'),
      createdAt,
      lastUsedAt: unknown('not_recorded'),
      credentials: [
        {
          ...blankCredential,
          id: 'lease',
          kind: 'api_key',
          vendorKind: 'dynamic secret',
          status,
          createdAt,
          rotatedAt: createdAt,
          expiresAt: expiresAt === 'never' && seconds !== 0 ? unknown('not_in_export') : expiresAt,
          storage: [{ place: 'vault', at: engine }],
        },
      ],
    };
  },
};
